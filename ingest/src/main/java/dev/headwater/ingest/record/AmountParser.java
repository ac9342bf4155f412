package dev.headwater.ingest.record;

import org.apache.fluss.row.Decimal;

/** Decimal amounts: an optional minus, up to 16 digits, optionally a point and one or two more. */
final class AmountParser {
  static final int PRECISION = 18;
  static final int SCALE = 2;
  private static final int WHOLE_DIGITS = PRECISION - SCALE;

  private AmountParser() {}

  static Decimal parse(String field, String text) throws BadRecordException {
    int start = text.charAt(0) == '-' ? 1 : 0;
    int point = text.indexOf('.');
    int wholeEnd = point < 0 ? text.length() : point;
    int decimals = point < 0 ? 0 : text.length() - point - 1;
    long unscaled = 0;
    boolean number = wholeEnd > start && (point < 0 || decimals > 0);
    for (int i = start; number && i < text.length(); i++) {
      if (i == point) {
        continue;
      }
      char c = text.charAt(i);
      number = c >= '0' && c <= '9';
      unscaled = unscaled * 10 + (c - '0');
    }
    if (!number) {
      throw bad(field, text, "not a decimal number such as 12.50");
    }
    if (decimals > SCALE) {
      throw bad(field, text, "with more than two decimals");
    }
    if (wholeEnd - start > WHOLE_DIGITS) {
      throw bad(field, text, "with more than " + WHOLE_DIGITS + " digits before the point");
    }
    for (int i = decimals; i < SCALE; i++) {
      unscaled *= 10;
    }
    return Decimal.fromUnscaledLong(start == 1 ? -unscaled : unscaled, PRECISION, SCALE);
  }

  private static BadRecordException bad(String field, String text, String how) {
    return BadRecordException.of(Reason.BAD_AMOUNT, field, text, how);
  }
}
