package dev.headwater.batch.load;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.sql.Timestamp;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.time.format.ResolverStyle;
import java.time.temporal.ChronoUnit;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;

/** What a field may hold. The rules are those of ingest, in this room's types. */
enum FieldKind {
  TEXT("a string"),
  CURRENCY("three capital letters"),
  DATE("a date such as 2017-11-26"),
  AMOUNT("a decimal such as 12.50, with at most two decimals"),
  FLAG("true or false"),
  TIME(
      "a time with zone or offset such as 2017-11-26T01:00:00Z, from 1970 on and not ahead of now");

  private static final int SCALE = 2;
  private static final int PRECISION = 18;

  /** How far a clock elsewhere may be ahead of this one. */
  private static final Duration TOLERANCE = Duration.ofDays(1);

  private final String expected;

  FieldKind(String expected) {
    this.expected = expected;
  }

  public DataType columnType() {
    return switch (this) {
      case TEXT, CURRENCY, DATE -> DataTypes.StringType;
      case AMOUNT -> DataTypes.createDecimalType(PRECISION, SCALE);
      case FLAG -> DataTypes.BooleanType;
      case TIME -> DataTypes.TimestampType;
    };
  }

  /**
   * Reads a value that is there.
   *
   * @throws IllegalArgumentException saying what was expected
   */
  Object parse(JsonNode value) {
    boolean fits =
        switch (this) {
          case TEXT, CURRENCY, DATE, TIME -> false;
          case AMOUNT -> value.isNumber();
          case FLAG -> value.isBoolean();
        };
    try {
      if (fits || value.isTextual()) {
        return parse(value.asText());
      }
    } catch (DateTimeException | NumberFormatException e) {
      // Told below, in this product's words.
    }
    throw new IllegalArgumentException("is " + value + ", not " + expected);
  }

  private Object parse(String text) {
    return switch (this) {
      case TEXT -> text;
      case CURRENCY -> require(text.matches("[A-Z]{3}"), text);
      case DATE -> LocalDate.parse(text).toString();
      case FLAG -> require(text.matches("true|false"), text.equals("true"));
      case AMOUNT -> amount(new BigDecimal(text));
      case TIME -> time(text);
    };
  }

  private static Object amount(BigDecimal amount) {
    BigDecimal scaled = amount.scale() > SCALE ? amount : amount.setScale(SCALE);
    return require(scaled.scale() == SCALE && scaled.precision() <= PRECISION, scaled);
  }

  private static Object time(String text) {
    DateTimeFormatter iso = DateTimeFormatter.ISO_DATE_TIME.withResolverStyle(ResolverStyle.STRICT);
    Instant time = iso.parse(text, Instant::from).truncatedTo(ChronoUnit.MILLIS);
    boolean inRange = !time.isBefore(Instant.EPOCH) && time.isBefore(Instant.now().plus(TOLERANCE));
    return require(inRange, Timestamp.from(time));
  }

  private static Object require(boolean good, Object value) {
    if (!good) {
      throw new NumberFormatException();
    }
    return value;
  }
}
