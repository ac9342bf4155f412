package dev.headwater.ingest.record;

import static dev.headwater.ingest.record.Field.optional;
import static dev.headwater.ingest.record.Field.required;
import static dev.headwater.ingest.record.FieldKind.AMOUNT;
import static dev.headwater.ingest.record.FieldKind.CURRENCY;
import static dev.headwater.ingest.record.FieldKind.FLAG;
import static dev.headwater.ingest.record.FieldKind.SIZE;
import static dev.headwater.ingest.record.FieldKind.STATUS;
import static dev.headwater.ingest.record.FieldKind.TEXT;
import static dev.headwater.ingest.record.FieldKind.TIME;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** The tables that records can be ingested into, and the fields of each. The one list of them. */
public enum RecordType {
  EVENTS(
      Horizon.MOVES_AND_BOUNDS,
      "event_date",
      "event_time",
      required("event_id", TEXT),
      required("customer_id", TEXT),
      required("event_type", TEXT),
      optional("product_id", TEXT),
      optional("campaign_id", TEXT),
      optional("channel", TEXT),
      optional("page_host", TEXT),
      optional("referrer", TEXT),
      required("event_time", TIME)),
  ORDERS(
      Horizon.MOVES,
      null,
      "order_time",
      required("order_id", TEXT),
      required("customer_id", TEXT),
      required("product_id", TEXT),
      required("total_amount", AMOUNT),
      optional("currency", CURRENCY),
      required("order_time", TIME)),
  CUSTOMERS(
      Horizon.APART,
      null,
      "updated_at",
      required("customer_id", TEXT),
      required("name", TEXT),
      optional("email", TEXT),
      optional("segment", TEXT),
      optional("acquisition_channel", TEXT),
      optional("country", TEXT),
      optional("opt_in", FLAG),
      required("updated_at", TIME)),
  CAMPAIGNS(
      Horizon.APART,
      null,
      "updated_at",
      required("campaign_id", TEXT),
      required("name", TEXT),
      optional("channel", TEXT),
      optional("active", FLAG),
      required("updated_at", TIME)),
  HITS(
      Horizon.MOVES_AND_BOUNDS,
      "hit_date",
      "hit_time",
      required("host", TEXT),
      optional("remote_user", TEXT),
      required("hit_time", TIME),
      optional("method", TEXT),
      optional("path", TEXT),
      optional("protocol", TEXT),
      required("status", STATUS),
      optional("response_bytes", SIZE),
      optional("referrer", TEXT),
      optional("user_agent", TEXT));

  /** How records meet the hot horizon. */
  public enum Horizon {
    /** Records move the clock, and those older than the horizon are late. */
    MOVES_AND_BOUNDS,
    /** Records move the clock and are never late. */
    MOVES,
    /** Records do not know the horizon. */
    APART
  }

  private final Horizon horizon;
  private final String dateColumn;
  private final String timeField;

  @SuppressWarnings("ImmutableEnumChecker") // made by List.of, and fields are records
  private final List<Field> fields;

  RecordType(Horizon horizon, String dateColumn, String timeField, Field... fields) {
    this.horizon = horizon;
    this.dateColumn = dateColumn;
    this.timeField = timeField;
    this.fields = List.of(fields);
  }

  public static Optional<RecordType> of(String table) {
    return Arrays.stream(values()).filter(type -> type.table().equals(table)).findFirst();
  }

  public static List<String> tables() {
    return Arrays.stream(values()).map(RecordType::table).toList();
  }

  /** Tables that absorb what a client repeats because it heard no answer. */
  public static List<String> tablesWithKey() {
    return Arrays.stream(values()).filter(RecordType::hasKey).map(RecordType::table).toList();
  }

  public String table() {
    return name().toLowerCase(Locale.ROOT);
  }

  public Horizon horizon() {
    return horizon;
  }

  public List<Field> fields() {
    return fields;
  }

  /** The partition column, filled from {@link #timeIndex()}. */
  public Optional<String> dateColumn() {
    return Optional.ofNullable(dateColumn);
  }

  /** Index of the field that says when. */
  public int timeIndex() {
    return fieldIndex(timeField);
  }

  public int fieldIndex(String name) {
    return RecordShape.of(this).fieldIndex(name);
  }

  /** A web log's rows carry where they came from; the table has no other key. */
  public boolean carriesSource() {
    return !hasKey();
  }

  /** A key absorbs what is written again. */
  public boolean hasKey() {
    return this != HITS;
  }
}
