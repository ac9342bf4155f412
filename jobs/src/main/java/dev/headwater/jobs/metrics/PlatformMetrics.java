package dev.headwater.jobs.metrics;

import dev.headwater.jobs.address.PlatformAddresses;
import io.netty.util.concurrent.DefaultThreadFactory;
import io.prometheus.metrics.model.registry.MultiCollector;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import io.prometheus.metrics.model.snapshots.MetricSnapshots;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;

/**
 * Looks at a platform in the background and tells what was seen: a scrape asks nobody and takes no
 * time. Thread-safe.
 */
public final class PlatformMetrics implements MultiCollector, AutoCloseable {
  private static final Duration OFTEN = Duration.ofSeconds(5);
  private static final Duration USUAL = Duration.ofSeconds(10);
  private static final Duration SELDOM = Duration.ofMinutes(1);

  /** One slow part must not hold up the others. */
  private static final int LOOKS_AT_A_TIME = 2;

  private final List<Watch> watches = new ArrayList<>();
  private final ScheduledExecutorService looks =
      Executors.newScheduledThreadPool(LOOKS_AT_A_TIME, new DefaultThreadFactory("metrics", true));

  private PlatformMetrics() {}

  /**
   * Begins to look at a platform, which may still be starting.
   *
   * @param data the platform's data directory
   * @param registry that tells what is seen
   */
  public static PlatformMetrics begin(
      PlatformAddresses platform, Path data, PrometheusRegistry registry) {
    PlatformMetrics metrics = new PlatformMetrics();
    OrderLatency latency = new OrderLatency();
    latency.register(registry);
    metrics.watch("orders", new OrderProbe(platform, latency), OFTEN);
    metrics.watch("tables", new TableProbe(platform), USUAL);
    metrics.watch("jobs", new JobProbe(platform), USUAL);
    metrics.watch("backpressure", new BackpressureProbe(platform), SELDOM);
    metrics.watch("watermarks", new WatermarkProbe(platform), USUAL);
    metrics.watch("records", new RecordProbe(platform), USUAL);
    metrics.watch("directory", new DirectoryProbe(data), USUAL);
    metrics.watch("attribution", new AttributionProbe(platform), SELDOM);
    metrics.watch("cold", new ColdProbe(platform, data), USUAL);
    registry.register(metrics);
    metrics.watches.forEach(watch -> metrics.later(watch, OFTEN));
    return metrics;
  }

  private void watch(String name, Probe probe, Duration pause) {
    watches.add(new Watch(name, probe, pause, Clock.systemUTC()));
  }

  private void later(Watch watch, Duration pause) {
    try {
      ScheduledFuture<?> unused =
          looks.schedule(() -> later(watch, watch.look()), pause.toMillis(), TimeUnit.MILLISECONDS);
    } catch (RejectedExecutionException closed) {
      // It was the last look.
    }
  }

  @Override
  public MetricSnapshots collect() {
    return SampleSnapshots.of(watches.stream().flatMap(watch -> watch.samples().stream()).toList());
  }

  /** Looks no more; a look that is under way is interrupted. */
  @Override
  public void close() {
    looks.shutdownNow();
    watches.forEach(Watch::close);
  }
}
