package dev.headwater.lake.cold.archive;

import dev.headwater.lake.client.FlussClient;
import dev.headwater.lake.tables.TableDefinitions;
import dev.headwater.lake.union.ReadRequest;
import dev.headwater.lake.union.Side;
import dev.headwater.lake.union.TableRead;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.apache.fluss.metadata.TablePath;
import org.apache.fluss.row.InternalRow;
import org.apache.fluss.row.TimestampLtz;

/**
 * Rows of whole days in Fluss.
 *
 * @param columns names of the columns that are compared
 * @param byDay fingerprint of each day that has rows
 */
record HotDays(List<String> columns, Map<String, Fingerprint> byDay) {

  /** Reads the days; of {@code orders}, which has no date partitions, the whole table. */
  static HotDays read(FlussClient client, ArchivedTable table, Set<String> days) {
    TablePath path = TablePath.of(TableDefinitions.DATABASE, table.table());
    ReadRequest request = ReadRequest.of(path, Side.HOT);
    if (table == ArchivedTable.EVENTS) {
      request = request.withPartitions(days);
    }
    Map<String, Fingerprint> byDay = new HashMap<>();
    try (TableRead read = TableRead.open(client.connection(), request)) {
      List<String> columns = read.rowType().getFieldNames();
      int time = columns.indexOf(table.timeColumn());
      List<InternalRow.FieldGetter> fields =
          IntStream.range(0, columns.size())
              .mapToObj(i -> InternalRow.createFieldGetter(read.rowType().getTypeAt(i), i))
              .toList();
      RowDigest digest = new RowDigest();
      for (InternalRow row = read.next(); row != null; row = read.next()) {
        List<Object> values = new ArrayList<>();
        for (InternalRow.FieldGetter field : fields) {
          values.add(field.getFieldOrNull(row));
        }
        String day = day((TimestampLtz) values.get(time));
        if (days.contains(day)) {
          byDay.merge(day, digest.of(values), Fingerprint::plus);
        }
      }
      return new HotDays(columns, byDay);
    }
  }

  private static String day(TimestampLtz time) {
    return time.toInstant().atOffset(ZoneOffset.UTC).toLocalDate().toString();
  }
}
