package dev.headwater.jobs.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.headwater.jobs.FileIngest;
import dev.headwater.jobs.LivePrometheus;
import dev.headwater.jobs.address.PlatformPorts;
import dev.headwater.jobs.run.JobDefinitions;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

/**
 * What Prometheus is told, and what its alerts and dashboards make of it. A part of {@link
 * SpineIT}.
 */
interface SpineMetrics {
  /** What all parts share. */
  Spine spine();

  @Test
  default void prometheusIsToldOfWhatHasJustBeenIngested() throws IOException {
    Scrape before =
        Awaitility.await("metrics of every part")
            .atMost(Spine.LONG)
            .until(
                this::scrape,
                told -> told.all("headwater_probe_up").filter(up -> up == 1).count() == 9);
    assertThat(before.nanos()).as("a scrape asks nobody").isLessThan(1_000_000_000L);
    double ingested = System.currentTimeMillis() / 1000.0;
    spine().ingest("events", spine().events("measured", 0, 100));
    spine().ingest("orders", spine().orders("measured", 0, 100));
    FileIngest.of(
        spine().addresses(),
        "orders",
        spine()
            .file(
                "measured-bad",
                ShopLines.orders("measured", 100, 103).stream()
                    .map(line -> line.replace("{", "{\"colour\":\"red\","))
                    .toList()));

    Awaitility.await("metrics that moved")
        .atMost(Spine.LONG)
        .untilAsserted(
            () -> {
              Scrape now = scrape();
              assertMoved(before, now, "headwater_table_records_total{table=\"orders\"}", 100);
              assertMoved(before, now, "headwater_table_records_total{table=\"events\"}", 100);
              assertMoved(before, now, "headwater_rejected_records{table=\"orders\"}", 3);
              assertMoved(
                  before, now, "headwater_order_latency_seconds_count{since=\"arrival\"}", 100);
              assertThat(
                      now.value(
                          "headwater_job_watermark_timestamp_seconds{job_name=\"order_mart\"}"))
                  .isGreaterThanOrEqualTo(ingested);
              assertThat(now.all("headwater_job_backpressure_ratio"))
                  .isNotEmpty()
                  .allMatch(ratio -> ratio <= 1);
            });
    Scrape after = scrape();
    assertThat(after.value("headwater_order_wait_seconds")).isZero();
    assertThat(after.all("headwater_job_up"))
        .as("the jobs and tiering")
        .hasSize(JobDefinitions.load().all().size() + 1)
        .allMatch(up -> up == 1);
    assertThat(after.all("headwater_checkpoint_size_bytes"))
        .isNotEmpty()
        .anyMatch(size -> size > 0);
    assertThat(after.value("headwater_lake_freshness_seconds{table=\"order_mart\"}")).isEqualTo(30);
    assertThat(after.value("headwater_query_rows_total"))
        .isGreaterThan(before.value("headwater_query_rows_total"));
    assertThat(after.value("headwater_disk_used_ratio")).isBetween(0.01, 1.0);
    assertThat(after.value("headwater_verify_differences")).as("nothing was verified").isNaN();
  }

  @Test
  default void everyPanelShowsDataAndNoAlertFires() throws Exception {
    assumeThat(LivePrometheus.program())
        .as("Prometheus's server, which .ci/alerts unpacks")
        .isPresent();
    Map<String, JsonNode> panels = new LinkedHashMap<>();
    for (String dashboard : List.of("pipeline", "attribution", "lake", "queries")) {
      Path file = Path.of("../deploy/grafana/dashboards/" + dashboard + ".json");
      for (JsonNode panel : new ObjectMapper().readTree(file.toFile()).path("panels")) {
        panels.put(dashboard + "/" + (panel.path("id").asInt() - 1), panel);
      }
    }
    // The one shows what a run found, the other what runs: here is neither.
    panels
        .values()
        .removeIf(
            panel ->
                List.of("Rows that verify found wrong", "Live ingests, records to read")
                    .contains(panel.path("title").asText()));
    try (LivePrometheus prometheus =
        LivePrometheus.start(
            spine().directory().resolve("prometheus"),
            spine().prometheusPort(),
            LivePrometheus.shippedRules(),
            new PlatformPorts(spine().portBase()).metrics())) {
      Awaitility.await("Prometheus's first scrape")
          .atMost(Spine.LONG)
          .ignoreExceptions()
          .until(() -> prometheus.hasData("up{job=\"headwater\"} == 1"));
      spine().ingest("orders", spine().orders("shown", 0, 20));
      for (Map.Entry<String, JsonNode> panel : panels.entrySet()) {
        String title = panel.getValue().path("title").asText();
        String asked = panel.getValue().path("targets").path(0).path("expr").asText();
        Awaitility.await("data in panel " + title)
            .atMost(Spine.LONG)
            .until(() -> prometheus.hasData(asked));
        Awaitility.await("the page's data of panel " + title)
            .atMost(Spine.LONG)
            .until(() -> drawn(panel.getKey()), series -> !series.isEmpty());
        assertThat(drawn(panel.getKey()))
            .as(title)
            .allSatisfy(series -> assertThat(series.path("name").asText()).isNotBlank())
            .allSatisfy(series -> assertThat(series.path("points")).isNotEmpty());
      }
      assertThat(scrape().value("headwater_attribution_ratio")).isBetween(0.0, 1.0);
      assertThat(prometheus.rules().findValuesAsText("lastError")).allMatch(String::isEmpty);
      assertThat(prometheus.rules().findValuesAsText("health")).isNotEmpty().containsOnly("ok");
      assertThat(prometheus.rules().findValuesAsText("state")).doesNotContain("firing");
    }
  }

  /** What the query server's page draws of a panel. */
  private JsonNode drawn(String panel) throws IOException {
    URI page = spine().addresses().query().resolve("/panels/" + panel + "?minutes=5");
    return new ObjectMapper().readTree(page.toURL()).path("series");
  }

  private static void assertMoved(Scrape before, Scrape now, String series, double by) {
    assertThat(now.value(series) - before.value(series)).as(series).isGreaterThanOrEqualTo(by);
  }

  private Scrape scrape() {
    return Scrape.of(new PlatformPorts(spine().portBase()).metrics());
  }
}
