package dev.headwater.batch.recompute;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.functions;

/**
 * A table that is recomputed by the file of its name in batch/sql, compared, and put right.
 *
 * <p>A row belongs to the UTC day of the time (or date) that it carries itself, in the column named
 * here. So the days of some events are the days whose rows these events make; what other days'
 * orders show of them comes through {@code first_touch} and the jobs that read it.
 *
 * <p>What a table is recomputed from, or restated from by a job, stands before it.
 */
public enum Mart {
  FIRST_TOUCH("touch_time", Kind.VERSIONED, "customer_id"),
  ORDER_FIRST_CLICK("click_time", Kind.VERSIONED, "customer_id, order_id"),
  ORDER_TOUCHES("touch_time", Kind.PLAIN, "customer_id, order_id, touch_event_id"),
  SESSIONS("session_start", Kind.PLAIN, "customer_id, session_start"),
  PRODUCT_CLICKS_DAILY("click_date", Kind.PLAIN, "click_date, product_id"),
  ORDERS_HOURLY("order_hour", Kind.PLAIN, "order_hour, currency"),
  CUSTOMER_FIRST_TOUCH("touch_time", Kind.PLAIN, "customer_id", FIRST_TOUCH),
  ORDER_MART("order_time", Kind.PLAIN, "customer_id, order_id", FIRST_TOUCH, ORDER_FIRST_CLICK),
  SESSIONS_HISTORY("session_start", Kind.TOMBSTONES, "customer_id, session_start", SESSIONS),
  ORDERS_DAILY("order_date", Kind.PLAIN, "order_date, currency", ORDERS_HOURLY);

  /** How a table's rows are changed. */
  public enum Kind {
    /** The last write wins; a row is deleted. */
    PLAIN,
    /** The highest version wins, unless the write overwrites. */
    VERSIONED,
    /** A row that should not be stays, as {@link #TOMBSTONE}. */
    TOMBSTONES
  }

  public static final String TOMBSTONE = "merged_away";
  public static final String CUSTOMER = "customer_id";

  private final String day;
  private final Kind kind;
  private final String key;

  @SuppressWarnings("ImmutableEnumChecker") // made by List.of
  private final List<Mart> needs;

  Mart(String day, Kind kind, String key, Mart... needs) {
    this.day = day;
    this.kind = kind;
    this.key = key;
    this.needs = List.of(needs);
  }

  /** Tables that stand before some in what they are made of, and those themselves. */
  public static Set<Mart> withWhatTheyNeed(Collection<Mart> marts) {
    Set<Mart> all = EnumSet.copyOf(marts);
    marts.forEach(mart -> all.addAll(mart.needs()));
    return all;
  }

  /**
   * A table by its name.
   *
   * @throws IllegalArgumentException with the names there are
   */
  public static Mart named(String name) {
    List<String> tables = Arrays.stream(values()).map(Mart::table).toList();
    if (!tables.contains(name)) {
      throw new IllegalArgumentException(
          "nothing recomputes %s; there are all, %s".formatted(name, String.join(", ", tables)));
    }
    return values()[tables.indexOf(name)];
  }

  /** Tables that it is recomputed from, or restated from by a job. */
  public List<Mart> needs() {
    return needs;
  }

  public String table() {
    return name().toLowerCase(Locale.ROOT);
  }

  public List<String> key() {
    return List.of(key.split(", ", -1));
  }

  public Kind kind() {
    return kind;
  }

  public boolean isOfCustomers() {
    return key().contains(CUSTOMER);
  }

  /**
   * Whether a row that should not be can go. The jobs with a delta join on {@code first_touch} end
   * for ever when they read a delete.
   */
  public boolean canLoseRows() {
    return this != FIRST_TOUCH;
  }

  /** Rows of the days, for Spark. */
  Column in(Days days) {
    Column date =
        isDate() ? functions.col(day) : functions.date_format(functions.col(day), "yyyy-MM-dd");
    return date.between(days.first().toString(), days.last().toString());
  }

  /** Rows of the days that are no tombstones, for the query server. */
  public String servedIn(Days days) {
    List<String> conditions = new ArrayList<>();
    if (!days.equals(Days.ALL)) {
      conditions.add(
          isDate()
              ? "%s BETWEEN '%s' AND '%s'".formatted(day, days.first(), days.last())
              : "%1$s >= TIMESTAMPTZ '%2$s 00:00:00+00' AND %1$s < TIMESTAMPTZ '%3$s 00:00:00+00'"
                  .formatted(day, days.first(), days.last().plusDays(1)));
    }
    if (kind == Kind.TOMBSTONES) {
      conditions.add(TOMBSTONE + " = false");
    }
    return conditions.isEmpty() ? "true" : String.join(" AND ", conditions);
  }

  /** The day of a row, for the query server. */
  public String servedDay() {
    return isDate() ? day : "strftime(" + day + " AT TIME ZONE 'UTC', '%Y-%m-%d')";
  }

  private boolean isDate() {
    return day.endsWith("_date");
  }
}
