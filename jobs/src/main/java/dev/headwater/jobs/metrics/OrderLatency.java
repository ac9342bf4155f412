package dev.headwater.jobs.metrics;

import io.prometheus.metrics.core.metrics.Histogram;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.time.Duration;
import java.time.Instant;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Pairs orders with their rows in the mart, by the moments at which storage took both. One thread
 * at a time.
 */
final class OrderLatency {
  private static final double[] SECONDS = {
    0.1, 0.25, 0.5, 1, 2, 3, 5, 10, 30, 60, 300, 900, 3_600, 21_600, 86_400
  };

  /** More orders that wait are not measured: the oldest ones say enough. */
  private static final int MOST_WAITING = 100_000;

  private static final Duration UNMATCHED = Duration.ofMinutes(1);

  private final Histogram latency =
      Histogram.builder()
          .name("headwater_order_latency_seconds")
          .help("from an order to its row in order_mart; since its own time or its arrival")
          .labelNames("since")
          .classicOnly()
          .classicUpperBounds(SECONDS)
          .build();
  private final Map<String, Arrival> waiting = new LinkedHashMap<>();
  private final Map<String, Instant> landedUnmatched = new LinkedHashMap<>();

  /**
   * An order.
   *
   * @param at when storage took it
   * @param orderTime its own time
   */
  record Arrival(Instant at, Instant orderTime) {}

  OrderLatency() {
    latency.initLabelValues("arrival");
    latency.initLabelValues("order_time");
  }

  void register(PrometheusRegistry registry) {
    registry.register(latency);
  }

  /** An order has come. */
  void arrived(String order, Arrival arrival) {
    Instant landed = landedUnmatched.remove(order);
    if (landed != null) {
      observe(arrival, landed);
    } else if (waiting.size() < MOST_WAITING) {
      waiting.put(order, arrival);
    }
  }

  /** The mart has a row with the order's own columns; the first one counts. */
  void landed(String order, Instant at) {
    Arrival arrival = waiting.remove(order);
    if (arrival != null) {
      observe(arrival, at);
    } else {
      // It may have come between two looks, or before the first; or its row only changes.
      landedUnmatched.put(order, at);
    }
  }

  private void observe(Arrival arrival, Instant landed) {
    latency.labelValues("arrival").observe(seconds(arrival.at(), landed));
    latency.labelValues("order_time").observe(seconds(arrival.orderTime(), landed));
  }

  /** Of what waits the longest, in seconds; 0 when nothing waits. */
  double longestWait(Instant now) {
    Iterator<Instant> oldest = landedUnmatched.values().iterator();
    while (oldest.hasNext() && oldest.next().plus(UNMATCHED).isBefore(now)) {
      oldest.remove();
    }
    return waiting.values().stream()
        .mapToDouble(arrival -> seconds(arrival.at(), now))
        .max()
        .orElse(0);
  }

  /** Nothing that came before counts any more. */
  void forget() {
    waiting.clear();
    landedUnmatched.clear();
  }

  private static double seconds(Instant from, Instant to) {
    return Math.max(0, Duration.between(from, to).toMillis() / 1000.0);
  }
}
