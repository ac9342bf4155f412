package dev.headwater.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headwater.jobs.platform.TestingPlatform;
import java.nio.file.Path;
import java.util.List;
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

  @TempDir Path directory;
  private TestingPlatform platform;
  private StoredRows stored;
  private RestartableJobs jobs;

  @BeforeEach
  void start() {
    platform = TestingPlatform.start(directory.resolve("data"), List.of());
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
    platform.close();
  }

  private static String hit(String time, String referrer) {
    return "1.2.3.4 - - [%s] \"GET / HTTP/1.1\" 200 5 \"%s\" \"-\"".formatted(time, referrer);
  }

  private static String click(String id, String type, String time) {
    return """
    {"event_id":"%s","customer_id":"c","event_type":"%s","product_id":"p","event_time":"%s"}"""
        .formatted(id, type, time);
  }

  private static String order(String id, String amount, String currency, String time) {
    return """
    {"order_id":"%s","customer_id":"c","product_id":"p","total_amount":"%s","currency":"%s","order_time":"%s"}"""
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
        order("1", "9.99", "USD", "2024-02-29T23:00:00Z"),
        order("2", "0.00", "EUR", "2024-02-29T23:59:59.999Z"));
    jobs.settle();

    jobs.stopWithSavepoints();
    jobs.ingest("hits", hit("29/Feb/2024:23:57:00 +0000", "-"));
    jobs.ingest("events", click("4", "click", "2024-02-29T12:00:00Z"));
    jobs.ingest(
        "orders",
        order("3", "-10.00", "USD", "2024-02-29T23:30:00Z"),
        order("4", "5.01", "USD", "2024-02-29T01:00:00Z"),
        order("5", "1.00", "USD", "2014-02-28T01:00:00Z"));
    jobs.resume();
    jobs.settle();
    assertAllIsCounted();

    jobs.kill();
    jobs.startFromNothing();
    jobs.settle();
    assertAllIsCounted();
  }

  private void assertAllIsCounted() {
    String last = "2024-02-29T23:55:00Z";
    String first = "2024-03-01T00:00:00Z";
    assertThat(stored.view("host_hits_5m", HITS))
        .containsExactlyInAnyOrder(List.of(last, "1.2.3.4", 3L), List.of(first, "1.2.3.4", 1L));
    assertThat(stored.view("host_referrer_hits_5m", REFERRER_HITS))
        .containsExactlyInAnyOrder(
            List.of(last, "1.2.3.4", "", 2L),
            List.of(last, "1.2.3.4", "http://a/", 1L),
            List.of(first, "1.2.3.4", "", 1L));
    assertThat(stored.view("product_clicks_daily", CLICKS))
        .containsExactlyInAnyOrder(List.of("2024-02-29", "p", 2L), List.of("2024-03-01", "p", 1L));
    assertThat(stored.view("orders_hourly", HOURLY))
        .containsExactlyInAnyOrder(
            List.of("2024-02-29T23:00:00Z", "USD", 2L, "-0.01"),
            List.of("2024-02-29T23:00:00Z", "EUR", 1L, "0.00"),
            List.of("2024-02-29T01:00:00Z", "USD", 1L, "5.01"),
            List.of("2014-02-28T01:00:00Z", "USD", 1L, "1.00"));
    assertThat(stored.view("orders_daily", DAILY))
        .containsExactlyInAnyOrder(
            List.of("2024-02-29", "USD", 3L, "5.00"),
            List.of("2024-02-29", "EUR", 1L, "0.00"),
            List.of("2014-02-28", "USD", 1L, "1.00"));
  }
}
