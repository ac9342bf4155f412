package dev.headwater.ingest.collect;

import dev.headwater.ingest.collect.keys.ApiKeys;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.Optional;

/**
 * Takes records over HTTP and answers when they are safe. Runs on threads of its own until it is
 * closed. Thread-safe.
 */
public final class HttpCollector implements AutoCloseable {
  private final CollectorLimits limits;
  private final CollectorTally tally = new CollectorTally();
  private final Uplink uplink;
  private final CollectorServer server;

  private HttpCollector(CollectorRequest request) {
    Optional<ApiKeys> keys = request.keys().map(ApiKeys::read);
    limits = request.limits();
    uplink = new Uplink(request, tally);
    Admission admission = new Admission(request, keys, uplink, new InFlight(limits));
    BodyReader bodies = new BodyReader(limits);
    server =
        new CollectorServer(request, new Conversations(limits, admission, bodies, uplink, tally));
  }

  /**
   * Listens and connects.
   *
   * @throws IngestException.User when the request must change, or its keys file
   * @throws IngestException.External when the platform is down
   */
  public static HttpCollector start(CollectorRequest request) {
    HttpCollector collector = new HttpCollector(request);
    try {
      // Until there is a connection everyone is told to come again.
      collector.server.listen();
      collector.uplink.open();
      return collector;
    } catch (RuntimeException e) {
      collector.server.close();
      throw e;
    }
  }

  /** Where it listens. */
  public InetSocketAddress address() {
    return server.address();
  }

  /** What it has done so far. */
  public CollectorReport report() {
    return tally.report();
  }

  /** Takes nothing new, answers what has come, and ends. */
  @Override
  public void close() {
    Duration longest = limits.clientTime().plus(limits.platformTime());
    server.drain(longest);
    server.close();
    uplink.close();
  }
}
