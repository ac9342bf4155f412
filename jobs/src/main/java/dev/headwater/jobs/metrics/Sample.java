package dev.headwater.jobs.metrics;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * A value at one moment.
 *
 * @param metric what it says, in the unit that the metric's name ends with
 * @param labels one for each label of the metric, in order
 */
record Sample(Metric metric, double value, List<String> labels) {
  private static final double MILLIS = 1_000;

  Sample {
    labels = List.copyOf(labels);
    if (labels.size() != metric.labels().size()) {
      throw new IllegalArgumentException(metric.key() + " has no labels " + labels);
    }
  }

  static Sample of(Metric metric, double value, String... labels) {
    return new Sample(metric, value, List.of(labels));
  }

  static Sample of(Metric metric, long value, String... labels) {
    return of(metric, (double) value, labels);
  }

  static Sample of(Metric metric, Duration time, String... labels) {
    return of(metric, time.toMillis() / MILLIS, labels);
  }

  static Sample of(Metric metric, Instant time, String... labels) {
    return of(metric, time.toEpochMilli() / MILLIS, labels);
  }
}
