package dev.headwater.jobs.flink;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * One line of Flink's list of jobs.
 *
 * @param id 32 hexadecimal digits
 * @param name the job's name, not unique: a job that was started again is listed with its ended
 *     runs
 * @param state the job's state
 * @param started when it was submitted
 * @param ended when it ended; empty while it has not
 */
public record JobSummary(
    String id, String name, JobState state, Instant started, Optional<Instant> ended) {
  /**
   * The run that tells how a job is: of runs that are listed newest first the newest that is alive,
   * else the one that ended last. A newer run may have ended before: another one that was to take
   * its place did not come up.
   */
  public static Optional<JobSummary> current(List<JobSummary> runs, String job) {
    List<JobSummary> own = runs.stream().filter(run -> run.name().equals(job)).toList();
    return own.stream()
        .filter(run -> run.state().isAlive())
        .findFirst()
        .or(() -> own.stream().reduce((newer, older) -> older.endedAfter(newer) ? older : newer));
  }

  private boolean endedAfter(JobSummary other) {
    return ended.isPresent() && other.ended.isPresent() && ended.get().isAfter(other.ended.get());
  }
}
