package dev.headwater.lake.server;

import dev.headwater.lake.LakeException;
import dev.headwater.lake.LakeException.Actor;
import java.io.IOException;
import org.apache.arrow.flight.FlightServer;
import org.apache.arrow.flight.Location;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.memory.RootAllocator;

/** Queries over Arrow Flight SQL, as Arrow's JDBC driver speaks it, on the loopback address. */
final class FlightSqlEndpoint implements AutoCloseable {
  /** Batches on their way to clients; rows that wait for a slow one stay in DuckDB. */
  private static final long MOST_IN_FLIGHT = 256L * 1024 * 1024;

  private final BufferAllocator allocator;
  private final FlightQueries queries;
  private final FlightServer server;

  private FlightSqlEndpoint(BufferAllocator allocator, FlightQueries queries, FlightServer server) {
    this.allocator = allocator;
    this.queries = queries;
    this.server = server;
  }

  static FlightSqlEndpoint start(QueryEngine engine, int port) {
    BufferAllocator allocator = new RootAllocator(MOST_IN_FLIGHT);
    FlightQueries queries = new FlightQueries(engine, allocator);
    try {
      FlightServer server =
          FlightServer.builder(allocator, Location.forGrpcInsecure("127.0.0.1", port), queries)
              .build()
              .start();
      return new FlightSqlEndpoint(allocator, queries, server);
    } catch (IOException e) {
      allocator.close();
      throw new LakeException(
          Actor.USER, "Flight SQL cannot listen on port " + port + ": " + e.getMessage(), e);
    }
  }

  @Override
  public void close() {
    try {
      queries.close();
      server.close();
      allocator.close();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (Exception e) {
      throw new LakeException(Actor.INTERNAL, "Flight SQL did not stop: " + e.getMessage(), e);
    }
  }
}
