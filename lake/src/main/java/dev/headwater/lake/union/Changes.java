package dev.headwater.lake.union;

import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.apache.fluss.client.table.Table;
import org.apache.fluss.client.table.scanner.ScanRecord;
import org.apache.fluss.metadata.TableBucket;
import org.apache.fluss.row.InternalRow;

/** The newest state of each key that a part of the change log mentions, a deleted one included. */
final class Changes {
  private final Fields keys;
  private final Fields columns;
  private final Map<List<Object>, InternalRow> newest = new HashMap<>();

  Changes(Layout layout) {
    this.keys = Fields.of(layout.type(), layout.keys());
    this.columns = Fields.of(layout.type(), layout.columns());
  }

  /**
   * Adds what the logs hold in some ranges.
   *
   * @param guard called between polls; throws to end the read
   */
  void addLog(Table table, Map<TableBucket, OffsetRange> ranges, Runnable guard) {
    if (ranges.values().stream().allMatch(OffsetRange::isEmpty)) {
      return;
    }
    try (LogTail tail = LogTail.open(table, ranges)) {
      while (!tail.done()) {
        guard.run();
        tail.poll().values().forEach(records -> records.forEach(this::add));
      }
    }
  }

  private void add(ScanRecord change) {
    switch (change.getChangeType()) {
      case APPEND_ONLY, INSERT, UPDATE_AFTER ->
          newest.put(keys.key(change.getRow()), columns.row(change.getRow()));
      case DELETE -> newest.put(keys.key(change.getRow()), null);
      case UPDATE_BEFORE -> {}
    }
  }

  /** Adds rows that hold unless a change has said otherwise. */
  void addBase(RowStream rows) {
    for (InternalRow row = rows.next(); row != null; row = rows.next()) {
      List<Object> key = keys.key(row);
      if (!newest.containsKey(key)) {
        newest.put(key, columns.row(row));
      }
    }
  }

  /** Whether a change decides about the row's key; the row then is not the newest. */
  boolean decide(InternalRow row) {
    return newest.containsKey(keys.key(row));
  }

  /** As {@link #decide(InternalRow)}, for a key taken from a row of another shape. */
  boolean decide(List<Object> key) {
    return newest.containsKey(key);
  }

  /** The rows that are there after the changes. */
  Iterator<InternalRow> rows() {
    return newest.values().stream().filter(Objects::nonNull).iterator();
  }
}
