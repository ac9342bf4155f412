package dev.headwater.jobs.checkpoint;

import dev.headwater.jobs.checkpoint.CheckpointContents.InFlight;
import java.io.DataInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.apache.flink.api.java.tuple.Tuple2;
import org.apache.flink.core.fs.FSDataInputStream;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.runtime.state.KeyGroupsStateHandle;
import org.apache.flink.runtime.state.KeyedStateHandle;
import org.apache.flink.runtime.state.OperatorStateHandle;
import org.apache.flink.runtime.state.OperatorStateHandle.StateMetaInfo;

/**
 * Finds the records that one operator had read and not finished when the checkpoint was taken.
 *
 * <p>Names of the states and layouts: Flink 2.2, {@code AsyncWaitOperator}, {@code
 * TableKeyedAsyncWaitOperator}, {@code StreamingDeltaJoinOperator} and {@code
 * HeapSnapshotStrategy}.
 */
final class InFlightReader {
  private static final String WAITING_LIST = "_async_wait_operator_state_";
  private static final List<String> WAITING_BY_KEY =
      List.of("_delta_join_operator_async_wait_state_", "_keyed_async_wait_operator_state_");

  private final String operator;
  private final Set<InFlight> found = new HashSet<>();
  private boolean holdsRecords;

  InFlightReader(String operator) {
    this.operator = operator;
  }

  Set<InFlight> found() {
    return found;
  }

  /** Whether the operator is of a kind that can have records in flight. */
  boolean holdsRecords() {
    return holdsRecords;
  }

  void read(OperatorSubtaskState subtask) throws IOException {
    if (!subtask.getInputChannelState().isEmpty()
        || !subtask.getResultSubpartitionState().isEmpty()) {
      throw new IOException(
          "records between operators are not understood; "
              + "set execution.checkpointing.unaligned.enabled to false");
    }
    for (OperatorStateHandle handle : subtask.getManagedOperatorState()) {
      StateMetaInfo info = handle.getStateNameToPartitionOffsets().get(WAITING_LIST);
      if (info != null) {
        holdsRecords = true;
        readList(handle, info);
      }
    }
    for (KeyedStateHandle handle : subtask.getManagedKeyedState()) {
      readKeyed(handle);
    }
  }

  private void readList(OperatorStateHandle handle, StateMetaInfo info) throws IOException {
    try (FSDataInputStream stream = handle.openInputStream()) {
      for (long offset : info.getOffsets()) {
        stream.seek(offset);
        byte[] element = stream.readNBytes((int) (end(handle, offset) - offset));
        found.add(new InFlight(operator, "record " + Arrays.hashCode(element)));
      }
    }
  }

  /** Where the element that starts at {@code offset} ends: at the next one of any state. */
  private static long end(OperatorStateHandle handle, long offset) {
    return handle.getStateNameToPartitionOffsets().values().stream()
        .flatMapToLong(info -> Arrays.stream(info.getOffsets()))
        .filter(other -> other > offset)
        .min()
        .orElse(handle.getStateSize());
  }

  private void readKeyed(KeyedStateHandle keyed) throws IOException {
    if (!(keyed instanceof KeyGroupsStateHandle handle)) {
      throw new IOException(
          "state of the kind "
              + keyed.getClass().getSimpleName()
              + " is not understood; set state.backend.type to hashmap");
    }
    try (FSDataInputStream stream = handle.openInputStream()) {
      long first = handle.getOffsetForKeyGroup(handle.getKeyGroupRange().getStartKeyGroup());
      String header = new String(stream.readNBytes((int) first), StandardCharsets.ISO_8859_1);
      if (WAITING_BY_KEY.stream().noneMatch(header::contains)) {
        return;
      }
      holdsRecords = true;
      for (Tuple2<Integer, Long> group : handle.getGroupRangeOffsets()) {
        stream.seek(group.f1);
        DataInputStream in = new DataInputStream(stream);
        in.readInt();
        in.readShort();
        if (in.readInt() > 0) {
          found.add(new InFlight(operator, "key group " + group.f0));
        }
      }
    }
  }
}
