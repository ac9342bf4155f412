package dev.headwater.ingest.record;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;

/** Refuses bytes that are not UTF-8, and text that cannot be written as UTF-8. */
public final class Utf8 {
  private final CharsetDecoder decoder =
      StandardCharsets.UTF_8
          .newDecoder()
          .onMalformedInput(CodingErrorAction.REPORT)
          .onUnmappableCharacter(CodingErrorAction.REPORT);

  public void require(Line line) throws BadRecordException {
    int end = line.start + line.length;
    for (int i = line.start; i < end; i++) {
      if (line.bytes[i] < 0) {
        decodeStrictly(line);
        return;
      }
    }
  }

  private void decodeStrictly(Line line) throws BadRecordException {
    ByteBuffer bytes = ByteBuffer.wrap(line.bytes, line.start, line.length);
    try {
      decoder.decode(bytes);
    } catch (CharacterCodingException e) {
      int at = bytes.position() - line.start;
      throw new BadRecordException(
          Reason.INVALID_UTF8,
          String.format(
              "byte %d of the line is 0x%02X, which is not UTF-8 there",
              at + 1, line.bytes[line.start + Math.min(at, line.length - 1)] & 0xFF));
    }
  }

  /** Half a surrogate pair, as a JSON escape can give it, would be written as a question mark. */
  public static void requirePairs(String field, String text) throws BadRecordException {
    int i = 0;
    while (i < text.length()) {
      char c = text.charAt(i);
      boolean pair =
          Character.isHighSurrogate(c)
              && i + 1 < text.length()
              && Character.isLowSurrogate(text.charAt(i + 1));
      if (Character.isSurrogate(c) && !pair) {
        throw new BadRecordException(
            Reason.MALFORMED_JSON,
            String.format("field '%s' holds \\u%04x, half of a surrogate pair", field, (int) c));
      }
      i += pair ? 2 : 1;
    }
  }
}
