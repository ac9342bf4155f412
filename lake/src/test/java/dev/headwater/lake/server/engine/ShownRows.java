package dev.headwater.lake.server.engine;

import dev.headwater.lake.server.ask.QueryRequest;
import dev.headwater.lake.union.Side;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import org.apache.fluss.row.Decimal;
import org.apache.fluss.row.GenericRow;
import org.apache.fluss.row.TimestampLtz;
import org.apache.fluss.row.TimestampNtz;

/** Rows of the tests' tables as text, from the engine and from what was written. */
final class ShownRows {
  private static final String COLUMNS =
      """
      day, id, name, CAST(amount AS VARCHAR), epoch_us(happened), flag, "count", ratio,
      epoch_us("local"), date_diff('day', DATE '1970-01-01', born), lower(hex(raw))
      """;

  private ShownRows() {}

  static List<String> read(QueryEngine engine, String table, Side side) {
    return texts(engine, QueryRequest.of(select(table)).on(side)).stream().sorted().toList();
  }

  static String select(String table) {
    return "SELECT " + COLUMNS + " FROM " + table;
  }

  static List<String> texts(QueryEngine engine, QueryRequest request) {
    List<String> rows = new ArrayList<>();
    try (QueryAnswer answer = engine.query(request)) {
      for (List<Object> row = answer.next(); row != null; row = answer.next()) {
        rows.add(row.stream().map(String::valueOf).collect(Collectors.joining("|")));
      }
    }
    return rows;
  }

  static List<String> written(Collection<GenericRow> rows) {
    return rows.stream().map(ShownRows::written).sorted().toList();
  }

  private static String written(GenericRow row) {
    List<String> values = new ArrayList<>();
    for (int i = 0; i < row.getFieldCount(); i++) {
      values.add(written(row.getField(i)));
    }
    return String.join("|", values);
  }

  private static String written(Object value) {
    if (value instanceof Decimal decimal) {
      return decimal.toBigDecimal().toPlainString();
    }
    if (value instanceof TimestampLtz time) {
      return Long.toString(time.toEpochMicros());
    }
    if (value instanceof TimestampNtz time) {
      return Long.toString(time.getMillisecond() * 1000 + time.getNanoOfMillisecond() / 1000);
    }
    if (value instanceof byte[] bytes) {
      return HexFormat.of().formatHex(bytes);
    }
    return Objects.toString(value);
  }
}
