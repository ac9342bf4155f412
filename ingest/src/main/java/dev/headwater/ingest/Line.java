package dev.headwater.ingest;

import java.nio.charset.StandardCharsets;

/** A line as it was read: a view into a buffer that is valid until the next line. Mutable. */
final class Line {
  byte[] bytes = new byte[0];
  int start;
  int length;

  /** From 1, blank lines included. */
  long number;

  /** Offset in the input just behind the line and its line end, bytes. */
  long endOffset;

  /** Length of the whole line when it was too long to keep, else 0; then the view is its start. */
  long cutFrom;

  /** Text of the view; bytes that are not UTF-8 become U+FFFD. */
  String text() {
    return new String(bytes, start, length, StandardCharsets.UTF_8);
  }

  boolean isBlank() {
    for (int i = start; i < start + length; i++) {
      if (bytes[i] != ' ' && bytes[i] != '\t') {
        return false;
      }
    }
    return cutFrom == 0;
  }
}
