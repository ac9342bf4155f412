package dev.headwater.lake.union;

import dev.headwater.lake.LakeException;
import java.io.IOException;
import java.time.Duration;
import org.apache.fluss.client.table.Table;
import org.apache.fluss.client.table.scanner.batch.BatchScanner;
import org.apache.fluss.client.table.scanner.batch.KvSnapshotBatchScanner;
import org.apache.fluss.row.InternalRow;
import org.apache.fluss.utils.CloseableIterator;

/** The full rows of a bucket's key-value snapshot. */
final class SnapshotRows implements RowStream {
  private static final Duration POLL = Duration.ofMillis(100);

  private final BucketCut cut;
  private final BatchScanner scanner;
  private final Runnable guard;
  private CloseableIterator<InternalRow> rows;

  /**
   * Downloads the snapshot's files.
   *
   * @throws LakeException when they are gone, as happens when a newer snapshot took their place
   */
  SnapshotRows(Table table, BucketCut cut, Runnable guard) {
    this.cut = cut;
    this.guard = guard;
    try {
      this.scanner = table.newScan().createBatchScanner(cut.bucket(), cut.snapshot().getAsLong());
    } catch (RuntimeException e) {
      throw unreadable(e);
    }
    try {
      this.rows = poll();
    } catch (RuntimeException e) {
      close();
      throw e;
    }
  }

  @Override
  public InternalRow next() {
    while (rows != null && !rows.hasNext()) {
      rows = poll();
    }
    return rows == null ? null : rows.next();
  }

  private CloseableIterator<InternalRow> poll() {
    try {
      CloseableIterator<InternalRow> polled;
      do {
        guard.run();
        polled = scanner.pollBatch(POLL);
      } while (polled == KvSnapshotBatchScanner.NO_DATA_AVAILABLE);
      return polled;
    } catch (IOException | org.apache.fluss.exception.FlussRuntimeException e) {
      throw unreadable(e);
    }
  }

  private LakeException unreadable(Exception cause) {
    return LakeException.external(
        "cannot read key-value snapshot %d of %s"
            .formatted(cut.snapshot().getAsLong(), cut.bucket()),
        cause);
  }

  @Override
  public void close() {
    try {
      scanner.close();
    } catch (IOException e) {
      throw unreadable(e);
    }
  }
}
