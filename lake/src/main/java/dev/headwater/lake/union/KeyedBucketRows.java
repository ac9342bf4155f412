package dev.headwater.lake.union;

import java.util.Map;
import org.apache.fluss.client.table.Table;
import org.apache.fluss.metadata.TableBucket;
import org.apache.fluss.row.InternalRow;

/**
 * A bucket of a primary-key table from Fluss alone: its key-value snapshot and the log after it,
 * each key once in its newest state. Holds the keys of that log in memory, except for first_row
 * tables, whose log never repeats a key.
 */
final class KeyedBucketRows implements RowStream {
  private final Fields columns;
  private final Changes changes;
  private final RowStream snapshot;
  private final RowStream after;

  KeyedBucketRows(Table table, KeyedSnapshot base, Layout layout, Runnable guard) {
    this.columns = Fields.of(layout.type(), layout.columns());
    this.changes = new Changes(layout);
    this.snapshot = base.rows();
    Map<TableBucket, OffsetRange> log = Map.of(base.cut().bucket(), base.cut().afterSnapshot());
    try {
      if (KeyedSnapshot.keysRepeat(table.getTableInfo())) {
        changes.addLog(table, log, guard);
        this.after = RowStreams.of(changes.rows());
      } else {
        this.after = new LogRows(table, log, layout, guard);
      }
    } catch (RuntimeException e) {
      snapshot.close();
      throw e;
    }
  }

  @Override
  public InternalRow next() {
    InternalRow row = snapshot.next();
    while (row != null && changes.decide(row)) {
      row = snapshot.next();
    }
    return row == null ? after.next() : columns.row(row);
  }

  @Override
  public void close() {
    try (snapshot) {
      after.close();
    }
  }
}
