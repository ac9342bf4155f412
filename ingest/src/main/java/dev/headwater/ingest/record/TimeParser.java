package dev.headwater.ingest.record;

import dev.headwater.ingest.fault.Quoted;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.format.ResolverStyle;
import java.util.Locale;
import org.apache.fluss.row.TimestampLtz;

/** Times of records: ISO-8601 with zone or offset, 1970 to 2099 UTC. */
public final class TimeParser {
  /** First instant that is too late, milliseconds: 2100-01-01T00:00:00Z. */
  private static final Instant END = Instant.parse("2100-01-01T00:00:00Z");

  static final long END_MILLIS = END.toEpochMilli();

  private static final int CANONICAL_LENGTH = "2017-11-26T01:00:00Z".length();
  private static final int[] DAYS = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};

  private static final DateTimeFormatter ISO =
      new DateTimeFormatterBuilder()
          .parseCaseInsensitive()
          .append(DateTimeFormatter.ISO_LOCAL_DATE_TIME)
          .appendPattern("[XXX][XX][X]['['VV']']")
          .toFormatter(Locale.ROOT)
          .withResolverStyle(ResolverStyle.STRICT);

  private TimeParser() {}

  /** The time as it is written, to the nanosecond. */
  static TimestampLtz parse(String field, String text) throws BadRecordException {
    long quick = canonical(text);
    if (quick >= 0) {
      requireInRange(field, text, quick);
      return TimestampLtz.fromEpochMillis(quick, nanosOfMilli(text));
    }
    Instant time = general(field, text);
    requireInRange(field, text, time.toEpochMilli());
    return TimestampLtz.fromInstant(time);
  }

  public static long requireInRange(String field, String text, long millis)
      throws BadRecordException {
    if (millis < 0 || millis >= END_MILLIS) {
      throw new BadRecordException(
          Reason.TIME_OUT_OF_RANGE,
          "field '" + field + "' is " + Quoted.of(text) + ", outside 1970 to 2099 UTC");
    }
    return millis;
  }

  private static Instant general(String field, String text) throws BadRecordException {
    try {
      Instant time = ISO.parse(text, ZonedDateTime::from).toInstant();
      // Far away, its milliseconds are more than a long holds.
      return time.isBefore(Instant.EPOCH) || time.isAfter(END) ? END : time;
    } catch (DateTimeException e) {
      throw new BadRecordException(
          Reason.BAD_TIME, "field '" + field + "' is " + Quoted.of(text) + ", " + expected(text));
    }
  }

  private static String expected(String text) {
    boolean zoneless;
    try {
      DateTimeFormatter.ISO_LOCAL_DATE_TIME.parse(text);
      zoneless = true;
    } catch (DateTimeException e) {
      zoneless = false;
    }
    return zoneless
        ? "a time without zone; add Z or an offset such as +02:00"
        : "not a time such as 2017-11-26T01:00:00Z";
  }

  /** The common form {@code yyyy-MM-ddTHH:mm:ss[.fraction]Z} without garbage; -1 for any other. */
  private static long canonical(String text) {
    int length = text.length();
    if (length < CANONICAL_LENGTH
        || length > CANONICAL_LENGTH + 10
        || text.charAt(4) != '-'
        || text.charAt(7) != '-'
        || text.charAt(10) != 'T'
        || text.charAt(13) != ':'
        || text.charAt(16) != ':'
        || text.charAt(length - 1) != 'Z') {
      return -1;
    }
    int year = number(text, 0, 4);
    int month = number(text, 5, 7);
    int day = number(text, 8, 10);
    int hour = number(text, 11, 13);
    int minute = number(text, 14, 16);
    int second = number(text, 17, 19);
    int millis = millis(text, length - 1);
    // Leap days are left to the general path: it knows the calendar.
    if (year < 1970
        || month < 1
        || month > 12
        || day < 1
        || day > DAYS[month - 1]
        || hour < 0
        || hour > 23
        || minute < 0
        || minute > 59
        || second < 0
        || second > 59
        || millis < 0) {
      return -1;
    }
    long days = LocalDate.of(year, month, day).toEpochDay();
    return ((days * 24 + hour) * 60 + minute) * 60_000L + second * 1000L + millis;
  }

  private static int millis(String text, int end) {
    if (end == CANONICAL_LENGTH - 1) {
      return 0;
    }
    int digits = end - CANONICAL_LENGTH;
    if (text.charAt(CANONICAL_LENGTH - 1) != '.' || digits < 1) {
      return -1;
    }
    int fraction = number(text, CANONICAL_LENGTH, end);
    for (int i = digits; fraction >= 0 && i < 3; i++) {
      fraction *= 10;
    }
    for (int i = digits; i > 3; i--) {
      fraction = fraction < 0 ? fraction : fraction / 10;
    }
    return fraction;
  }

  /** Of a text in the common form, what its digits behind the milliseconds say. */
  private static int nanosOfMilli(String text) {
    int nanos = 0;
    for (int i = CANONICAL_LENGTH + 3; i < CANONICAL_LENGTH + 9; i++) {
      nanos = nanos * 10 + (i < text.length() - 1 ? text.charAt(i) - '0' : 0);
    }
    return nanos;
  }

  private static int number(String text, int start, int end) {
    int value = 0;
    for (int i = start; i < end; i++) {
      char c = text.charAt(i);
      if (c < '0' || c > '9') {
        return -1;
      }
      value = value * 10 + (c - '0');
    }
    return value;
  }
}
