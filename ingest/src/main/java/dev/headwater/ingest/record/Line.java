package dev.headwater.ingest.record;

import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.apache.fluss.row.BinaryString;

/**
 * A record as it was read, most often a line: a view into a buffer that is valid until the next
 * one. Mutable.
 */
public final class Line {
  /** Longest line that is read, bytes without its line end. */
  public static final int MAX_BYTES = 1 << 20;

  /** How much of a longer line is kept, bytes. */
  public static final int KEPT_BYTES = 4096;

  public byte[] bytes = new byte[0];
  public int start;
  public int length;

  /** What the line is kept aside under, with its number. */
  public BinaryString source = BinaryString.EMPTY_UTF8;

  /** Of its first line, from 1, blank lines included; of a topic the record's offset. */
  public long number;

  /** How many lines of the input it takes. */
  public long lines = 1;

  /** Why nobody can tell where it ends, in words; then it is all that follows in the input. */
  public Optional<String> broken = Optional.empty();

  /** Whether an earlier run wrote its row already, for tables without a key. */
  public boolean written;

  /** How much of the input ends with the line and its line end, bytes. */
  public long endOffset;

  /** Length of the whole line when it was too long to keep, else 0; then the view is its start. */
  public long cutFrom;

  /** How the line was refused when it was read before; null when it is new. */
  public RejectedRecord refused;

  /** Shows bytes, of a line that is too long only its beginning. */
  public void show(byte[] buffer, int from, int wholeLength) {
    boolean tooLong = wholeLength > MAX_BYTES;
    bytes = buffer;
    start = from;
    length = tooLong ? KEPT_BYTES : wholeLength;
    cutFrom = tooLong ? wholeLength : 0;
  }

  /** Text of the view; bytes that are not UTF-8 become U+FFFD. */
  public String text() {
    return new String(bytes, start, length, StandardCharsets.UTF_8);
  }

  public boolean isBlank() {
    for (int i = start; i < start + length; i++) {
      if (bytes[i] != ' ' && bytes[i] != '\t') {
        return false;
      }
    }
    return cutFrom == 0;
  }
}
