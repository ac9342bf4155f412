package dev.headwater.jobs.metrics;

import dev.headwater.lake.LakeException;
import dev.headwater.lake.LakeException.Actor;
import io.prometheus.metrics.exporter.httpserver.HTTPServer;
import io.prometheus.metrics.instrumentation.jvm.JvmMetrics;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.io.IOException;

/** Tells a registry and this JVM's own metrics at {@code /metrics}. Thread-safe. */
public final class MetricsDoor implements AutoCloseable {
  private final HTTPServer server;

  private MetricsDoor(HTTPServer server) {
    this.server = server;
  }

  /**
   * Opens the door.
   *
   * @param bindAddress of this machine, {@code 0.0.0.0} for all
   * @throws LakeException when the port is taken
   */
  public static MetricsDoor open(String bindAddress, int port, PrometheusRegistry registry) {
    JvmMetrics.builder().register(registry);
    try {
      return new MetricsDoor(
          HTTPServer.builder().hostname(bindAddress).port(port).registry(registry).buildAndStart());
    } catch (IOException e) {
      throw new LakeException(
          Actor.USER,
          "metrics cannot be told on port %d: %s; another program may hold it"
              .formatted(port, e.getMessage()),
          e);
    }
  }

  @Override
  public void close() {
    server.close();
  }
}
