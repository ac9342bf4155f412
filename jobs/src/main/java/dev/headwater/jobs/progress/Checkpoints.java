package dev.headwater.jobs.progress;

import java.time.Duration;
import java.util.Optional;

/** Takes checkpoints of running jobs and reads them. */
final class Checkpoints {
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
        return outcome.value().flatMap(id -> newest(jobId, Long.parseLong(id)));
      }
      deadline.pause();
    }
    return Optional.empty();
  }

  /** The newest checkpoint there is; its files may be gone when it is read. */
  Optional<CheckpointContents> latest(String jobId) {
    for (int tried = 0; tried < 5; tried++) {
      Optional<CompletedCheckpoint> newest = flink.latestCheckpoint(jobId);
      Optional<CheckpointContents> contents = newest.flatMap(CheckpointReader::read);
      if (newest.isEmpty() || contents.isPresent()) {
        return contents;
      }
    }
    return Optional.empty();
  }

  private Optional<CheckpointContents> newest(String jobId, long atLeast) {
    return flink
        .latestCheckpoint(jobId)
        .filter(checkpoint -> checkpoint.id() >= atLeast)
        .flatMap(CheckpointReader::read);
  }
}
