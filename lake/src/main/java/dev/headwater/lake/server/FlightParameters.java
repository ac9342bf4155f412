package dev.headwater.lake.server;

import java.math.BigDecimal;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.apache.arrow.vector.DateDayVector;
import org.apache.arrow.vector.FieldVector;
import org.apache.arrow.vector.TimeStampVector;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.apache.arrow.vector.types.pojo.ArrowType;
import org.apache.arrow.vector.util.Text;

/** Values of question marks as they come over Flight. */
final class FlightParameters {
  private FlightParameters() {}

  /** The first row; none where there is no row. */
  static List<Object> first(VectorSchemaRoot rows) {
    List<Object> values = new ArrayList<>();
    if (rows.getRowCount() > 0) {
      rows.getFieldVectors().forEach(vector -> values.add(value(vector)));
    }
    return values;
  }

  private static Object value(FieldVector vector) {
    if (vector.isNull(0)) {
      return null;
    }
    if (vector instanceof DateDayVector days) {
      return java.time.LocalDate.ofEpochDay(days.get(0));
    }
    if (vector instanceof TimeStampVector times) {
      return time(times);
    }
    Object value = vector.getObject(0);
    return value instanceof Text text ? text.toString() : value;
  }

  private static Object time(TimeStampVector times) {
    ArrowType.Timestamp type = (ArrowType.Timestamp) times.getField().getType();
    BigDecimal perSecond =
        switch (type.getUnit()) {
          case SECOND -> BigDecimal.ONE;
          case MILLISECOND -> BigDecimal.valueOf(1_000);
          case MICROSECOND -> BigDecimal.valueOf(1_000_000);
          case NANOSECOND -> BigDecimal.valueOf(1_000_000_000);
        };
    long units = perSecond.longValueExact();
    long ticks = times.get(0);
    int nanos = (int) (Math.floorMod(ticks, units) * (1_000_000_000 / units));
    LocalDateTime time =
        LocalDateTime.ofEpochSecond(Math.floorDiv(ticks, units), nanos, ZoneOffset.UTC);
    return type.getTimezone() == null ? time : time.atOffset(ZoneOffset.UTC);
  }
}
