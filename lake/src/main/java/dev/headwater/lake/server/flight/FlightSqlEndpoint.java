package dev.headwater.lake.server.flight;

import dev.headwater.lake.LakeException;
import dev.headwater.lake.LakeException.Actor;
import dev.headwater.lake.server.door.QueryDoors;
import dev.headwater.lake.server.engine.QueryEngine;
import java.io.IOException;
import org.apache.arrow.flight.FlightServer;
import org.apache.arrow.flight.Location;
import org.apache.arrow.memory.BufferAllocator;

/** Queries over Arrow Flight SQL, as Arrow's JDBC driver speaks it. */
public record FlightSqlEndpoint(
    FlightQueries queries, FlightServer server, BufferAllocator received) implements AutoCloseable {
  /** What clients send, which is values of question marks. */
  private static final long MOST_RECEIVED = 256L * 1024 * 1024;

  public static FlightSqlEndpoint start(QueryEngine engine, QueryDoors doors) {
    PreparedStatements prepared =
        new PreparedStatements(doors.preparedStatements(), doors.preparedIdle(), System::nanoTime);
    FlightQueries queries = new FlightQueries(engine, doors.readers(), prepared);
    BufferAllocator received = engine.allocator().newChildAllocator("flight", 0, MOST_RECEIVED);
    try {
      FlightServer server =
          FlightServer.builder(
                  received,
                  Location.forGrpcInsecure(doors.bindAddress(), doors.flightPort()),
                  queries)
              .headerAuthenticator(new FlightAdmission(doors.readers()))
              .build()
              .start();
      return new FlightSqlEndpoint(queries, server, received);
    } catch (IOException e) {
      received.close();
      throw LakeException.user(
          "Flight SQL cannot listen on port " + doors.flightPort() + ": " + e.getMessage(), e);
    }
  }

  @Override
  public void close() {
    try {
      queries.close();
      server.close();
      received.close();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (Exception e) {
      throw new LakeException(Actor.INTERNAL, "Flight SQL did not stop: " + e.getMessage(), e);
    }
  }
}
