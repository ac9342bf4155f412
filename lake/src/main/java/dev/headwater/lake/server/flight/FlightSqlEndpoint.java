package dev.headwater.lake.server.flight;

import dev.headwater.lake.LakeException;
import dev.headwater.lake.LakeException.Actor;
import dev.headwater.lake.server.door.QueryDoors;
import dev.headwater.lake.server.engine.QueryEngine;
import io.grpc.netty.NettyServerBuilder;
import java.io.IOException;
import java.util.function.Consumer;
import org.apache.arrow.flight.FlightServer;
import org.apache.arrow.flight.Location;

/** Queries over Arrow Flight SQL, as Arrow's JDBC driver speaks it. */
public record FlightSqlEndpoint(FlightQueries queries, FlightServer server)
    implements AutoCloseable {
  public static FlightSqlEndpoint start(QueryEngine engine, QueryDoors doors) {
    PreparedStatements prepared =
        new PreparedStatements(doors.preparedStatements(), doors.preparedIdle(), System::nanoTime);
    FlightQueries queries = new FlightQueries(engine, doors.readers(), prepared);
    Consumer<NettyServerBuilder> connections = new ClientConnections(prepared::closeAll)::listenTo;
    try {
      FlightServer server =
          FlightServer.builder(
                  engine.allocator(),
                  Location.forGrpcInsecure(doors.bindAddress(), doors.flightPort()),
                  queries)
              .transportHint("grpc.builderConsumer", connections)
              .headerAuthenticator(new FlightAdmission(doors.readers()))
              .build()
              .start();
      return new FlightSqlEndpoint(queries, server);
    } catch (IOException e) {
      throw LakeException.user(
          "Flight SQL cannot listen on port " + doors.flightPort() + ": " + e.getMessage(), e);
    }
  }

  @Override
  public void close() {
    try {
      queries.close();
      server.close();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (Exception e) {
      throw new LakeException(Actor.INTERNAL, "Flight SQL did not stop: " + e.getMessage(), e);
    }
  }
}
