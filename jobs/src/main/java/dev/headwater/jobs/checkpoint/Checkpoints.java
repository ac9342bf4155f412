package dev.headwater.jobs.checkpoint;

import dev.headwater.jobs.fault.Deadline;
import dev.headwater.jobs.flink.FlinkRest;
import dev.headwater.jobs.flink.Outcome;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** Takes checkpoints of running jobs and reads them. */
public final class Checkpoints {
  private static final Duration GRACE = Duration.ofSeconds(10);

  private final FlinkRest flink;
  private final Map<String, CheckpointDirectory> directories = new HashMap<>();

  public Checkpoints(FlinkRest flink) {
    this.flink = flink;
  }

  /**
   * A checkpoint that begins after this call, or nothing when the job cannot take one now or the
   * time is over.
   */
  public Optional<CheckpointContents> take(String jobId, Deadline deadline) {
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

  /** The newest checkpoint there is, or nothing when there is none yet. */
  public Optional<CheckpointContents> latest(String jobId) {
    return flink
        .latestCheckpoint(jobId)
        .flatMap(known -> CheckpointReader.read(known).or(() -> newest(jobId, known.id())));
  }

  /** The files of a checkpoint are deleted when newer ones complete: then a newer one is read. */
  private Optional<CheckpointContents> newest(String jobId, long atLeast) {
    return directory(jobId)
        .flatMap(
            directory ->
                directory.from(atLeast).stream()
                    .flatMap(checkpoint -> CheckpointReader.read(checkpoint).stream())
                    .findFirst());
  }

  private Optional<CheckpointDirectory> directory(String jobId) {
    if (!directories.containsKey(jobId)) {
      flink
          .latestCheckpoint(jobId)
          .ifPresent(any -> directories.put(jobId, CheckpointDirectory.of(any)));
    }
    return Optional.ofNullable(directories.get(jobId));
  }
}
