package dev.headwater.jobs.checkpoint;

import java.io.DataInputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.flink.core.fs.FSDataInputStream;
import org.apache.flink.runtime.checkpoint.OperatorState;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.runtime.state.OperatorStateHandle;
import org.apache.flink.runtime.state.OperatorStateHandle.StateMetaInfo;

/** Reads the splits out of the state of Flink's source operator. */
final class SourceStateReader {
  /** Name that Flink's {@code SourceOperator} gives the list of its reader's splits. */
  private static final String STATE = "SourceReaderState";

  private SourceStateReader() {}

  /** The operator's splits, or nothing when it is not a source. */
  static Optional<SourcePositions> read(OperatorState operator) throws IOException {
    boolean isSource = false;
    List<SplitPosition> splits = new ArrayList<>();
    for (OperatorSubtaskState subtask : operator.getStates()) {
      for (OperatorStateHandle handle : subtask.getManagedOperatorState()) {
        StateMetaInfo info = handle.getStateNameToPartitionOffsets().get(STATE);
        if (info != null) {
          isSource = true;
          splits.addAll(splits(handle, info));
        }
      }
    }
    return isSource
        ? Optional.of(new SourcePositions(operator.getOperatorName().orElse(""), splits))
        : Optional.empty();
  }

  private static List<SplitPosition> splits(OperatorStateHandle handle, StateMetaInfo info)
      throws IOException {
    List<SplitPosition> splits = new ArrayList<>();
    try (FSDataInputStream stream = handle.openInputStream()) {
      for (long offset : info.getOffsets()) {
        stream.seek(offset);
        DataInputStream in = new DataInputStream(stream);
        // The list's own serializer writes the length of each element first.
        in.readInt();
        splits.add(SplitDecoder.read(in));
      }
    }
    return splits;
  }
}
