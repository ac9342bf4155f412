package dev.headwater.jobs.function;

import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.flink.types.Row;
import org.apache.flink.types.RowKind;

/** The table sessions as its storage keeps it: the last write of a key counts. */
final class SessionTable {
  private final Map<List<Object>, Row> rows = new HashMap<>();

  void write(Row row) {
    List<Object> key = List.of(row.getField(0), row.getField(1));
    if (row.getKind() == RowKind.DELETE) {
      rows.remove(key);
    } else {
      Row stored = Row.copy(row);
      stored.setKind(RowKind.INSERT);
      rows.put(key, stored);
    }
  }

  Map<List<Object>, Row> rows() {
    return Map.copyOf(rows);
  }

  Row session(String customer, Instant start) {
    return rows.get(List.of(customer, start));
  }
}
