package dev.headwater.lake.union.flink;

import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.apache.flink.api.connector.source.ReaderOutput;
import org.apache.flink.api.connector.source.SourceReader;
import org.apache.flink.core.io.InputStatus;
import org.apache.flink.table.data.RowData;

/** Hands rows from the pump to Flink, once the split is here. */
final class UnionSourceReader implements SourceReader<RowData, WholeTable> {
  private final ScanSpec spec;
  private final CompletableFuture<Void> assigned = new CompletableFuture<>();
  private RowPump pump;
  private boolean noMoreSplits;
  private boolean lastBatch;
  private Iterator<RowData> rows = Collections.emptyIterator();

  UnionSourceReader(ScanSpec spec) {
    this.spec = spec;
  }

  @Override
  public void start() {}

  @Override
  public void addSplits(List<WholeTable> splits) {
    if (pump == null && !splits.isEmpty()) {
      pump = new RowPump(spec);
      pump.start();
    }
    assigned.complete(null);
  }

  @Override
  public void notifyNoMoreSplits() {
    noMoreSplits = true;
    assigned.complete(null);
  }

  @Override
  public InputStatus pollNext(ReaderOutput<RowData> output) throws Exception {
    if (!rows.hasNext() && !lastBatch && pump != null) {
      take(pump.poll());
    }
    if (rows.hasNext()) {
      output.collect(rows.next());
      return InputStatus.MORE_AVAILABLE;
    }
    boolean ended = pump == null ? noMoreSplits : lastBatch;
    return ended ? InputStatus.END_OF_INPUT : InputStatus.NOTHING_AVAILABLE;
  }

  private void take(RowPump.Batch batch) throws Exception {
    if (batch == null) {
      return;
    }
    if (batch.failure() != null) {
      throw new IllegalStateException(
          "the read of %s.%s failed: %s"
              .formatted(spec.database(), spec.table(), batch.failure().getMessage()),
          batch.failure());
    }
    rows = batch.rows().iterator();
    lastBatch = batch.last();
  }

  @Override
  public CompletableFuture<Void> isAvailable() {
    if (pump == null) {
      return assigned;
    }
    return rows.hasNext() || lastBatch ? CompletableFuture.completedFuture(null) : pump.available();
  }

  /** A read cannot go on in the middle: a restored one starts again. */
  @Override
  public List<WholeTable> snapshotState(long checkpoint) {
    return pump == null || lastBatch ? List.of() : List.of(new WholeTable());
  }

  @Override
  public void close() {
    if (pump != null) {
      pump.close();
    }
  }
}
