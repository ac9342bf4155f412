package dev.headwater.ingest.file;

import com.fasterxml.jackson.annotation.JsonIgnore;
import dev.headwater.ingest.record.Format;
import dev.headwater.ingest.record.RecordType;
import dev.headwater.ingest.rows.Counts;

/**
 * How far an unfinished ingest is: everything before is written and acknowledged.
 *
 * @param table that the records go to
 * @param format code of the input's format
 * @param source name under which records are set aside
 * @param offset of the first byte that is not done
 * @param line last line that is done; 0 when none
 * @param fingerprint of the bytes before the offset, see {@link Fingerprint}
 * @param counts of the records before the offset
 * @param unacknowledgedSinceMillis wall clock; rows behind the offset were written after it
 */
public record Position(
    String table,
    String format,
    String source,
    long offset,
    long line,
    String fingerprint,
    Counts counts,
    long unacknowledgedSinceMillis) {

  public static Position start(
      RecordType type, Format format, String source, OpenInput input, long nowMillis) {
    return new Position(
        type.table(), format.code(), source, 0, 0, input.fingerprint(0), Counts.none(), nowMillis);
  }

  @JsonIgnore
  boolean isStart() {
    return line == 0;
  }

  public Position advancedTo(
      long newOffset, long newLine, String newFingerprint, Counts newCounts, long sinceMillis) {
    return new Position(
        table, format, source, newOffset, newLine, newFingerprint, newCounts, sinceMillis);
  }
}
