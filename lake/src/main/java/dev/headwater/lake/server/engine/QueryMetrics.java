package dev.headwater.lake.server.engine;

import io.prometheus.metrics.core.metrics.Counter;
import io.prometheus.metrics.core.metrics.GaugeWithCallback;
import io.prometheus.metrics.core.metrics.Histogram;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.util.concurrent.TimeUnit;
import java.util.function.IntSupplier;

/** What the queries of one engine take. Thread-safe. */
public final class QueryMetrics {
  private static final double[] SECONDS = {
    0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60
  };
  private static final String ANSWERED = "answered";
  private static final String FAILED = "failed";

  private final Histogram durations =
      Histogram.builder()
          .name("headwater_query_duration_seconds")
          .help("from a query's arrival to its last row, or to its failure")
          .labelNames("outcome")
          .classicOnly()
          .classicUpperBounds(SECONDS)
          .build();
  private final Histogram refreshes =
      Histogram.builder()
          .name("headwater_query_refresh_seconds")
          .help("the part of it that brings the tables up to now: lake snapshot and hot tail")
          .classicOnly()
          .classicUpperBounds(SECONDS)
          .build();
  private final Counter rows =
      Counter.builder()
          .name("headwater_query_rows_total")
          .help("rows of lake and hot tail together that queries have answered")
          .build();
  private final GaugeWithCallback running;

  /**
   * Metrics of an engine.
   *
   * @param running how many queries run now
   */
  public QueryMetrics(IntSupplier running) {
    this.running =
        GaugeWithCallback.builder()
            .name("headwater_queries_running")
            .help("queries that run now")
            .callback(gauge -> gauge.call(running.getAsInt()))
            .build();
    durations.initLabelValues(ANSWERED);
    durations.initLabelValues(FAILED);
  }

  /** Has them told by a registry. */
  public void register(PrometheusRegistry registry) {
    registry.register(durations);
    registry.register(refreshes);
    registry.register(rows);
    registry.register(running);
  }

  /** A query has come. */
  Timing begin() {
    return new Timing();
  }

  void refreshed(long nanos) {
    refreshes.observe(seconds(nanos));
  }

  private static double seconds(long nanos) {
    return nanos / (double) TimeUnit.SECONDS.toNanos(1);
  }

  /** Of one query; what comes after its end is not counted. One thread at a time. */
  final class Timing {
    private final long begun = System.nanoTime();
    private boolean ended;

    void rows(int count) {
      rows.inc(count);
    }

    void answered() {
      end(ANSWERED);
    }

    void failed() {
      end(FAILED);
    }

    private void end(String outcome) {
      if (!ended) {
        ended = true;
        durations.labelValues(outcome).observe(seconds(System.nanoTime() - begun));
      }
    }
  }
}
