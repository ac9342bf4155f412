package dev.headwater.lake.server.door;

import java.util.Objects;
import java.util.Set;

/**
 * Where a query server listens.
 *
 * @param bindAddress of this machine, {@code 0.0.0.0} for all
 * @param httpPort of HTTP
 * @param flightPort of Arrow Flight SQL
 * @param names under which browsers and programs may call it over HTTP, beside those of the
 *     loopback address; a request that calls it otherwise is refused
 * @param readers who may ask
 */
public record QueryDoors(
    String bindAddress, int httpPort, int flightPort, Set<String> names, Readers readers) {
  public QueryDoors {
    names = Set.copyOf(names);
    Objects.requireNonNull(readers, "readers");
  }

  /** Whether only this machine reaches that address. */
  public static boolean isLoopback(String host) {
    return host.equals("localhost") || host.equals("::1") || host.startsWith("127.");
  }

  /** For this machine alone. */
  public static QueryDoors loopback(int httpPort, int flightPort) {
    return new QueryDoors("127.0.0.1", httpPort, flightPort, Set.of(), Readers.anyone());
  }

  /** The same, for these readers only. */
  public QueryDoors withReaders(Readers others) {
    return new QueryDoors(bindAddress, httpPort, flightPort, names, others);
  }
}
