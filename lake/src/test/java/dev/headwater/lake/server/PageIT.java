package dev.headwater.lake.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.headwater.lake.FreePorts;
import dev.headwater.lake.client.FlussClient;
import dev.headwater.lake.server.ask.QuerySettings;
import dev.headwater.lake.server.door.Flow;
import dev.headwater.lake.storage.EmbeddedFluss;
import dev.headwater.lake.tables.TableDefinitions;
import dev.headwater.lake.union.Writing;
import java.math.BigDecimal;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import org.apache.fluss.client.table.Table;
import org.apache.fluss.metadata.TablePath;
import org.apache.fluss.row.BinaryString;
import org.apache.fluss.row.Decimal;
import org.apache.fluss.row.GenericRow;
import org.apache.fluss.row.TimestampLtz;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The page in a real browser, on the product's tables, which no job fills here. */
class PageIT {
  /** What a channel must never become is a part of the page. */
  private static final String CHANNEL = "<i>podcast</i>";

  private static final Instant ORDERED = Instant.parse("2024-03-10T12:00:00Z");
  private static final Duration LONG = Duration.ofMinutes(2);

  @TempDir static Path directory;
  private static EmbeddedFluss storage;
  private static QueryServer server;
  private static Chromium browser;
  private static URI page;
  private static int prometheusPort;

  @BeforeAll
  static void start() throws Exception {
    assumeTrue(Chromium.isInstalled(), "no chromedriver: apt-get install chromium chromium-driver");
    storage = EmbeddedFluss.start(directory.resolve("data"), FreePorts.inARow(3));
    TableDefinitions.load().apply(storage.bootstrapServers());
    int port = FreePorts.inARow(3);
    prometheusPort = port + 2;
    server =
        QueryServer.start(
            QuerySettings.of(storage.bootstrapServers(), storage.lake(), directory.resolve("cache"))
                .withPrometheus(URI.create("http://127.0.0.1:" + prometheusPort)),
            List.of(
                new Flow("ingest", List.of(), List.of("orders")),
                new Flow("order_mart", List.of("orders"), List.of("order_mart"))),
            port,
            port + 1);
    page = URI.create("http://127.0.0.1:" + port);
    browser = Chromium.start(directory.resolve("chromium"));
  }

  @AfterAll
  static void stop() throws Exception {
    for (AutoCloseable part : Arrays.asList(browser, server, storage)) {
      if (part != null) {
        part.close();
      }
    }
  }

  @Test
  void aPageWithoutDataSaysWhatToDoAndFillsByItself() throws Exception {
    browser.open(page);
    String connect = " --connect " + storage.bootstrapServers();
    awaitTexts("#welcome code", "./headwater demo" + connect);
    awaitTexts("#revenue code", "./headwater ingest orders.jsonl --table orders" + connect);

    put("order_touches", "ada", "o1", "e1", ORDERED.minusSeconds(60), CHANNEL, null, 60L);
    put("orders_daily", "2024-03-10", "EUR", 1L, new BigDecimal("39.90"));
    put(
        "sessions_history",
        "ada",
        ORDERED.minusSeconds(60),
        ORDERED,
        2L,
        1L,
        1L,
        null,
        null,
        CHANNEL,
        false);
    put(
        "order_mart",
        "ada",
        "o1",
        "lamp",
        new BigDecimal("39.90"),
        "EUR",
        ORDERED,
        null,
        null,
        "e1",
        CHANNEL,
        null,
        ORDERED.minusSeconds(60),
        null,
        null);
    put("platform_progress", "horizon", ORDERED, null);

    awaitTexts("#attribution tbody th", CHANNEL);
    awaitTexts("#overview strong", "1", "100 %", "39.90", "39.90", "1", "Mar 10, 12:00");
    awaitTexts("#sessions .bars .label", CHANNEL);
    awaitTexts("#reasons .words", "1", "1 · 100 %", "1 · 100 %", "1 · 100 %");
    awaitTexts("#pipeline .table .name", "orders", "order_mart");
    awaitTexts("#pipeline .table .number", "empty", "1");
    assertThat(browser.texts("#attribution .mark")).hasSize(5);
    assertThat(browser.texts("#revenue .mark")).hasSize(1);
    assertThat(browser.texts("#sessions .columns .mark")).hasSize(1);
    assertThat(browser.texts("#freshness tbody tr")).hasSize(TableDefinitions.load().all().size());
    assertThat(browser.texts("i")).as("elements made of data").isEmpty();
    assertThat(browser.run("return document.querySelector('#welcome').hidden").asBoolean())
        .isTrue();
    assertThat(browser.complaints()).isEmpty();
  }

