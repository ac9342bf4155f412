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
 */
public record JobSummary(String id, String name, JobState state, Instant started) {
  /** The newest run of a job among runs that are listed newest first. */
  public static Optional<JobSummary> newest(List<JobSummary> runs, String job) {
    return runs.stream().filter(run -> run.name().equals(job)).findFirst();
  }
}
