package dev.headwater.jobs.schedule;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * A job of the schedule at one moment.
 *
 * @param job its name
 * @param time when it runs, as cron has it in UTC; empty when it does not run by itself
 * @param started begin of its last run; empty before the first
 * @param took how long that run took; empty when it has not ended
 * @param outcome of that run in words; empty before the first
 * @param failed whether that run failed
 * @param failing whether the last run that ended failed, also while the next try is under way
 * @param next when it runs next; a moment that is past means at once
 */
public record ScheduledRun(
    String job,
    Optional<String> time,
    Optional<Instant> started,
    Optional<Duration> took,
    String outcome,
    boolean failed,
    boolean failing,
    Optional<Instant> next) {

  static ScheduledRun of(ScheduledJob job, Schedule schedule, Optional<LastRun> last, Path output) {
    return new ScheduledRun(
        job.key(),
        Optional.ofNullable(schedule.times().get(job)),
        last.flatMap(LastRun::started),
        last.flatMap(run -> run.ended().map(end -> Duration.between(run.started().get(), end))),
        last.map(run -> outcome(run, output)).orElse(""),
        last.map(LastRun::failed).orElse(false),
        last.map(LastRun::failing).orElse(false),
        last.flatMap(run -> run.next(schedule, job)));
  }

  private static String outcome(LastRun run, Path output) {
    if (run.running()) {
      return "running";
    }
    if (run.started().isEmpty()) {
      return "";
    }
    if (!run.failed()) {
      return "done";
    }
    String how = run.ended().isEmpty() ? "broken off" : "failed with exit code " + run.exitCode();
    return "%s, %d in a row; see %s".formatted(how, run.failuresInARow(), output);
  }
}
