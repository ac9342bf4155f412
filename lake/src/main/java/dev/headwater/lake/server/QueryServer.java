package dev.headwater.lake.server;

import dev.headwater.lake.server.ask.QuerySettings;
import dev.headwater.lake.server.door.Flow;
import dev.headwater.lake.server.door.QueryDoors;
import dev.headwater.lake.server.engine.QueryEngine;
import dev.headwater.lake.server.engine.QueryMetrics;
import dev.headwater.lake.server.flight.FlightSqlEndpoint;
import dev.headwater.lake.server.http.Dashboards;
import dev.headwater.lake.server.http.HttpEndpoint;
import dev.headwater.lake.server.http.PrometheusClient;
import dev.headwater.lake.server.http.TableOverview;
import java.net.URI;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The query engine with its doors open: HTTP and Arrow Flight SQL. */
public final class QueryServer implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(QueryServer.class);

  private final QueryEngine engine;
  private final TableOverview tables;
  private final HttpEndpoint http;
  private final FlightSqlEndpoint flight;

  private QueryServer(
      QueryEngine engine, TableOverview tables, HttpEndpoint http, FlightSqlEndpoint flight) {
    this.engine = engine;
    this.tables = tables;
    this.http = http;
    this.flight = flight;
  }

  /**
   * Starts the server on the loopback address, as {@link #start(QuerySettings, List, QueryDoors)}.
   */
  public static QueryServer start(
      QuerySettings settings, List<Flow> flows, int httpPort, int flightPort) {
    return start(settings, flows, QueryDoors.loopback(httpPort, flightPort));
  }

  /**
   * Starts the server.
   *
   * @param flows what the page draws
   * @throws dev.headwater.lake.LakeException when the port is taken or Fluss does not answer;
   *     nothing is left running
   */
  public static QueryServer start(QuerySettings settings, List<Flow> flows, QueryDoors doors) {
    QueryEngine engine = QueryEngine.open(settings);
    TableOverview tables = null;
    FlightSqlEndpoint flight = null;
    try {
      tables = new TableOverview(settings, flows);
      flight = FlightSqlEndpoint.start(engine, doors);
      Dashboards dashboards = new Dashboards(new PrometheusClient(settings.prometheus()));
      HttpEndpoint http = HttpEndpoint.start(engine, tables, dashboards, doors);
      LOG.info(
          "the query server is up http={} flightSql={} memory={}MB",
          URI.create("http://" + doors.bindAddress() + ":" + doors.httpPort()),
          URI.create("grpc://" + doors.bindAddress() + ":" + doors.flightPort()),
          settings.memoryMegabytes());
      return new QueryServer(engine, tables, http, flight);
    } catch (RuntimeException e) {
      if (flight != null) {
        flight.close();
      }
      if (tables != null) {
        tables.close();
      }
      engine.close();
      throw e;
    }
  }

  /** What its queries take. */
  public QueryMetrics metrics() {
    return engine.metrics();
  }

  /** How many queries run now. */
  int running() {
    return engine.running();
  }

  @Override
  public void close() {
    http.close();
    flight.close();
    tables.close();
    engine.close();
  }
}
