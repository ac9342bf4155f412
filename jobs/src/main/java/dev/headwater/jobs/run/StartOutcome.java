package dev.headwater.jobs.run;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * What starting a job did.
 *
 * @param job name of the job
 * @param kind whether it went on, began anew or ran already
 * @param from checkpoint or savepoint it went on from
 * @param failure why it was not started, for a person
 */
public record StartOutcome(String job, Kind kind, Optional<Path> from, Optional<String> failure) {
  /** What happened. */
  public enum Kind {
    STARTED,
    RESUMED,
    RUNS_ALREADY,
    NOT_STARTED
  }

  static StartOutcome runsAlready(JobDefinition job) {
    return new StartOutcome(job.name(), Kind.RUNS_ALREADY, Optional.empty(), Optional.empty());
  }

  static StartOutcome started(JobDefinition job, Optional<Path> from) {
    Kind kind = from.isPresent() ? Kind.RESUMED : Kind.STARTED;
    return new StartOutcome(job.name(), kind, from, Optional.empty());
  }

  static StartOutcome notStarted(JobDefinition job, RuntimeException failure) {
    String words = failure.getMessage() == null ? failure.toString() : failure.getMessage();
    return new StartOutcome(job.name(), Kind.NOT_STARTED, Optional.empty(), Optional.of(words));
  }

  /** Whether all of them run now. */
  public static boolean allRun(List<StartOutcome> outcomes) {
    return outcomes.stream().noneMatch(outcome -> outcome.kind() == Kind.NOT_STARTED);
  }
}
