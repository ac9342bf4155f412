package dev.headwater.ingest.file;

import dev.headwater.ingest.record.Line;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;

/**
 * Cuts bytes into records, which end with a line (LF or CRLF), and knows where each ends. One over
 * the limit is skipped without being held: only its beginning is kept.
 */
final class LineReader {
  private static final int FIRST_BUFFER_BYTES = 1 << 18;
  private static final byte[] BYTE_ORDER_MARK = {(byte) 0xEF, (byte) 0xBB, (byte) 0xBF};

  private final InputStream input;
  private final RecordEnds ends;
  private byte[] buffer = new byte[FIRST_BUFFER_BYTES];
  private int start;
  private int scanned;
  private int recordEnd = -1;
  private int end;
  private boolean ended;
  private long offset;
  private long number;

  /**
   * Reads on from a place.
   *
   * @param offset of the input's next byte
   * @param number of the last line before it
   */
  LineReader(InputStream input, RecordEnds ends, long offset, long number) {
    this.input = input;
    this.ends = ends;
    this.offset = offset;
    this.number = number;
  }

  /** Whether asking for the next line may wait for input that is not there yet. */
  boolean mayBlock() throws IOException {
    return !ended && indexOfRecordEnd() < 0 && input.available() == 0;
  }

  /**
   * Reads the next line into {@code line}.
   *
   * @return false at the end of the input
   */
  boolean next(Line line) throws IOException {
    int lineEnd = indexOfRecordEnd();
    while (lineEnd < 0 && !ended && end - start <= Line.MAX_BYTES + 1) {
      fill();
      lineEnd = indexOfRecordEnd();
    }
    if (lineEnd < 0 && !ended) {
      skipLongLine(line);
      return true;
    }
    if (lineEnd < 0 && start == end) {
      return false;
    }
    int contentEnd = lineEnd < 0 ? end : lineEnd;
    int next = lineEnd < 0 ? end : lineEnd + 1;
    show(line, contentEnd, next - start);
    passed(line, next);
    return true;
  }

  private void show(Line line, int contentEnd, int consumed) {
    int from = start;
    if (offset == 0 && startsWithByteOrderMark(contentEnd)) {
      from += BYTE_ORDER_MARK.length;
    }
    int to = contentEnd;
    if (to > from && to < end && buffer[to - 1] == '\r') {
      to--;
    }
    offset += consumed;
    line.show(buffer, from, to - from);
  }

  private void passed(Line line, int next) {
    line.number = number + 1;
    line.lines = ends.lines();
    line.broken = ends.broken(line.number);
    line.endOffset = offset;
    number += line.lines;
    start = next;
    recordEnd = -1;
    ends.begin();
  }

  private boolean startsWithByteOrderMark(int contentEnd) {
    int length = BYTE_ORDER_MARK.length;
    return contentEnd - start >= length
        && Arrays.equals(buffer, start, start + length, BYTE_ORDER_MARK, 0, length);
  }

  private void skipLongLine(Line line) throws IOException {
    byte[] kept = Arrays.copyOfRange(buffer, start, start + Line.KEPT_BYTES);
    long length = 0;
    int lineEnd = -1;
    while (lineEnd < 0 && !ended) {
      length += end - start;
      start = 0;
      scanned = 0;
      end = 0;
      fill();
      lineEnd = indexOfRecordEnd();
    }
    int contentEnd = lineEnd < 0 ? end : lineEnd;
    int next = lineEnd < 0 ? end : lineEnd + 1;
    offset += length + next - start;
    length += contentEnd - start;
    line.bytes = kept;
    line.start = 0;
    line.length = kept.length;
    line.cutFrom = length;
    passed(line, next);
  }

  private int indexOfRecordEnd() {
    if (recordEnd < 0) {
      recordEnd = ends.find(buffer, scanned, end);
      scanned = recordEnd < 0 ? end : recordEnd + 1;
    }
    return recordEnd;
  }

  private void fill() throws IOException {
    if (start > 0) {
      System.arraycopy(buffer, start, buffer, 0, end - start);
      end -= start;
      scanned -= start;
      start = 0;
    }
    if (end == buffer.length) {
      buffer = Arrays.copyOf(buffer, buffer.length * 2);
    }
    int read = input.read(buffer, end, buffer.length - end);
    if (read < 0) {
      ended = true;
    } else {
      end += read;
    }
  }
}
