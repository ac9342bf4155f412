package dev.headwater.jobs.oracle;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Accepted records, repeats included.
 *
 * @param refused lines of all files that are no record and were left out
 */
public record OracleInput(
    List<EventRecord> events,
    List<OrderRecord> orders,
    List<CustomerRecord> customers,
    List<CampaignRecord> campaigns,
    List<HitRecord> hits,
    int refused) {

  public static final String DEFAULT_CURRENCY = "USD";

  public OracleInput {
    events = List.copyOf(events);
    orders = List.copyOf(orders);
    customers = List.copyOf(customers);
    campaigns = List.copyOf(campaigns);
    hits = List.copyOf(hits);
  }

  /**
   * Reads the files of a directory: a {@code .jsonl} for each table, and access.log if it is there.
   */
  public static OracleInput read(Path directory) throws IOException {
    StrictLines<EventRecord> events = events(directory.resolve("events.jsonl"));
    StrictLines<OrderRecord> orders = orders(directory.resolve("orders.jsonl"));
    StrictLines<CustomerRecord> customers = customers(directory.resolve("customers.jsonl"));
    StrictLines<CampaignRecord> campaigns = campaigns(directory.resolve("campaigns.jsonl"));
    Path log = directory.resolve("access.log");
    WebLog hits = Files.exists(log) ? WebLog.read(log) : new WebLog(List.of(), 0);
    return new OracleInput(
        events.accepted(),
        orders.accepted(),
        customers.accepted(),
        campaigns.accepted(),
        hits.hits(),
        events.refused()
            + orders.refused()
            + customers.refused()
            + campaigns.refused()
            + hits.refused());
  }

  /** These records and others, on one platform. */
  public OracleInput and(OracleInput other) {
    return new OracleInput(
        both(events, other.events),
        both(orders, other.orders),
        both(customers, other.customers),
        both(campaigns, other.campaigns),
        both(hits, other.hits),
        refused + other.refused);
  }

  private static <T> List<T> both(List<T> some, List<T> others) {
    return Stream.concat(some.stream(), others.stream()).toList();
  }

  static StrictLines<EventRecord> events(Path file) throws IOException {
    Set<String> fields =
        Set.of(
            "event_id",
            "customer_id",
            "event_type",
            "product_id",
            "campaign_id",
            "channel",
            "page_host",
            "referrer",
            "event_time");
    return StrictLines.read(
        file,
        fields,
        record ->
            new EventRecord(
                record.text("event_id"),
                record.text("customer_id"),
                record.text("event_type"),
                record.optionalText("product_id"),
                record.optionalText("campaign_id"),
                record.optionalText("channel"),
                record.optionalText("page_host"),
                record.time("event_time")));
  }

  static StrictLines<OrderRecord> orders(Path file) throws IOException {
    Set<String> fields =
        Set.of("order_id", "customer_id", "product_id", "total_amount", "currency", "order_time");
    return StrictLines.read(
        file,
        fields,
        record -> {
          String currency = record.optionalText("currency");
          return new OrderRecord(
              record.text("customer_id"),
              record.text("order_id"),
              record.text("product_id"),
              record.amount("total_amount"),
              currency == null ? DEFAULT_CURRENCY : currency,
              record.time("order_time"));
        });
  }

  static StrictLines<CustomerRecord> customers(Path file) throws IOException {
    Set<String> fields =
        Set.of(
            "customer_id",
            "name",
            "email",
            "segment",
            "acquisition_channel",
            "country",
            "opt_in",
            "updated_at");
    return StrictLines.read(
        file,
        fields,
        record ->
            new CustomerRecord(
                record.text("customer_id"),
                record.text("name"),
                record.optionalText("email"),
                record.optionalText("segment"),
                record.optionalText("acquisition_channel"),
                record.optionalText("country"),
                record.optionalBoolean("opt_in"),
                record.time("updated_at")));
  }

  static StrictLines<CampaignRecord> campaigns(Path file) throws IOException {
    return StrictLines.read(
        file,
        Set.of("campaign_id", "name", "channel", "active", "updated_at"),
        record ->
            new CampaignRecord(
                record.text("campaign_id"),
                record.text("name"),
                record.optionalText("channel"),
                record.optionalBoolean("active"),
                record.time("updated_at")));
  }
}
