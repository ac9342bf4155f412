package dev.headwater.jobs.metrics;

import com.fasterxml.jackson.databind.JsonNode;
import dev.headwater.jobs.platform.PlatformAddresses;
import dev.headwater.jobs.query.QueryClient;
import dev.headwater.jobs.query.QueryClient.Ask;
import dev.headwater.jobs.status.LiveIngestStatus;
import dev.headwater.jobs.status.LiveIngests;
import dev.headwater.lake.union.Side;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What ingest has set aside, and how ingests from live sources go. */
final class RecordProbe implements Probe {
  /** Told from the beginning, for a series that begins with its first record hides it. */
  private static final List<String> TABLES =
      List.of("events", "orders", "customers", "campaigns", "hits");

  private final QueryClient server;

  RecordProbe(PlatformAddresses platform) {
    this.server = new QueryClient(platform.query());
  }

  @Override
  public List<Sample> read() {
    List<Sample> samples = new ArrayList<>();
    samples.addAll(aside(Metric.REJECTED, "rejected_records"));
    samples.addAll(aside(Metric.LATE, "late_records"));
    for (LiveIngestStatus ingest : LiveIngests.read(server)) {
      String[] labels = {ingest.source(), ingest.group().orElse(""), ingest.table()};
      samples.add(Sample.of(Metric.INGEST_RECORDS, ingest.records(), labels));
      samples.add(Sample.of(Metric.INGEST_BEHIND, ingest.behind(), labels));
      samples.add(Sample.of(Metric.INGEST_TIME, ingest.heardAt(), labels));
    }
    return samples;
  }

  private List<Sample> aside(Metric metric, String from) {
    Map<String, Long> counts = new LinkedHashMap<>();
    TABLES.forEach(table -> counts.put(table, 0L));
    for (JsonNode row :
        server
            .document(
                Ask.ROWS_AS_JSON,
                "SELECT table_name, COUNT(*) FROM " + from + " GROUP BY table_name",
                Side.ALL)
            .path("rows")) {
      counts.put(row.get(0).asText(), row.get(1).asLong());
    }
    return counts.entrySet().stream()
        .map(count -> Sample.of(metric, count.getValue(), count.getKey()))
        .toList();
  }
}
