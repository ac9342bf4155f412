package dev.headwater.jobs.metrics;

import static java.util.Comparator.comparing;

import com.fasterxml.jackson.databind.JsonNode;
import dev.headwater.jobs.address.PlatformAddresses;
import dev.headwater.jobs.query.QueryClient;
import dev.headwater.jobs.status.LiveIngestStatus;
import dev.headwater.jobs.status.LiveIngests;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToLongFunction;
import java.util.stream.Collectors;

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
    LiveIngests.read(server).stream()
        .collect(
            Collectors.groupingBy(
                one -> List.of(one.source(), one.group().orElse(""), one.table()),
                LinkedHashMap::new,
                Collectors.toList()))
        .forEach((labels, members) -> samples.addAll(ingest(labels, members, Instant.now())));
    return samples;
  }

  /**
   * Members of a group share its source. When one is gone the others read for it, and when all are,
   * the last one tells since when.
   */
  static List<Sample> ingest(List<String> labels, List<LiveIngestStatus> members, Instant now) {
    LiveIngestStatus lastHeard = Collections.max(members, comparing(LiveIngestStatus::heardAt));
    List<LiveIngestStatus> reading =
        members.stream().filter(one -> one.equals(lastHeard) || !one.isSilent(now)).toList();
    String[] values = labels.toArray(String[]::new);
    return List.of(
        Sample.of(Metric.INGEST_RECORDS, sum(reading, LiveIngestStatus::records), values),
        Sample.of(Metric.INGEST_BEHIND, sum(reading, LiveIngestStatus::behind), values),
        Sample.of(Metric.INGEST_TIME, lastHeard.heardAt(), values));
  }

  private static long sum(
      List<LiveIngestStatus> members, ToLongFunction<LiveIngestStatus> counted) {
    return members.stream().mapToLong(counted).sum();
  }

  private List<Sample> aside(Metric metric, String from) {
    Map<String, Long> counts = new LinkedHashMap<>();
    TABLES.forEach(table -> counts.put(table, 0L));
    for (JsonNode row :
        server.rows("SELECT table_name, COUNT(*) FROM " + from + " GROUP BY table_name")) {
      counts.put(row.get(0).asText(), row.get(1).asLong());
    }
    return counts.entrySet().stream()
        .map(count -> Sample.of(metric, count.getValue(), count.getKey()))
        .toList();
  }
}
