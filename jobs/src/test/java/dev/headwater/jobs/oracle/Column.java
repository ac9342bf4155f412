package dev.headwater.jobs.oracle;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;

/**
 * A column of expected rows, and the one way its values are written down, whatever engine they come
 * from.
 */
record Column(String name, Kind kind) {
  static final String NULL = "NULL";

  enum Kind {
    KEY,
    KEY_TIME,
    TEXT,
    TIME,
    AMOUNT,
    WHOLE,
    TOMBSTONE
  }

  static Column key(String name) {
    return new Column(name, Kind.KEY);
  }

  static Column keyTime(String name) {
    return new Column(name, Kind.KEY_TIME);
  }

  static Column text(String name) {
    return new Column(name, Kind.TEXT);
  }

  static Column time(String name) {
    return new Column(name, Kind.TIME);
  }

  static Column amount(String name) {
    return new Column(name, Kind.AMOUNT);
  }

  static Column whole(String name) {
    return new Column(name, Kind.WHOLE);
  }

  /** True in rows that stand for a deleted one. */
  static Column tombstone(String name) {
    return new Column(name, Kind.TOMBSTONE);
  }

  boolean isKey() {
    return kind == Kind.KEY || kind == Kind.KEY_TIME;
  }

  boolean saysDeleted(Object value) {
    return kind == Kind.TOMBSTONE && String.valueOf(value).equals("true");
  }

  String canonical(Object value) {
    if (value == null) {
      return NULL;
    }
    String text = value.toString();
    try {
      return switch (kind) {
        case KEY, TEXT, TOMBSTONE -> '\'' + text + '\'';
        case TIME, KEY_TIME -> Instant.parse(text).toString();
        case AMOUNT -> new BigDecimal(text).setScale(2, RoundingMode.UNNECESSARY).toPlainString();
        case WHOLE -> new BigDecimal(text).toBigIntegerExact().toString();
      };
    } catch (RuntimeException e) {
      throw new IllegalArgumentException(
          "Column %s cannot hold %s (%s).".formatted(name, text, value.getClass().getName()), e);
    }
  }
}
