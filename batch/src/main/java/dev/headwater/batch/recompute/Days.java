package dev.headwater.batch.recompute;

import java.time.LocalDate;
import java.util.List;

/** Whole UTC days, both ends included. */
public record Days(LocalDate first, LocalDate last) {
  /** Every day that a record may carry. */
  public static final Days ALL = new Days(LocalDate.of(1000, 1, 1), LocalDate.of(9000, 1, 1));

  public Days {
    if (last.isBefore(first)) {
      throw new IllegalArgumentException(
          "the days run from %s to %s: --from has to be the earlier one".formatted(first, last));
    }
  }

  /**
   * The same days.
   *
   * @throws IllegalArgumentException when one of them has not begun yet
   */
  public Days begunBy(LocalDate today) {
    if (last.isAfter(today)) {
      throw new IllegalArgumentException(
          "%s lies in the future: it is %s (UTC)".formatted(last, today));
    }
    return this;
  }

  List<String> each() {
    return first.datesUntil(last.plusDays(1)).map(LocalDate::toString).toList();
  }

  /**
   * SQL with these days for {@code :first_day} and {@code :last_day}, as texts. Spark's own
   * parameters do not get through Iceberg's parser.
   */
  public String in(String sql) {
    return sql.replace(":first_day", "'" + first + "'").replace(":last_day", "'" + last + "'");
  }

  @Override
  public String toString() {
    return first.equals(last) ? first.toString() : first + " to " + last;
  }
}
