package dev.headwater.lake.server;

import java.util.Set;

/**
 * Where a query server listens.
 *
 * @param bindAddress of this machine, {@code 0.0.0.0} for all
 * @param httpPort of HTTP
 * @param flightPort of Arrow Flight SQL
 * @param names under which browsers and programs may call it over HTTP, beside those of the
 *     loopback address; a request that calls it otherwise is refused
 */
public record QueryDoors(String bindAddress, int httpPort, int flightPort, Set<String> names) {
  public QueryDoors {
    names = Set.copyOf(names);
  }

  /** For this machine alone. */
  public static QueryDoors loopback(int httpPort, int flightPort) {
    return new QueryDoors("127.0.0.1", httpPort, flightPort, Set.of());
  }
}