  @Test
  void theBoxShowsRowsAChartAndWhereAFaultIs() throws Exception {
    browser.open(page);
    String run = Chromium.CONTROL + Chromium.ENTER;

    browser.type(
        "#statement",
        "SELECT 'n' || range AS n, 9007199254740993 + range AS big FROM range(2)" + run);
    awaitTexts("#answer td", "n0", "9007199254740993", "n1", "9007199254740994");
    browser.run("document.querySelector('#answer .tabs button:last-child').click()");
    awaitTexts("#answer .bars .label", "n0", "n1");
    assertThat(browser.complaints()).isEmpty();

    browser.type("#statement", "SELECT\n  nothing\nFROM orders" + run);
    awaitTexts("#answer .place", "line 2, column 3");
    assertThat(browser.texts("#answer .message").get(0)).contains("nothing");
    assertThat(browser.texts("#answer pre")).containsExactly("  nothing\n  ^");
  }

  @Test
  void theDashboardsAreDrawnOnceThereIsAPrometheus() throws Exception {
    browser.open(page.resolve("/dashboards"));
    awaitTexts(
        "#pulse .words",
        "what should be Prometheus at http://127.0.0.1:"
            + prometheusPort
            + " does not answer; see docs/how-to/watch-the-platform.md, and tell where it is with"
            + " --prometheus URL");
    awaitTexts("#dashboards a", "Pipeline", "Attribution", "Lake", "Queries");
    assertThat(browser.texts("#panels h2")).hasSize(12).contains("Records in");

    assumeTrue(RecordingPrometheus.program().isPresent(), "no Prometheus: run .ci/alerts");
    try (RecordingPrometheus prometheus =
        RecordingPrometheus.start(
            directory.resolve("prometheus"),
            prometheusPort,
            "{record: headwater_disk_used_ratio, expr: vector(0.25)}",
            "{record: headwater_lake_pending_records, expr: vector(7), labels: {table: hits}}")) {
      await("a value of Prometheus")
          .atMost(LONG)
          .untilAsserted(
              () -> {
                browser.run("document.querySelector('[href=\"#lake\"]').click()");
                browser.run(
                    "const range = document.querySelector('#range'); range.value = '5';"
                        + " range.dispatchEvent(new Event('change'))");
                assertThat(browser.texts("#panels .legend li"))
                    .containsExactly("hits 7", "used 25 %");
              });
      awaitTexts("#panels strong", "7", "", "", "", "25 %", "", "", "");
      awaitTexts("#pulse .words", "live");
      assertThat(browser.texts("#panels .lines")).hasSize(2);
      assertThat(browser.texts("#panels .empty")).hasSize(6).containsOnly("No data in this time.");
      assertThat(browser.complaints()).isEmpty();
    }
  }

  private static void awaitTexts(String selector, String... expected) {
    await(selector)
        .atMost(LONG)
        .untilAsserted(() -> assertThat(browser.texts(selector)).startsWith(expected));
  }

  private static void put(String table, Object... values) throws Exception {
    try (FlussClient client = new FlussClient(storage.bootstrapServers());
        Table target =
            client.connection().getTable(TablePath.of(TableDefinitions.DATABASE, table))) {
      Writing writing = new Writing(target);
      writing.upsert(GenericRow.of(Arrays.stream(values).map(PageIT::stored).toArray()));
      writing.flush();
    }
  }

  private static Object stored(Object value) {
    if (value instanceof String text) {
      return BinaryString.fromString(text);
    }
    if (value instanceof BigDecimal amount) {
      return Decimal.fromBigDecimal(amount, 18, 2);
    }
    return value instanceof Instant time ? TimestampLtz.fromInstant(time) : value;
  }
}
