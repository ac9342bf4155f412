package dev.headwater.jobs.checkpoint;

import dev.headwater.jobs.flink.CompletedCheckpoint;
import dev.headwater.jobs.flink.FlinkRest;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.flink.runtime.checkpoint.OperatorState;
import org.apache.flink.runtime.state.memory.ByteStreamStateHandle;
import org.apache.iceberg.flink.source.enumerator.IcebergEnumeratorState;
import org.apache.iceberg.flink.source.enumerator.IcebergEnumeratorStateSerializer;

/** Which snapshot of a cold table a job has read, as its newest checkpoint says. */
public final class ColdPosition {
  // The class of the position is not public, but what it says of itself is.
  private static final Pattern SNAPSHOT = Pattern.compile("snapshotId=(\\d+)");

  private ColdPosition() {}

  /** The snapshot; empty before the first checkpoint, and when the job has read none. */
  public static Optional<Long> read(FlinkRest flink, String jobId) {
    return flink.latestCheckpoint(jobId).flatMap(ColdPosition::of);
  }

  private static Optional<Long> of(CompletedCheckpoint checkpoint) {
    try {
      for (OperatorState operator : CheckpointReader.metadata(checkpoint).getOperatorStates()) {
        if (operator.getCoordinatorState() != null) {
          return snapshot(operator.getCoordinatorState());
        }
      }
      return Optional.empty();
    } catch (IOException deletedBecauseANewerOneCompleted) {
      return Optional.empty();
    }
  }

  private static Optional<Long> snapshot(ByteStreamStateHandle state) throws IOException {
    try (InputStream bytes = state.openInputStream();
        DataInputStream in = new DataInputStream(bytes)) {
      // As Flink's SourceCoordinator writes it: its own version, the enumerator's, and its bytes.
      in.readInt();
      int version = in.readInt();
      byte[] enumerator = in.readNBytes(in.readInt());
      IcebergEnumeratorState position =
          new IcebergEnumeratorStateSerializer(true).deserialize(version, enumerator);
      Object last = position.lastEnumeratedPosition();
      Matcher found = SNAPSHOT.matcher(String.valueOf(last));
      return found.find() ? Optional.of(Long.valueOf(found.group(1))) : Optional.empty();
    }
  }
}
