package dev.headwater.lake.union.flink;

import java.util.List;
import org.apache.flink.api.connector.source.SplitEnumerator;
import org.apache.flink.api.connector.source.SplitEnumeratorContext;

/** Gives the one split to the first reader. */
final class WholeTableEnumerator implements SplitEnumerator<WholeTable, Boolean> {
  private final SplitEnumeratorContext<WholeTable> context;
  private boolean unassigned;

  WholeTableEnumerator(SplitEnumeratorContext<WholeTable> context, boolean unassigned) {
    this.context = context;
    this.unassigned = unassigned;
  }

  @Override
  public void start() {}

  @Override
  public void handleSplitRequest(int subtask, String host) {}

  @Override
  public void addReader(int subtask) {
    if (unassigned) {
      unassigned = false;
      context.assignSplit(new WholeTable(), subtask);
    }
    context.signalNoMoreSplits(subtask);
  }

  @Override
  public void addSplitsBack(List<WholeTable> splits, int subtask) {
    unassigned |= !splits.isEmpty();
  }

  @Override
  public Boolean snapshotState(long checkpoint) {
    return unassigned;
  }

  @Override
  public void close() {}
}
