package dev.headwater.jobs.metrics;

import dev.headwater.ingest.collect.CollectorReport;
import dev.headwater.lake.server.engine.QueryMetrics;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import io.prometheus.metrics.model.snapshots.CounterSnapshot;
import io.prometheus.metrics.model.snapshots.HistogramSnapshot;
import io.prometheus.metrics.model.snapshots.Labels;
import io.prometheus.metrics.model.snapshots.MetricSnapshot;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Every metric that the code of Headwater registers. */
final class ToldMetrics {
  private static final Pattern NAME = Pattern.compile("headwater_[a-z_0-9]+");

  private ToldMetrics() {}

  /** What the reference says of a metric. */
  record Told(String type, List<String> labels, String meaning) {}

  static SortedMap<String, Told> all() {
    SortedMap<String, Told> all = new TreeMap<>();
    for (Metric metric : Metric.values()) {
      String type = metric.isCounter() ? "counter" : "gauge";
      all.put(metric.key(), new Told(type, metric.labels(), metric.meaning()));
    }
    PrometheusRegistry registry = new PrometheusRegistry();
    new QueryMetrics(() -> 0).register(registry);
    new OrderLatency().register(registry);
    registry.register(RoleMetric.of("jobs", () -> true));
    CollectorMetrics.register(() -> new CollectorReport(0, 0, 0, 0, 0, 0), registry);
    registry.scrape().forEach(snapshot -> all.put(name(snapshot), told(snapshot)));
    return all;
  }

  private static String name(MetricSnapshot snapshot) {
    String name = snapshot.getMetadata().getPrometheusName();
    return snapshot instanceof CounterSnapshot ? name + "_total" : name;
  }

  private static Told told(MetricSnapshot snapshot) {
    String type =
        snapshot instanceof CounterSnapshot
            ? "counter"
            : snapshot instanceof HistogramSnapshot ? "histogram" : "gauge";
    Labels labels = snapshot.getDataPoints().get(0).getLabels();
    return new Told(
        type,
        labels.stream().map(label -> label.getName()).toList(),
        snapshot.getMetadata().getHelp());
  }

  /** Names in a text that no metric has. */
  static SortedSet<String> unknownIn(String text) {
    SortedMap<String, Told> told = all();
    Set<String> known =
        told.entrySet().stream()
            .flatMap(
                metric ->
                    metric.getValue().type().equals("histogram")
                        ? List.of("_bucket", "_sum", "_count").stream()
                            .map(ending -> metric.getKey() + ending)
                        : List.of(metric.getKey()).stream())
            .collect(Collectors.toSet());
    return NAME.matcher(text)
        .results()
        .map(found -> found.group())
        .filter(name -> !known.contains(name))
        .collect(Collectors.toCollection(TreeSet::new));
  }

  /** A file of the project. */
  static Path file(String path) {
    return Path.of(System.getProperty("headwater.home", "..")).resolve(path);
  }

  static String text(String path) throws IOException {
    return Files.readString(file(path));
  }
}
