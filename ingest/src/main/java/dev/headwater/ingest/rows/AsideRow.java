package dev.headwater.ingest.rows;

import dev.headwater.ingest.record.BadRecordException;
import dev.headwater.ingest.record.Line;
import dev.headwater.ingest.record.Reason;
import dev.headwater.ingest.record.RecordRules;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.apache.fluss.row.BinaryString;
import org.apache.fluss.row.GenericRow;
import org.apache.fluss.row.TimestampLtz;
import org.apache.fluss.types.BigIntType;
import org.apache.fluss.types.DataType;
import org.apache.fluss.types.LocalZonedTimestampType;
import org.apache.fluss.types.StringType;

/**
 * Makes rows of {@code late_records} and {@code rejected_records}. They have the same columns, and
 * a late one also its record: it is good, and is read again when its day is recomputed. A rejected
 * one has its header, to be read again after a mend.
 */
public final class AsideRow {
  private static final String HEADER = "header";

  private final RowLayout layout;
  private final BinaryString table;
  private final BinaryString format;
  private final Optional<BinaryString> header;

  /**
   * Rows of one input.
   *
   * @param header of the input, without which its lines say nothing
   */
  AsideRow(RowLayout layout, RecordRules rules, Optional<String> header) {
    this.layout = layout;
    this.table = BinaryString.fromString(rules.type().table());
    this.format = BinaryString.fromString(rules.format().code());
    this.header = header.map(BinaryString::fromString);
  }

  public static Map<String, DataType> rejectedColumns() {
    Map<String, DataType> columns = columns();
    columns.put(HEADER, new StringType());
    return columns;
  }

  private static Map<String, DataType> columns() {
    Map<String, DataType> columns = new LinkedHashMap<>();
    columns.put("source", new StringType());
    columns.put("position", new BigIntType());
    columns.put("table_name", new StringType());
    columns.put("format", new StringType());
    columns.put("reason", new StringType());
    columns.put("detail", new StringType());
    columns.put("payload", new StringType());
    columns.put("record_time", new LocalZonedTimestampType(3));
    columns.put("recorded_at", new LocalZonedTimestampType(3));
    return columns;
  }

  public static Map<String, DataType> lateColumns() {
    Map<String, DataType> columns = columns();
    columns.put("record", new StringType());
    return columns;
  }

  /** A row for a refused line, see {@link #of}. */
  GenericRow rejected(Line line, BadRecordException refusal, Object recordTime, long nowMillis) {
    GenericRow row = of(line, refusal.reason(), refusal.detail(), recordTime, nowMillis);
    header.ifPresent(text -> row.setField(layout.index(HEADER), text));
    return row;
  }

  /** A row for a late line with its record. */
  GenericRow late(Line line, String detail, TimestampLtz time, String record, long nowMillis) {
    GenericRow row = of(line, Reason.LATE, detail, time, nowMillis);
    row.setField(layout.index("record"), BinaryString.fromString(record));
    return row;
  }

  /**
   * A row for a line that is set aside.
   *
   * @param recordTime a {@link TimestampLtz}, or null when it could not be read
   */
  private GenericRow of(
      Line line, Reason reason, String detail, Object recordTime, long nowMillis) {
    GenericRow row = new GenericRow(layout.size());
    row.setField(layout.index("source"), line.source);
    row.setField(layout.index("position"), line.number);
    row.setField(layout.index("table_name"), table);
    row.setField(layout.index("format"), format);
    row.setField(layout.index("reason"), BinaryString.fromString(reason.code()));
    row.setField(layout.index("detail"), BinaryString.fromString(detail));
    row.setField(layout.index("payload"), BinaryString.fromString(line.text()));
    row.setField(layout.index("record_time"), recordTime);
    row.setField(layout.index("recorded_at"), TimestampLtz.fromEpochMillis(nowMillis));
    return row;
  }
}
