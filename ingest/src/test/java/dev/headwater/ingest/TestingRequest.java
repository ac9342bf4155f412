package dev.headwater.ingest;

import dev.headwater.ingest.collect.CollectorLimits;
import dev.headwater.ingest.collect.CollectorRequest;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Requests of collectors for tests: any free port of the loopback address and no keys, or other.
 */
public final class TestingRequest {
  private TestingRequest() {}

  public static CollectorRequest of(String bootstrapServers) {
    return new CollectorRequest(
        bootstrapServers,
        "headwater",
        new InetSocketAddress(InetAddress.getLoopbackAddress(), 0),
        Optional.empty(),
        List.of(),
        Set.of(),
        "USD",
        CollectorLimits.usual());
  }

  /** The same for those with a key. */
  public static CollectorRequest withKeys(CollectorRequest request, Path file, String... origins) {
    return new CollectorRequest(
        request.bootstrapServers(),
        request.database(),
        request.listen(),
        Optional.of(file),
        List.of(origins),
        request.options(),
        request.defaultCurrency(),
        request.limits());
  }

  /** The same on another address. */
  public static CollectorRequest on(CollectorRequest request, InetSocketAddress listen) {
    return new CollectorRequest(
        request.bootstrapServers(),
        request.database(),
        listen,
        request.keys(),
        request.origins(),
        request.options(),
        request.defaultCurrency(),
        request.limits());
  }

  /** The same with other limits. */
  static CollectorRequest within(CollectorRequest request, CollectorLimits limits) {
    return new CollectorRequest(
        request.bootstrapServers(),
        request.database(),
        request.listen(),
        request.keys(),
        request.origins(),
        request.options(),
        request.defaultCurrency(),
        limits);
  }

  /** Limits with other times. */
  public static CollectorLimits within(
      CollectorLimits limits, Duration clientTime, Duration platformTime) {
    return new CollectorLimits(
        limits.bodyBytes(),
        limits.bodyRecords(),
        limits.requestsInFlight(),
        limits.bytesInFlight(),
        limits.connections(),
        limits.requestsPerSecond(),
        clientTime,
        platformTime);
  }
}
