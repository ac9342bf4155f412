package dev.headwater.lake.server;

import java.net.URI;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The query engine with its doors open: HTTP and Arrow Flight SQL. */
public final class QueryServer implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(QueryServer.class);

  private final QueryEngine engine;
  private final HttpEndpoint http;
  private final FlightSqlEndpoint flight;

  private QueryServer(QueryEngine engine, HttpEndpoint http, FlightSqlEndpoint flight) {
    this.engine = engine;
    this.http = http;
    this.flight = flight;
  }

  /**
   * Starts the server on the loopback address.
   *
   * @throws dev.headwater.lake.LakeException when the port is taken or Fluss does not answer;
   *     nothing is left running
   */
  public static QueryServer start(QuerySettings settings, int httpPort, int flightPort) {
    QueryEngine engine = QueryEngine.open(settings);
    FlightSqlEndpoint flight = null;
    try {
      flight = FlightSqlEndpoint.start(engine, flightPort);
      HttpEndpoint http = HttpEndpoint.start(engine, httpPort);
      LOG.info(
          "the query server is up http={} flightSql={} memory={}MB",
          URI.create("http://127.0.0.1:" + httpPort),
          URI.create("grpc://127.0.0.1:" + flightPort),
          settings.memoryMegabytes());
      return new QueryServer(engine, http, flight);
    } catch (RuntimeException e) {
      if (flight != null) {
        flight.close();
      }
      engine.close();
      throw e;
    }
  }

  @Override
  public void close() {
    http.close();
    flight.close();
    engine.close();
  }
}
