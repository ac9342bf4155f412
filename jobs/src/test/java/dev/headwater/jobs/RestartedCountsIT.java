package dev.headwater.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headwater.jobs.platform.TestingPlatform;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Counts and sums go on where they were after a savepoint, and are the same from nothing. */
class RestartedCountsIT {
  private static final List<String> HITS = List.of("window_start", "host", "hits");
  private static final List<String> REFERRER_HITS =
      List.of("window_start", "host", "referrer", "hits");
  private static final List<String> CLICKS = List.of("click_date", "product_id", "clicks");
  private static final List<String> DAILY = List.of("order_date", "currency", "orders", "revenue");
  private static final List<String> HOURLY = List.of("order_hour", "currency", "orders", "revenue");

  /** Hosts, products and currencies: the platform is that of other tests, too. */
  private static final Set<String> OWN = Set.of("10.20.30.40", "counted", "XRU", "XRE");

  @TempDir Path directory;
  private StoredRows stored;
  private RestartableJobs jobs;

  @BeforeEach
  void start() throws Exception {
    TestingPlatform platform = TestingPlatform.withoutJobs();
    stored = new StoredRows(platform.addresses());
    jobs =
        new RestartableJobs(
            platform.addresses(),
            directory,
            "host_hits_5m",
            "host_referrer_hits_5m",
            "product_clicks",
            "product_clicks_daily",
            "orders_hourly",
            "orders_daily");
  }

  @AfterEach
  void stop() {
    jobs.kill();
  }

  private static String hit(String time, String referrer) {
    return "10.20.30.40 - - [%s] \"GET / HTTP/1.1\" 200 5 \"%s\" \"-\"".formatted(time, referrer);
  }

  private static String click(String id, String type, String time) {
    return """
    {"event_id":"%s","customer_id":"counted","event_type":"%s","product_id":"counted","event_time":"%s"}"""
        .formatted(id, type, time);
  }

  private static String order(String id, String amount, String currency, String time) {
    return """
    {"order_id":"%s","customer_id":"counted","product_id":"counted","total_amount":"%s","currency":"%s","order_time":"%s"}"""
        .formatted(id, amount, currency, time);
  }

  @Test
  void countsAndSumsAreTheSameAfterASavepointAndFromNothing() throws Exception {
    jobs.startFromNothing();
    jobs.ingest(
        "hits",
        hit("29/Feb/2024:23:59:59 +0000", "-"),
        hit("29/Feb/2024:23:55:00 +0000", "http://a/"),
        hit("01/Mar/2024:00:00:00 +0000", "-"));
    jobs.ingest(
        "events",
        click("1", "click", "2024-02-29T23:59:59.999Z"),
        click("2", "page_view", "2024-03-01T00:00:00Z"),
        click("3", "cart", "2024-03-01T00:00:00Z"));
    jobs.ingest(
        "orders",
        order("1", "9.99", "XRU", "2024-02-29T23:00:00Z"),
        order("2", "0.00", "XRE", "2024-02-29T23:59:59.999Z"));
    jobs.settle();

    jobs.stopWithSavepoints();
    jobs.ingest("hits", hit("29/Feb/2024:23:57:00 +0000", "-"));
    jobs.ingest("events", click("4", "click", "2024-02-29T12:00:00Z"));
    jobs.ingest(
        "orders",
        order("3", "-10.00", "XRU", "2024-02-29T23:30:00Z"),
        order("4", "5.01", "XRU", "2024-02-29T01:00:00Z"),
        order("5", "1.00", "XRU", "2014-02-28T01:00:00Z"));
    jobs.resume();
    jobs.settle();
    assertAllIsCounted();

    jobs.kill();
    jobs.startFromNothing();
    jobs.settle();
    assertAllIsCounted();
  }

  /** Rows that tell of what is ingested here. */
  private List<List<Object>> own(String table, List<String> columns) {
    return stored.view(table, columns).stream()
        .filter(row -> OWN.contains(String.valueOf(row.get(1))))
        .toList();
  }

  private void assertAllIsCounted() {
    String last = "2024-02-29T23:55:00Z";
    String first = "2024-03-01T00:00:00Z";
    assertThat(own("host_hits_5m", HITS))
        .containsExactlyInAnyOrder(
            List.of(last, "10.20.30.40", 3L), List.of(first, "10.20.30.40", 1L));
    assertThat(own("host_referrer_hits_5m", REFERRER_HITS))
        .containsExactlyInAnyOrder(
            List.of(last, "10.20.30.40", "", 2L),
            List.of(last, "10.20.30.40", "http://a/", 1L),
            List.of(first, "10.20.30.40", "", 1L));
    assertThat(own("product_clicks_daily", CLICKS))
        .containsExactlyInAnyOrder(
            List.of("2024-02-29", "counted", 2L), List.of("2024-03-01", "counted", 1L));
    assertThat(own("orders_hourly", HOURLY))
        .containsExactlyInAnyOrder(
            List.of("2024-02-29T23:00:00Z", "XRU", 2L, "-0.01"),
            List.of("2024-02-29T23:00:00Z", "XRE", 1L, "0.00"),
            List.of("2024-02-29T01:00:00Z", "XRU", 1L, "5.01"),
            List.of("2014-02-28T01:00:00Z", "XRU", 1L, "1.00"));
    assertThat(own("orders_daily", DAILY))
        .containsExactlyInAnyOrder(
            List.of("2024-02-29", "XRU", 3L, "5.00"),
            List.of("2024-02-29", "XRE", 1L, "0.00"),
            List.of("2014-02-28", "XRU", 1L, "1.00"));
  }
}
