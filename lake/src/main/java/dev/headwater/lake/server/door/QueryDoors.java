package dev.headwater.lake.server.door;

import java.time.Duration;
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
 * @param preparedStatements that each reader may have over Flight SQL; the one unused longest makes
 *     room for a further one
 * @param preparedIdle after which a prepared statement that nobody uses is closed
 */
public record QueryDoors(
    String bindAddress,
    int httpPort,
    int flightPort,
    Set<String> names,
    Readers readers,
    int preparedStatements,
    Duration preparedIdle) {
  private static final int DEFAULT_PREPARED = 1_000;
  private static final Duration DEFAULT_IDLE = Duration.ofHours(1);

  public QueryDoors {
    names = Set.copyOf(names);
    Objects.requireNonNull(readers, "readers");
    if (preparedStatements < 1) {
      throw new IllegalArgumentException("nobody may prepare a statement: " + preparedStatements);
    }
    if (preparedIdle.isNegative() || preparedIdle.isZero()) {
      throw new IllegalArgumentException("idle time " + preparedIdle + " is not positive");
    }
  }

  /** With 1,000 prepared statements a reader, closed when unused for an hour. */
  public QueryDoors(
      String bindAddress, int httpPort, int flightPort, Set<String> names, Readers readers) {
    this(bindAddress, httpPort, flightPort, names, readers, DEFAULT_PREPARED, DEFAULT_IDLE);
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
    return new QueryDoors(
        bindAddress, httpPort, flightPort, names, others, preparedStatements, preparedIdle);
  }

  /** The same, with so many prepared statements a reader, each closed when unused for so long. */
  public QueryDoors withPreparedStatements(int most, Duration idle) {
    return new QueryDoors(bindAddress, httpPort, flightPort, names, readers, most, idle);
  }
}
