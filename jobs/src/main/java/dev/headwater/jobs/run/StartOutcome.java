package dev.headwater.jobs.run;

import java.nio.file.Path;
import java.util.Optional;

/**
 * What starting a job did.
 *
 * @param job name of the job
 * @param kind whether it went on, began anew or ran already
 * @param from checkpoint or savepoint it went on from
 */
public record StartOutcome(String job, Kind kind, Optional<Path> from) {
  /** What happened. */
  public enum Kind {
    STARTED,
    RESUMED,
    RUNS_ALREADY
  }
}
