package dev.headwater.ingest.postgres;

import dev.headwater.ingest.postgres.PostgresSettings.Phase;
import dev.headwater.ingest.record.Line;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.apache.fluss.row.BinaryString;
import org.apache.kafka.connect.data.Struct;
import org.apache.kafka.connect.source.SourceRecord;

/** Tells what the engine's records are, and shows rows as lines. For the reading thread. */
final class PostgresLines {
  static final String MESSAGE_PREFIX = "headwater";

  private final PostgresRow rows;
  private final BinaryString snapshotSource;
  private final BinaryString changeSource;
  private final Optional<String> endMark;
  private Optional<String> vanished = Optional.empty();
  private long lsn;
  private long indexInLsn;
  private long deletes;
  private long bytes;

  /** What a record is. */
  enum Kind {
    LINE,
    /** Nothing to write, such as a deleted row. */
    SILENT,
    /** Every row that was there is read. */
    SNAPSHOT_READ,
    /** The place that was the end at the start. */
    END,
    /** A row without a column that is read. */
    INCOMPLETE
  }

  /**
   * Lines of a source.
   *
   * @param endMark text of the message that marks the end, if there is one
   */
  PostgresLines(PostgresRow rows, String source, Optional<String> endMark) {
    this.rows = rows;
    this.changeSource = BinaryString.fromString(source);
    this.snapshotSource = BinaryString.fromString(source + "/snapshot");
    this.endMark = endMark;
  }

  /** Looks at a record, and shows it in the line when it is one. */
  Kind read(SourceRecord record, Phase phase, Line line) {
    Struct value = (Struct) record.value();
    return switch (record.topic()) {
      case PostgresSettings.HEARTBEATS -> Kind.SILENT;
      case PostgresSettings.NOTES ->
          value.getString("type").equals("COMPLETED") ? Kind.SNAPSHOT_READ : Kind.SILENT;
      case PostgresSettings.MESSAGES -> isEndMark(value) ? Kind.END : Kind.SILENT;
      default -> row(value, (Struct) record.key(), phase, line);
    };
  }

  private boolean isEndMark(Struct value) {
    Struct message = value.getStruct("message");
    ByteBuffer content = ByteBuffer.wrap(message.getBytes("content"));
    return endMark.isPresent()
        && message.getString("prefix").equals(MESSAGE_PREFIX)
        && StandardCharsets.UTF_8.decode(content).toString().equals(endMark.get());
  }

  private Kind row(Struct change, Struct key, Phase phase, Line line) {
    Struct row = change.getStruct("after");
    if (phase == Phase.CHANGES) {
      long at = change.getStruct("source").getInt64("lsn");
      indexInLsn = at == lsn ? indexInLsn + 1 : 0;
      lsn = at;
    }
    if (row == null) {
      deletes++;
      return Kind.SILENT;
    }
    vanished = rows.vanished(row);
    if (vanished.isPresent()) {
      return Kind.INCOMPLETE;
    }
    byte[] json = rows.json(row);
    bytes += json.length;
    line.show(json, 0, json.length);
    line.endOffset = bytes;
    switch (phase) {
      case SNAPSHOT -> {
        line.source = snapshotSource;
        line.number = PostgresRow.number(key);
      }
      case CHANGES -> {
        line.source = changeSource;
        // Rows of one record of the log share its place; it has more than one byte for each.
        line.number = lsn + indexInLsn;
      }
    }
    return Kind.LINE;
  }

  /** The column that the last row did not have. */
  Optional<String> vanished() {
    return vanished;
  }

  /** Rows that were deleted. */
  long deletes() {
    return deletes;
  }
}
