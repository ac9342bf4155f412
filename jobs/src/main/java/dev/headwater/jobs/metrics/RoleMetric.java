package dev.headwater.jobs.metrics;

import io.prometheus.metrics.core.metrics.GaugeWithCallback;
import java.util.function.BooleanSupplier;

/** What every role of Headwater's own tells of itself. */
public final class RoleMetric {
  private RoleMetric() {}

  /** Whether a role does its work, asked at every scrape. */
  public static GaugeWithCallback of(String role, BooleanSupplier isWell) {
    return GaugeWithCallback.builder()
        .name("headwater_role_healthy")
        .help("1 when a role of a cluster was seen to do its work lately, else 0")
        .labelNames("role")
        .callback(gauge -> gauge.call(isWell.getAsBoolean() ? 1 : 0, role))
        .build();
  }
}
