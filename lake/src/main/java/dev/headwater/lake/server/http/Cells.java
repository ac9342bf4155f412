package dev.headwater.lake.server.http;

import java.math.BigDecimal;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Base64;

/** Values of answers as Headwater writes them everywhere. */
final class Cells {
  private Cells() {}

  /**
   * A value for JSON: times as ISO-8601 in UTC with Z, decimals as strings with their scale, bytes
   * in base 64, numbers and truth values as they are, null as null, anything else as text.
   */
  static Object json(Object value) {
    if (value == null || value instanceof Boolean) {
      return value;
    }
    if (value instanceof BigDecimal decimal) {
      return decimal.toPlainString();
    }
    if (value instanceof Double number) {
      return Double.isFinite(number) ? number : number.toString();
    }
    if (value instanceof Number) {
      return value;
    }
    if (value instanceof OffsetDateTime time) {
      return time.toInstant().toString();
    }
    if (value instanceof LocalDateTime time) {
      return time.toInstant(ZoneOffset.UTC).toString();
    }
    if (value instanceof byte[] bytes) {
      return Base64.getEncoder().encodeToString(bytes);
    }
    return value.toString();
  }
}
