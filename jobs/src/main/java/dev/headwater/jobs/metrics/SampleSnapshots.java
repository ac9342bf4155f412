package dev.headwater.jobs.metrics;

import io.prometheus.metrics.model.snapshots.CounterSnapshot;
import io.prometheus.metrics.model.snapshots.CounterSnapshot.CounterDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.GaugeSnapshot;
import io.prometheus.metrics.model.snapshots.GaugeSnapshot.GaugeDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.Labels;
import io.prometheus.metrics.model.snapshots.MetricSnapshot;
import io.prometheus.metrics.model.snapshots.MetricSnapshots;
import java.util.Collection;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Puts samples into the words of Prometheus's library. */
final class SampleSnapshots {
  private SampleSnapshots() {}

  /** One family a metric that has samples; of samples with the same labels the last counts. */
  static MetricSnapshots of(Collection<Sample> samples) {
    Map<Metric, Map<List<String>, Double>> families = new EnumMap<>(Metric.class);
    for (Sample sample : samples) {
      families
          .computeIfAbsent(sample.metric(), metric -> new LinkedHashMap<>())
          .put(sample.labels(), sample.value());
    }
    return new MetricSnapshots(
        families.entrySet().stream()
            .map(family -> snapshot(family.getKey(), family.getValue()))
            .toList());
  }

  private static MetricSnapshot snapshot(Metric metric, Map<List<String>, Double> values) {
    if (metric.isCounter()) {
      // The library adds the ending itself.
      CounterSnapshot.Builder counter =
          CounterSnapshot.builder().name(metric.key().replaceFirst("_total$", ""));
      values.forEach(
          (labels, value) ->
              counter.dataPoint(
                  CounterDataPointSnapshot.builder()
                      .labels(labels(metric, labels))
                      .value(value)
                      .build()));
      return counter.help(metric.meaning()).build();
    }
    GaugeSnapshot.Builder gauge = GaugeSnapshot.builder().name(metric.key());
    values.forEach(
        (labels, value) ->
            gauge.dataPoint(
                GaugeDataPointSnapshot.builder()
                    .labels(labels(metric, labels))
                    .value(value)
                    .build()));
    return gauge.help(metric.meaning()).build();
  }

  private static Labels labels(Metric metric, List<String> values) {
    return Labels.of(metric.labels(), values);
  }
}
