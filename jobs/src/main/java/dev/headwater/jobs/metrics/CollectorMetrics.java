package dev.headwater.jobs.metrics;

import dev.headwater.ingest.collect.CollectorReport;
import io.prometheus.metrics.core.metrics.CounterWithCallback;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.util.function.Supplier;

/** What an HTTP collector tells of itself. */
public final class CollectorMetrics {
  private static final String OUTCOME = "outcome";

  private CollectorMetrics() {}

  /**
   * Has a collector's counts told by a registry.
   *
   * @param counts asked at every scrape
   */
  public static void register(Supplier<CollectorReport> counts, PrometheusRegistry registry) {
    registry.register(
        CounterWithCallback.builder()
            .name("headwater_collector_requests_total")
            .help("requests whose records are all safe, or that were refused as a whole")
            .labelNames(OUTCOME)
            .callback(
                counter -> {
                  CollectorReport report = counts.get();
                  tell(counter, "written", report.written());
                  tell(counter, "refused", report.refused());
                })
            .build());
    registry.register(
        CounterWithCallback.builder()
            .name("headwater_collector_records_total")
            .help("records of those requests, by the table that they went to: their own or aside")
            .labelNames(OUTCOME)
            .callback(
                counter -> {
                  CollectorReport report = counts.get();
                  tell(counter, "accepted", report.accepted());
                  tell(counter, "late", report.late());
                  tell(counter, "rejected", report.rejected());
                })
            .build());
  }

  private static void tell(CounterWithCallback.Callback counter, String outcome, long count) {
    counter.call((double) count, outcome);
  }
}
