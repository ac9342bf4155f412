package dev.headwater.ingest.record;

import dev.headwater.ingest.fault.IngestException;
import dev.headwater.ingest.fault.Quoted;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import org.apache.fluss.row.BinaryString;
import org.apache.fluss.types.BigIntType;
import org.apache.fluss.types.BooleanType;
import org.apache.fluss.types.DataType;
import org.apache.fluss.types.DecimalType;
import org.apache.fluss.types.DoubleType;
import org.apache.fluss.types.IntType;
import org.apache.fluss.types.LocalZonedTimestampType;
import org.apache.fluss.types.StringType;

/** What a field may hold, and the column type it is written to. */
public enum FieldKind {
  TEXT,
  TIME,
  AMOUNT,
  CURRENCY,
  FLAG,
  STATUS,
  SIZE,
  INTEGER,
  LONG,
  DOUBLE;

  public DataType columnType() {
    return switch (this) {
      case TEXT, CURRENCY -> new StringType();
      case TIME -> new LocalZonedTimestampType(3);
      case AMOUNT -> new DecimalType(AmountParser.PRECISION, AmountParser.SCALE);
      case FLAG -> new BooleanType();
      case STATUS, INTEGER -> new IntType();
      case SIZE, LONG -> new BigIntType();
      case DOUBLE -> new DoubleType();
    };
  }

  /** What a column that was added to a table may hold; empty for a type that ingest cannot fill. */
  public static Optional<FieldKind> ofColumn(DataType type) {
    return Stream.of(TEXT, TIME, AMOUNT, FLAG, INTEGER, LONG, DOUBLE)
        .filter(kind -> kind.columnType().equals(type.copy(true)))
        .findFirst();
  }

  /** Reads a value that is not empty. */
  Object parse(String field, String text) throws BadRecordException {
    return switch (this) {
      case TEXT -> BinaryString.fromString(text);
      case TIME -> TimeParser.parse(field, text);
      case AMOUNT -> AmountParser.parse(field, text);
      case CURRENCY -> BinaryString.fromString(requireCurrency(field, text));
      case FLAG -> flag(field, text);
      case STATUS -> Integer.valueOf((int) digits(field, text));
      case SIZE -> Long.valueOf(digits(field, text));
      case INTEGER -> number(field, text, Integer::valueOf);
      case LONG -> number(field, text, Long::valueOf);
      case DOUBLE -> number(field, text, FieldKind::finite);
    };
  }

  public static void requireDefaultCurrency(String text) {
    if (!isCurrency(text)) {
      throw new IngestException.User(
          "default currency %s is not three capital letters such as USD", Quoted.of(text));
    }
  }

  private static boolean isCurrency(String text) {
    return text.length() == 3 && text.chars().allMatch(c -> c >= 'A' && c <= 'Z');
  }

  private static String requireCurrency(String field, String text) throws BadRecordException {
    if (!isCurrency(text)) {
      throw BadRecordException.of(Reason.BAD_CURRENCY, field, text, "not three capital letters");
    }
    return text;
  }

  private static Boolean flag(String field, String text) throws BadRecordException {
    return switch (text) {
      case "true" -> Boolean.TRUE;
      case "false" -> Boolean.FALSE;
      default -> throw BadRecordException.of(Reason.WRONG_TYPE, field, text, "not true or false");
    };
  }

  private static <T> T number(String field, String text, Function<String, T> reader)
      throws BadRecordException {
    try {
      return reader.apply(text);
    } catch (NumberFormatException e) {
      throw BadRecordException.of(
          Reason.WRONG_TYPE, field, text, "not a number that its column holds");
    }
  }

  private static Double finite(String text) {
    Double value = Double.valueOf(text);
    if (!Double.isFinite(value)) {
      throw new NumberFormatException(text);
    }
    return value;
  }

  private static long digits(String field, String text) throws BadRecordException {
    long value = 0;
    boolean good = text.length() <= 18;
    for (int i = 0; good && i < text.length(); i++) {
      char c = text.charAt(i);
      good = c >= '0' && c <= '9';
      value = value * 10 + (c - '0');
    }
    if (!good) {
      throw BadRecordException.of(Reason.MALFORMED_LOG_LINE, field, text, "not a number");
    }
    return value;
  }
}
