package dev.headwater.lake.union;

import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import org.apache.fluss.client.table.Table;
import org.apache.fluss.client.table.scanner.ScanRecord;
import org.apache.fluss.metadata.TableBucket;
import org.apache.fluss.row.InternalRow;

/** Every record of some ranges of an insert-only log, as it comes. */
final class LogRows implements RowStream {
  private final LogTail tail;
  private final Fields columns;
  private final Runnable guard;
  private Iterator<ScanRecord> polled = Collections.emptyIterator();

  /**
   * @param guard called between polls; throws to end the read
   */
  LogRows(Table table, Map<TableBucket, OffsetRange> ranges, Layout layout, Runnable guard) {
    this.tail = LogTail.open(table, ranges);
    this.columns = Fields.of(layout.type(), layout.columns());
    this.guard = guard;
  }

  @Override
  public InternalRow next() {
    while (!polled.hasNext() && !tail.done()) {
      guard.run();
      polled = tail.poll().values().stream().flatMap(List::stream).iterator();
    }
    return polled.hasNext() ? columns.row(polled.next().getRow()) : null;
  }

  @Override
  public void close() {
    tail.close();
  }
}
