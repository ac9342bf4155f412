package dev.headwater.ingest;

import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.Optional;

/**
 * Takes records over HTTP and answers when they are safe. Runs on threads of its own until it is
 * closed. Thread-safe.
 */
public final class HttpCollector implements AutoCloseable {
  private final CollectorLimits limits;
  private final Uplink uplink;
  private final CollectorServer server;
  private final CollectorTally tally;
  private final InetSocketAddress address;

  private HttpCollector(
      CollectorLimits limits,
      Uplink uplink,
      CollectorServer server,
      CollectorTally tally,
      InetSocketAddress address) {
    this.limits = limits;
    this.uplink = uplink;
    this.server = server;
    this.tally = tally;
    this.address = address;
  }

  /**
   * Listens and connects.
   *
   * @throws IngestException.User when the request must change, or its keys file
   * @throws IngestException.External when the platform is down
   */
  public static HttpCollector start(CollectorRequest request) {
    Optional<ApiKeys> keys = request.keys().map(ApiKeys::read);
    CollectorTally tally = new CollectorTally();
    Uplink uplink = new Uplink(request, tally);
    BodyReader bodies = new BodyReader(request.limits());
    Admission admission = new Admission(request, keys, uplink, new InFlight(request.limits()));
    CollectorServer server =
        new CollectorServer(
            request, new Conversations(request.limits(), admission, bodies, uplink, tally));
    try {
      // Until there is a connection everyone is told to come again.
      InetSocketAddress address = server.listen();
      uplink.open();
      return new HttpCollector(request.limits(), uplink, server, tally, address);
    } catch (RuntimeException e) {
      server.close();
      throw e;
    }
  }

  /** Where it listens. */
  public InetSocketAddress address() {
    return address;
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
