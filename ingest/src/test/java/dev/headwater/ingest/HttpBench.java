package dev.headwater.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Many small requests at a fixed rate, whatever the answers take: a request that has to wait for
 * its connection has waited. {@code -Drate=} requests of ten events a second, {@code -Dseconds=}.
 */
@Tag("bench")
class HttpBench {
  private static final int RATE = Integer.getInteger("rate", 2_000);
  private static final int SECONDS = Integer.getInteger("seconds", 60);
  private static final int WARM_UP_SECONDS = 10;
  private static final int CONNECTIONS = 200;
  private static final int EVENTS = 10;
  private static final int WRITTEN = 200;

  @TempDir Path directory;
  private final AtomicInteger named = new AtomicInteger();

  @Test
  void manySmallRequests() throws Exception {
    int port = TestingPlatform.freePorts();
    InetSocketAddress address = new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
    Path log = directory.resolve("collector.log");
    try (TestingPlatform platform =
        TestingPlatform.start(directory.resolve("data"), TestingPlatform.freePorts())) {
      Process collector =
          HttpVictim.start(platform.address(), port, log, "-Xmx768m", "-XX:+UseG1GC");
      try {
        Awaitility.await("the collector")
            .atMost(Duration.ofMinutes(1))
            .until(() -> Files.readString(log).contains("listening on"));
        run(address, WARM_UP_SECONDS);
        long before = platform.rows("events");
        long[] latencies = run(address, SECONDS);
        assertThat(platform.rows("events") - before).isEqualTo((long) latencies.length * EVENTS);
        tell(latencies);
      } finally {
        collector.destroyForcibly().waitFor();
      }
    }
  }

  /** Latencies in nanoseconds, from when a request was due. */
  private long[] run(InetSocketAddress address, int seconds) throws Exception {
    int each = RATE * seconds / CONNECTIONS;
    long[] latencies = new long[each * CONNECTIONS];
    long started = System.nanoTime() + Duration.ofMillis(500).toNanos();
    List<CompletableFuture<Void>> clients = new ArrayList<>();
    for (int i = 0; i < CONNECTIONS; i++) {
      int client = i;
      CompletableFuture<Void> end = new CompletableFuture<>();
      clients.add(end);
      Thread thread =
          new Thread(
              () -> {
                try (LoadConnection connection = new LoadConnection(address)) {
                  for (int k = 0; k < each; k++) {
                    int request = k * CONNECTIONS + client;
                    long due = started + request * 1_000_000_000L / RATE;
                    latencies[request] = send(connection, due);
                  }
                  end.complete(null);
                } catch (Exception | Error e) {
                  end.completeExceptionally(e);
                }
              },
              "load");
      thread.setDaemon(true);
      thread.start();
    }
    CompletableFuture.allOf(clients.toArray(CompletableFuture<?>[]::new)).join();
    double took = (System.nanoTime() - started) / 1e9;
    System.out.printf(
        "%,d requests in %.1f s: %,.0f a second%n",
        latencies.length, took, latencies.length / took);
    return latencies;
  }

  private long send(LoadConnection connection, long due) throws Exception {
    byte[] body = body();
    for (long left = due - System.nanoTime(); left > 0; left = due - System.nanoTime()) {
      LockSupport.parkNanos(left);
    }
    assertThat(connection.post("/v1/events", body)).isEqualTo(WRITTEN);
    return System.nanoTime() - due;
  }

  private byte[] body() {
    int name = named.getAndIncrement();
    String time = Instant.now().toString();
    StringBuilder lines = new StringBuilder(2_500);
    for (int i = 0; i < EVENTS; i++) {
      lines
          .append("{\"event_id\":\"load-")
          .append(name)
          .append('-')
          .append(i)
          .append("\",\"customer_id\":\"customer-")
          .append(name % 5_000)
          .append("\",\"event_type\":\"page_view\",\"product_id\":\"product-")
          .append(i)
          .append("\",\"channel\":\"email\",\"page_host\":\"shop.example\",\"event_time\":\"")
          .append(time)
          .append("\"}\n");
    }
    return lines.toString().getBytes(StandardCharsets.UTF_8);
  }

  private static void tell(long[] latencies) {
    Arrays.sort(latencies);
    System.out.printf(
        "asked for %,d a second of %d events: p50 %.1f ms, p95 %.1f ms, p99 %.1f ms, longest %.1f"
            + " ms%n",
        RATE,
        EVENTS,
        at(latencies, 0.5),
        at(latencies, 0.95),
        at(latencies, 0.99),
        at(latencies, 1));
  }

  private static double at(long[] sorted, double share) {
    return sorted[(int) Math.min(sorted.length - 1, share * sorted.length)] / 1e6;
  }
}
