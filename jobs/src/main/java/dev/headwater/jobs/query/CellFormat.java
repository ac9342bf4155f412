package dev.headwater.jobs.query;

import dev.headwater.jobs.sql.SqlColumn;
import java.math.BigDecimal;

/** The values of a result as Headwater shows them everywhere. */
public final class CellFormat {
  private CellFormat() {}

  /**
   * A value for JSON: times as ISO-8601 in UTC with Z, decimals as strings with their scale, counts
   * as numbers, null as null.
   */
  public static Object json(SqlColumn column, Object value) {
    if (value == null) {
      return null;
    }
    return switch (column.type()) {
      case "DECIMAL" -> new BigDecimal(value.toString()).setScale(column.scale()).toPlainString();
      case "TIMESTAMP_WITH_LOCAL_TIME_ZONE",
          "TIMESTAMP_WITHOUT_TIME_ZONE",
          "TIMESTAMP_LTZ",
          "TIMESTAMP" ->
          utc(value.toString());
      default -> value;
    };
  }

  /** A value for a person or a CSV cell; null is empty. */
  public static String text(SqlColumn column, Object value) {
    Object shown = json(column, value);
    return shown == null ? "" : shown.toString();
  }

  private static String utc(String time) {
    String iso = time.replace(' ', 'T');
    return iso.endsWith("Z") ? iso : iso + 'Z';
  }
}
