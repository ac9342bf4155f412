package dev.headwater.jobs.progress;

import java.time.Duration;
import java.util.Optional;

/** Takes checkpoints of running jobs and reads them. */
final class Checkpoints {
  private static final int TRIES = 3;
  private static final Duration GRACE = Duration.ofSeconds(10);

  private final FlinkRest flink;

  Checkpoints(FlinkRest flink) {
    this.flink = flink;
  }

  /**
   * A checkpoint that begins after this call, or nothing when the job cannot take one now or the
   * time is over.
   */
  Optional<CheckpointContents> take(String jobId, Deadline deadline) {
    String request = flink.triggerCheckpoint(jobId);
    // Flink keeps an outcome that nobody asked for and does not shut down before it expires.
    Deadline forgiving = Deadline.after(GRACE);
    while (!deadline.isOver() || !forgiving.isOver()) {
      Outcome outcome = flink.checkpointOutcome(jobId, request);
      if (outcome.isDone()) {
        return outcome.value().flatMap(id -> latest(jobId, Long.parseLong(id)));
      }
      deadline.pause();
    }
    return Optional.empty();
  }

  /** The newest checkpoint there is, or nothing when there is none yet. */
  Optional<CheckpointContents> latest(String jobId) {
    return flink.latestCheckpoint(jobId).flatMap(any -> latest(jobId, any.id()));
  }

  /** The files of a checkpoint are deleted as soon as the next one completes: then that is read. */
  private Optional<CheckpointContents> latest(String jobId, long atLeast) {
    for (int tried = 0; tried < TRIES; tried++) {
      Optional<CompletedCheckpoint> newest =
          flink.latestCheckpoint(jobId).filter(checkpoint -> checkpoint.id() >= atLeast);
      Optional<CheckpointContents> contents = newest.flatMap(CheckpointReader::read);
      if (contents.isPresent()) {
        return contents;
      }
      Deadline.pauseBetweenTries();
    }
    return Optional.empty();
  }
}
