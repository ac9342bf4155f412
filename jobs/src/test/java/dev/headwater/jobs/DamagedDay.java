package dev.headwater.jobs;

import dev.headwater.lake.client.FlussClient;
import dev.headwater.lake.tables.TableDefinitions;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import org.apache.fluss.client.table.Table;
import org.apache.fluss.client.table.writer.Upsert;
import org.apache.fluss.metadata.MergeEngineType;
import org.apache.fluss.metadata.TablePath;
import org.apache.fluss.row.BinaryString;
import org.apache.fluss.row.Decimal;
import org.apache.fluss.row.GenericRow;
import org.apache.fluss.row.TimestampLtz;
import org.apache.fluss.rpc.protocol.MergeMode;

/** Changes rows of marts behind the back of their jobs, and counts what it changed. */
final class DamagedDay {
  private final String bootstrapServers;
  private final Map<String, List<Integer>> damage = new TreeMap<>();

  DamagedDay(String bootstrapServers) {
    this.bootstrapServers = bootstrapServers;
  }

  /** Rows missing, invented and different now, by table. */
  Map<String, List<Integer>> damage() {
    return damage;
  }

  /** Takes a row away. */
  void remove(String table, Map<String, Object> key) throws Exception {
    write(table, key, true);
    count(table, 0);
  }

  /** Writes a row whose key there should not be. */
  void invent(String table, Map<String, Object> row) throws Exception {
    write(table, row, false);
    count(table, 1);
  }

  /** Writes other values into some columns of a row; into all of them in a versioned table. */
  void change(String table, Map<String, Object> row) throws Exception {
    write(table, row, false);
    count(table, 2);
  }

  private void count(String table, int kind) {
    List<Integer> counts =
        damage.computeIfAbsent(table, name -> new java.util.ArrayList<>(List.of(0, 0, 0)));
    counts.set(kind, counts.get(kind) + 1);
  }

  private void write(String name, Map<String, Object> values, boolean delete) throws Exception {
    TablePath path = TablePath.of(TableDefinitions.DATABASE, name);
    try (FlussClient client = new FlussClient(bootstrapServers);
        Table table = client.connection().getTable(path)) {
      boolean versioned =
          table.getTableInfo().getTableConfig().getMergeEngineType().orElse(null)
              == MergeEngineType.VERSIONED;
      GenericRow row = new GenericRow(table.getTableInfo().getRowType().getFieldCount());
      values.forEach(
          (column, value) ->
              row.setField(table.getTableInfo().getRowType().getFieldIndex(column), stored(value)));
      Upsert upsert = table.newUpsert();
      upsert =
          versioned
              ? upsert.mergeMode(MergeMode.OVERWRITE)
              : delete ? upsert : upsert.partialUpdate(values.keySet().toArray(String[]::new));
      (delete ? upsert.createWriter().delete(row) : upsert.createWriter().upsert(row))
          .get(1, TimeUnit.MINUTES);
    }
  }

  private static Object stored(Object value) {
    if (value instanceof String text) {
      return BinaryString.fromString(text);
    }
    if (value instanceof Instant time) {
      return TimestampLtz.fromInstant(time);
    }
    return value instanceof BigDecimal amount ? Decimal.fromBigDecimal(amount, 18, 2) : value;
  }
}
