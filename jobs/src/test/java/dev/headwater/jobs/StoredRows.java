package dev.headwater.jobs;

import dev.headwater.jobs.address.PlatformAddresses;
import dev.headwater.jobs.query.CellFormat;
import dev.headwater.jobs.query.Query;
import dev.headwater.jobs.sql.SqlResult;
import dev.headwater.lake.client.FlussClient;
import dev.headwater.lake.tables.TableDefinitions;
import dev.headwater.lake.union.ReadRequest;
import dev.headwater.lake.union.Side;
import dev.headwater.lake.union.TableRead;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.fluss.metadata.TablePath;
import org.apache.fluss.row.InternalRow;
import org.apache.fluss.row.TimestampLtz;

/** Complete reads of a platform's tables and views. */
public final class StoredRows {
  private final PlatformAddresses platform;

  public StoredRows(PlatformAddresses platform) {
    this.platform = platform;
  }

  public List<List<Object>> table(String name, List<String> columns) {
    TablePath path = TablePath.of(TableDefinitions.DATABASE, name);
    List<List<Object>> rows = new ArrayList<>();
    try (FlussClient client = new FlussClient(platform.bootstrapServers());
        TableRead read =
            TableRead.open(
                client.connection(), ReadRequest.of(path, Side.ALL).withColumns(columns))) {
      List<InternalRow.FieldGetter> fields =
          IntStream.range(0, columns.size())
              .mapToObj(i -> InternalRow.createFieldGetter(read.rowType().getTypeAt(i), i))
              .toList();
      for (InternalRow row = read.next(); row != null; row = read.next()) {
        rows.add(values(row, fields));
      }
    }
    return rows;
  }

  public List<List<Object>> view(String name, List<String> columns) {
    SqlResult result;
    try (Query query = Query.open(platform.gateway(), Side.ALL)) {
      result = query.run("SELECT " + String.join(", ", columns) + " FROM " + name);
    }
    List<List<Object>> rows = new ArrayList<>();
    for (List<Object> row : result.rows()) {
      List<Object> values = new ArrayList<>();
      for (int i = 0; i < row.size(); i++) {
        values.add(CellFormat.json(result.columns().get(i), row.get(i)));
      }
      rows.add(values);
    }
    return rows;
  }

  private static List<Object> values(InternalRow row, List<InternalRow.FieldGetter> fields) {
    List<Object> values = new ArrayList<>();
    for (InternalRow.FieldGetter field : fields) {
      Object value = field.getFieldOrNull(row);
      values.add(value instanceof TimestampLtz time ? time.toInstant() : value);
    }
    return Collections.unmodifiableList(values);
  }
}
