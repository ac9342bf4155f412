package dev.headwater.ingest.decode;

import dev.headwater.ingest.fault.Quoted;
import dev.headwater.ingest.record.BadRecordException;
import dev.headwater.ingest.record.Line;
import dev.headwater.ingest.record.Reason;
import dev.headwater.ingest.record.RecordType;
import dev.headwater.ingest.record.TimeParser;
import java.time.DateTimeException;
import java.time.OffsetDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.format.ResolverStyle;
import java.util.Locale;
import org.apache.fluss.row.BinaryString;
import org.apache.fluss.row.TimestampLtz;

/**
 * Web access logs in the combined format: {@code host ident user [time] "request" status bytes
 * "referrer" "agent"}. A dash is an absent value. In quotes a backslash keeps a quote or another
 * backslash from its meaning.
 */
public final class CombinedLogDecoder implements RecordDecoder {
  private static final DateTimeFormatter TIME =
      new DateTimeFormatterBuilder()
          .parseCaseInsensitive()
          .appendPattern("dd/MMM/uuuu:HH:mm:ss Z")
          .toFormatter(Locale.ENGLISH)
          .withResolverStyle(ResolverStyle.STRICT);

  private static final RecordType TYPE = RecordType.HITS;
  private static final int HOST = TYPE.fieldIndex("host");
  private static final int USER = TYPE.fieldIndex("remote_user");
  private static final int TIME_FIELD = TYPE.fieldIndex("hit_time");
  private static final int METHOD = TYPE.fieldIndex("method");
  private static final int PATH = TYPE.fieldIndex("path");
  private static final int PROTOCOL = TYPE.fieldIndex("protocol");
  private static final int STATUS = TYPE.fieldIndex("status");
  private static final int BYTES = TYPE.fieldIndex("response_bytes");
  private static final int REFERRER = TYPE.fieldIndex("referrer");
  private static final int AGENT = TYPE.fieldIndex("user_agent");

  @Override
  public int decode(Line line, Object[] values) throws BadRecordException {
    LogLineScanner scanner = new LogLineScanner(line.text());
    values[HOST] = text(scanner.word("the client's host"));
    scanner.word("the identity");
    values[USER] = text(scanner.word("the user"));
    values[TIME_FIELD] = time(scanner.bracketed("the time"));
    request(scanner.quoted("the request"), values);
    values[STATUS] = status(scanner.word("the status"));
    values[BYTES] = number(BYTES, scanner.word("the size"));
    values[REFERRER] = text(scanner.quoted("the referrer"));
    values[AGENT] = text(scanner.quoted("the user agent"));
    scanner.end();
    RecordDecoder.requirePresent(TYPE.fields(), values);
    return 0;
  }

  /** A request that is not METHOD PATH PROTOCOL, as scanners of ports send them, is all path. */
  private static void request(String request, Object[] values) {
    int first = request.indexOf(' ');
    int last = request.lastIndexOf(' ');
    if (first <= 0) {
      values[PATH] = text(request);
      return;
    }
    values[METHOD] = text(request.substring(0, first));
    boolean hasProtocol = last > first && request.startsWith("HTTP/", last + 1);
    values[PATH] = text(request.substring(first + 1, hasProtocol ? last : request.length()));
    values[PROTOCOL] = hasProtocol ? text(request.substring(last + 1)) : null;
  }

  private static BinaryString text(String value) {
    return value.isEmpty() || value.equals("-") ? null : BinaryString.fromString(value);
  }

  private static Object status(String text) throws BadRecordException {
    if (text.length() != 3) {
      throw new BadRecordException(
          Reason.MALFORMED_LOG_LINE,
          "the status is " + Quoted.of(text) + ", not a number of three digits");
    }
    return number(STATUS, text);
  }

  private static Object number(int field, String text) throws BadRecordException {
    return text.equals("-") ? null : TYPE.fields().get(field).parse(text);
  }

  private static TimestampLtz time(String text) throws BadRecordException {
    long millis;
    try {
      millis = OffsetDateTime.parse(text, TIME).toInstant().toEpochMilli();
    } catch (DateTimeException e) {
      throw new BadRecordException(
          Reason.BAD_TIME,
          "the time is " + Quoted.of(text) + ", not such as 17/May/2015:10:05:03 +0000");
    }
    return TimestampLtz.fromEpochMillis(TimeParser.requireInRange("hit_time", text, millis));
  }
}
