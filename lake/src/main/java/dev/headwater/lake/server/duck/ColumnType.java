package dev.headwater.lake.server.duck;

import dev.headwater.lake.LakeException;
import java.sql.SQLException;
import java.time.LocalTime;
import org.apache.fluss.row.InternalRow;
import org.apache.fluss.row.TimestampNtz;
import org.apache.fluss.types.DataType;
import org.apache.fluss.types.DataTypeChecks;
import org.duckdb.DuckDBAppender;

/**
 * A Fluss type in DuckDB.
 *
 * @param name of the type there
 * @param writer of a value that is not null
 */
record ColumnType(String name, Writer writer) {
  private static final long NANOS_A_MILLI = 1_000_000;

  /** Puts one field of a row into an appender. */
  @FunctionalInterface
  interface Writer {
    void write(InternalRow row, int field, DuckDBAppender to) throws SQLException;
  }

  /**
   * The type's counterpart.
   *
   * @throws LakeException when there is none
   */
  static ColumnType of(DataType type) {
    return switch (type.getTypeRoot()) {
      case CHAR ->
          new ColumnType(
              "VARCHAR",
              (row, i, to) -> to.append(row.getChar(i, DataTypeChecks.getLength(type)).toString()));
      case STRING ->
          new ColumnType("VARCHAR", (row, i, to) -> to.append(row.getString(i).toString()));
      case BOOLEAN -> new ColumnType("BOOLEAN", (row, i, to) -> to.append(row.getBoolean(i)));
      case BINARY ->
          new ColumnType(
              "BLOB", (row, i, to) -> to.append(row.getBinary(i, DataTypeChecks.getLength(type))));
      case BYTES -> new ColumnType("BLOB", (row, i, to) -> to.append(row.getBytes(i)));
      case DECIMAL -> decimal(DataTypeChecks.getPrecision(type), DataTypeChecks.getScale(type));
      case TINYINT -> new ColumnType("TINYINT", (row, i, to) -> to.append(row.getByte(i)));
      case SMALLINT -> new ColumnType("SMALLINT", (row, i, to) -> to.append(row.getShort(i)));
      case INTEGER -> new ColumnType("INTEGER", (row, i, to) -> to.append(row.getInt(i)));
      case BIGINT -> new ColumnType("BIGINT", (row, i, to) -> to.append(row.getLong(i)));
      case FLOAT -> new ColumnType("FLOAT", (row, i, to) -> to.append(row.getFloat(i)));
      case DOUBLE -> new ColumnType("DOUBLE", (row, i, to) -> to.append(row.getDouble(i)));
      case DATE -> new ColumnType("DATE", (row, i, to) -> to.appendEpochDays(row.getInt(i)));
      case TIME_WITHOUT_TIME_ZONE ->
          new ColumnType(
              "TIME",
              (row, i, to) -> to.append(LocalTime.ofNanoOfDay(row.getInt(i) * NANOS_A_MILLI)));
      case TIMESTAMP_WITHOUT_TIME_ZONE -> timestamp(DataTypeChecks.getPrecision(type));
      case TIMESTAMP_WITH_LOCAL_TIME_ZONE -> zoned(DataTypeChecks.getPrecision(type));
      case ARRAY, MAP, ROW ->
          throw LakeException.user(
              "the query server does not read columns of type " + type + " yet");
    };
  }

  /** DuckDB keeps a decimal in the smallest integer that its precision fits. */
  private static ColumnType decimal(int precision, int scale) {
    String name = "DECIMAL(" + precision + ", " + scale + ")";
    if (precision <= 18) {
      Writer writer =
          precision <= 4
              ? (row, i, to) ->
                  to.appendDecimal((short) row.getDecimal(i, precision, scale).toUnscaledLong())
              : precision <= 9
                  ? (row, i, to) ->
                      to.appendDecimal((int) row.getDecimal(i, precision, scale).toUnscaledLong())
                  : (row, i, to) ->
                      to.appendDecimal(row.getDecimal(i, precision, scale).toUnscaledLong());
      return new ColumnType(name, writer);
    }
    return new ColumnType(
        name, (row, i, to) -> to.append(row.getDecimal(i, precision, scale).toBigDecimal()));
  }

  private static ColumnType timestamp(int precision) {
    return new ColumnType(
        "TIMESTAMP",
        (row, i, to) -> {
          TimestampNtz time = row.getTimestampNtz(i, precision);
          to.appendEpochMicros(time.getMillisecond() * 1000 + time.getNanoOfMillisecond() / 1000);
        });
  }

  private static ColumnType zoned(int precision) {
    return new ColumnType(
        "TIMESTAMP WITH TIME ZONE",
        (row, i, to) -> to.appendEpochMicros(row.getTimestampLtz(i, precision).toEpochMicros()));
  }
}
