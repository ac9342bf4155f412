package dev.headwater.jobs.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DashboardsTest {
  private static JsonNode panels(String dashboard) throws IOException {
    return new ObjectMapper()
        .readTree(ToldMetrics.text("deploy/grafana/dashboards/" + dashboard + ".json"))
        .path("panels");
  }

  @ParameterizedTest
  @ValueSource(strings = {"pipeline", "attribution", "lake", "queries"})
  void everyPanelAsksForMetricsThatExist(String dashboard) throws IOException {
    JsonNode panels = panels(dashboard);
    assertThat(panels).isNotEmpty();
    for (JsonNode panel : panels) {
      assertThat(panel.path("targets")).as(panel.path("title").asText()).isNotEmpty();
      for (JsonNode target : panel.path("targets")) {
        String expression = target.path("expr").asText();
        assertThat(expression).contains("headwater_");
        assertThat(ToldMetrics.unknownIn(expression)).as(expression).isEmpty();
      }
    }
  }

  @Test
  void whatIsToldOfThePlatformIsShownOrAlertedOn() throws IOException {
    StringBuilder used = new StringBuilder(ToldMetrics.text("deploy/prometheus/alerts.yml"));
    for (String dashboard : new String[] {"pipeline", "attribution", "lake", "queries"}) {
      used.append(panels(dashboard));
    }
    TreeSet<String> unused = new TreeSet<>(ToldMetrics.all().keySet());
    unused.removeIf(name -> used.indexOf(name) >= 0);
    assertThat(unused)
        .containsExactly(
            "headwater_backfill_timestamp_seconds",
            "headwater_collector_records_total",
            "headwater_collector_requests_total",
            "headwater_ingest_records",
            "headwater_probe_timestamp_seconds",
            "headwater_verify_timestamp_seconds");
  }
}
