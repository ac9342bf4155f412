package dev.headwater.lake.server.duck;

import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.apache.arrow.vector.BaseIntVector;
import org.apache.arrow.vector.DateDayVector;
import org.apache.arrow.vector.FieldVector;
import org.apache.arrow.vector.TimeMicroVector;
import org.apache.arrow.vector.TimeStampVector;
import org.apache.arrow.vector.UInt8Vector;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.apache.arrow.vector.types.pojo.ArrowType;
import org.apache.arrow.vector.util.Text;

/** Single values out of Arrow batches, as java.time and java.math know them. */
public final class ArrowValues {
  private static final long NANOS_A_MICRO = 1_000;
  private static final long NANOS_A_SECOND = 1_000_000_000;

  private ArrowValues() {}

  /** One row's values; null is null. */
  public static List<Object> row(VectorSchemaRoot batch, int row) {
    List<Object> values = new ArrayList<>(batch.getFieldVectors().size());
    batch.getFieldVectors().forEach(vector -> values.add(value(vector, row)));
    return values;
  }

  private static Object value(FieldVector vector, int row) {
    if (vector.isNull(row)) {
      return null;
    }
    if (vector instanceof DateDayVector days) {
      return LocalDate.ofEpochDay(days.get(row));
    }
    if (vector instanceof TimeMicroVector times) {
      return LocalTime.ofNanoOfDay(times.get(row) * NANOS_A_MICRO);
    }
    if (vector instanceof TimeStampVector times) {
      return time((ArrowType.Timestamp) times.getField().getType(), times.get(row));
    }
    if (vector instanceof UInt8Vector numbers) {
      return numbers.getObjectNoOverflow(row);
    }
    if (vector instanceof BaseIntVector numbers) {
      return numbers.getValueAsLong(row);
    }
    Object value = vector.getObject(row);
    return value instanceof Text text ? text.toString() : value;
  }

  private static Object time(ArrowType.Timestamp type, long ticks) {
    long aSecond =
        switch (type.getUnit()) {
          case SECOND -> 1;
          case MILLISECOND -> 1_000;
          case MICROSECOND -> 1_000_000;
          case NANOSECOND -> NANOS_A_SECOND;
        };
    int nanos = (int) (Math.floorMod(ticks, aSecond) * (NANOS_A_SECOND / aSecond));
    LocalDateTime time =
        LocalDateTime.ofEpochSecond(Math.floorDiv(ticks, aSecond), nanos, ZoneOffset.UTC);
    return type.getTimezone() == null ? time : time.atOffset(ZoneOffset.UTC);
  }
}
