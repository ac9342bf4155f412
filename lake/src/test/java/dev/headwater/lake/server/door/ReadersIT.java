package dev.headwater.lake.server.door;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.headwater.lake.FreePorts;
import dev.headwater.lake.server.QueryServer;
import dev.headwater.lake.server.ask.QuerySettings;
import dev.headwater.lake.tables.TableDefinitions;
import dev.headwater.lake.union.LakeFixture;
import dev.headwater.lake.union.Tables;
import dev.headwater.lake.union.Writing;
import java.io.IOException;
import java.math.BigDecimal;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import java.util.function.BiConsumer;
import org.apache.arrow.flight.FlightClient;
import org.apache.arrow.flight.FlightRuntimeException;
import org.apache.arrow.flight.FlightStatusCode;
import org.apache.arrow.flight.Location;
import org.apache.arrow.flight.auth2.BearerCredentialWriter;
import org.apache.arrow.flight.grpc.CredentialCallOption;
import org.apache.arrow.flight.sql.FlightSqlClient;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.memory.RootAllocator;
import org.apache.fluss.client.table.Table;
import org.apache.fluss.metadata.TablePath;
import org.apache.fluss.row.Decimal;
import org.apache.fluss.row.GenericRow;
import org.apache.fluss.row.TimestampLtz;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A server that knows its readers, at both of its doors: who reads what, and who nothing. */
class ReadersIT {
  private static final String BI = "Bearer bi-secret";

  @TempDir static Path directory;
  private static final HttpClient CLIENT = HttpClient.newHttpClient();
  private static LakeFixture lake;
  private static QueryServer server;
  private static URI http;
  private static int flightPort;

  @BeforeAll
  static void start() throws Exception {
    lake = LakeFixture.shared();
    TableDefinitions.load().apply(lake.fluss().bootstrapServers());
    changeTheMart(Writing::upsert);
    Path readers =
        Files.writeString(
            directory.resolve("readers"),
            "bi attributed_orders,orders_daily %s\noperator * %s\n"
                .formatted(ReadersTest.digest("bi-secret"), ReadersTest.digest("operator-secret")));
    int port = FreePorts.inARow(2);
    http = URI.create("http://127.0.0.1:" + port);
    flightPort = port + 1;
    server =
        QueryServer.start(
            QuerySettings.of(
                    lake.fluss().bootstrapServers(),
                    lake.fluss().lake(),
                    directory.resolve("cache"))
                .withMemoryMegabytes(64),
            List.of(new Flow("order_mart", List.of("orders"), List.of("order_mart"))),
            QueryDoors.loopback(port, flightPort).withReaders(Readers.read(readers)));
  }

  private static void changeTheMart(BiConsumer<Writing, GenericRow> change) throws Exception {
    try (Table table =
        lake.connection().getTable(TablePath.of(TableDefinitions.DATABASE, "order_mart"))) {
      GenericRow order = new GenericRow(table.getTableInfo().getRowType().getFieldCount());
      order.setField(0, Tables.text("c1"));
      order.setField(1, Tables.text("o1"));
      order.setField(3, Decimal.fromBigDecimal(new BigDecimal("12.50"), 18, 2));
      order.setField(5, TimestampLtz.fromInstant(Instant.parse("2024-03-03T12:00:00Z")));
      Writing writing = new Writing(table);
      change.accept(writing, order);
      writing.flush();
    }
  }

  @AfterAll
  static void stop() throws Exception {
    server.close();
    changeTheMart(Writing::delete);
    lake.close();
  }

  @ParameterizedTest
  @ValueSource(strings = {"/query", "/explain", "/tables", "/", "/page/app.js"})
  void nobodyGetsAnywhereWithoutAKnownSecret(String path) throws Exception {
    for (String presented : new String[] {null, "Bearer other", ReadersTest.basic("bi:other")}) {
      HttpResponse<String> answer = ask(path, presented, "SELECT 1");
      assertThat(answer.statusCode()).as("%s with %s", path, presented).isEqualTo(401);
      assertThat(answer.headers().firstValue("WWW-Authenticate"))
          .contains("Basic realm=\"headwater\", charset=\"UTF-8\"");
    }
  }

  @Test
  void whoeverWatchesTheProcessNeedsNoSecret() throws Exception {
    HttpResponse<String> health =
        CLIENT.send(
            HttpRequest.newBuilder(http.resolve("/health")).build(), BodyHandlers.ofString());
    assertThat(health.body()).isEqualTo("{\"status\":\"up\",\"queries\":0}\n");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "SELECT order_id FROM attributed_orders",
        "SELECT order_id FROM hot.Attributed_Orders",
        "SELECT order_id FROM memory.headwater.attributed_orders",
        "WITH mine AS (FROM attributed_orders) SELECT m.order_id FROM mine AS m LEFT JOIN"
            + " orders_daily AS d ON d.currency = m.currency",
        "WITH order_mart AS (FROM attributed_orders) SELECT order_id FROM order_mart"
      })
  void aReaderReadsItsViewsAndAllThatTheyRead(String sql) throws Exception {
    assertThat(ask("/query", BI, sql).body())
        .isEqualTo("{\"columns\":[\"order_id\"],\"rows\":[[\"o1\"]]}\n");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "FROM order_mart",
        "FROM hot.order_mart",
        "FROM history.ORDER_MART",
        "FROM memory.headwater.\"order_mart\"",
        "TABLE order_mart",
        "SELECT a.order_id FROM attributed_orders AS a JOIN order_mart AS m USING (order_id)",
        "FROM attributed_orders, LATERAL (SELECT total_amount FROM order_mart)",
        "SELECT (SELECT MAX(total_amount) FROM order_mart)",
        "FROM attributed_orders WHERE order_id IN (SELECT order_id FROM order_mart)",
        "FROM attributed_orders UNION ALL BY NAME FROM order_mart",
        "WITH a AS (WITH b AS (FROM order_mart) FROM b) FROM a",
        "WITH RECURSIVE a AS (SELECT 1 AS n UNION ALL SELECT n + 1 FROM a, order_mart WHERE n < 3)"
            + " FROM a",
        "WITH order_mart AS (SELECT * FROM order_mart) SELECT * FROM order_mart",
        "SELECT * FROM order_mart, (WITH order_mart AS (SELECT 1) FROM order_mart)",
        "FROM (PIVOT order_mart ON currency IN ('USD') USING SUM(total_amount))",
        "FROM (UNPIVOT order_mart ON order_id INTO NAME n VALUE v)",
        "EXPLAIN FROM order_mart",
        "EXPLAIN ANALYZE FROM order_mart",
        "DESCRIBE order_mart",
        "SUMMARIZE order_mart",
        "FROM (SUMMARIZE order_mart)",
        "SHOW TABLES",
        "SHOW ALL TABLES",
        "SHOW DATABASES",
        "FROM information_schema.tables",
        "FROM information_schema.columns",
        "FROM duckdb_tables()",
        "FROM duckdb_columns()",
        "SELECT sql FROM duckdb_views()",
        "FROM duckdb_views",
        "FROM pg_catalog.pg_class",
        "FROM pg_tables",
        "SELECT pg_get_viewdef(1)",
        "WITH a AS (WITH duckdb_views AS (SELECT 1 AS x) FROM duckdb_views) SELECT v.sql FROM"
            + " duckdb_views AS v, a",
        "WITH a AS (WITH order_mart AS (SELECT 1) FROM order_mart) FROM order_mart, a",
        "SELECT json_serialize_plan('FROM order_mart')",
        "SELECT current_setting('allowed_directories')",
        "SELECT stats(order_id) FROM attributed_orders",
        "SELECT 1 -- \0\n, order_id FROM order_mart"
      })
  void aReaderIsRefusedWhateverElseIsThereHoweverItAsks(String sql) throws Exception {
    for (String path : List.of("/query", "/explain")) {
      HttpResponse<String> answer = ask(path, BI, sql);
      // Not every trick is SQL to begin with; none is an answer.
      assertThat(answer.body()).startsWith("{\"error\":").doesNotContain("o1", "12.50");
      assertThat(answer.statusCode()).as(answer.body()).isIn(400, 403);
    }
    try (BufferAllocator allocator = new RootAllocator();
        FlightSqlClient client =
            new FlightSqlClient(
                FlightClient.builder(allocator, Location.forGrpcInsecure("127.0.0.1", flightPort))
                    .build())) {
      CredentialCallOption bi = new CredentialCallOption(new BearerCredentialWriter("bi-secret"));
      for (Runnable call :
          List.<Runnable>of(
              () -> client.execute(sql, bi),
              () -> client.getExecuteSchema(sql, bi),
              () -> client.prepare(sql, bi))) {
        assertThat(status(call))
            .isIn(FlightStatusCode.UNAUTHORIZED, FlightStatusCode.INVALID_ARGUMENT);
      }
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "FROM data.headwater.order_mart",
        "FROM query('FROM order_mart')",
        "FROM query_table('order_mart')",
        "FROM histogram(order_mart, currency)",
        "FROM histogram_values(order_mart, currency)",
        "FROM read_parquet('LAKE/**/*.parquet')",
        "FROM 'LAKE/x.parquet'",
        "FROM parquet_scan('LAKE/**/*.parquet')",
        "FROM glob('LAKE/**')",
        "FROM read_text('READERS')",
        "FROM ducklake_scan('LAKE')",
        "FROM duckdb_settings()",
        "FROM pragma_table_info('order_mart')",
        "PRAGMA table_info('order_mart')",
        "SELECT getenv('HOME')",
        "CREATE MACRO m() AS TABLE FROM order_mart",
        "CREATE TEMP VIEW mine AS FROM order_mart",
        "INSERT INTO orders_daily SELECT * FROM orders_daily",
        "UPDATE orders_daily SET orders = 0",
        "DELETE FROM attributed_orders",
        "DROP VIEW attributed_orders",
        "COPY attributed_orders TO 'LAKE/stolen.csv'",
        "ATTACH ':memory:' AS mine",
        "SET memory_limit = '1TB'",
        "USE data",
        "SELECT 1; DROP VIEW attributed_orders"
      })
  void nobodyWritesOrReadsPastTheTables(String sql) throws Exception {
    String aimed =
        sql.replace("LAKE", lake.fluss().lake().warehouse())
            .replace("READERS", directory.resolve("readers").toString());
    for (String secret : List.of("bi-secret", "operator-secret")) {
      HttpResponse<String> answer = ask("/query", "Bearer " + secret, aimed);
      assertThat(answer.body()).startsWith("{\"error\":").doesNotContain("o1", "12.50", "sha256");
      assertThat(answer.statusCode()).as(answer.body()).isIn(400, 403);
    }
    assertThat(ask("/query", BI, "SELECT COUNT(*) AS n FROM attributed_orders").body())
        .contains("[[1]]");
  }

  /** DuckDB's comments nest: it would end this one later, and run what is behind. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "SELECT * FROM order_mart",
        "DROP VIEW memory.headwater.attributed_orders",
      })
  void whatRunsIsWhatWasRead(String hidden) throws Exception {
    assertThat(ask("/query", BI, "/* /* */ EXPLAIN SELECT 1 -- */ " + hidden).body())
        .startsWith("{\"columns\":[\"explain_key\",\"explain_value\"]")
        .contains("DUMMY_SCAN")
        .doesNotContain("order_mart", "o1");
    assertThat(ask("/query", BI, "SELECT COUNT(*) AS n FROM attributed_orders").body())
        .contains("[[1]]");
  }

  @Test
  void aRefusalSaysWhoMayReadWhat() throws Exception {
    HttpResponse<String> refused =
        ask("/query", BI, "FROM order_mart JOIN hot.events USING (customer_id)");
    assertThat(refused.statusCode()).isEqualTo(403);
    assertThat(refused.body())
        .isEqualTo(
            "{\"error\":\"bi may not read hot.events, order_mart; it may read attributed_orders,"
                + " orders_daily\"}\n");
    assertThat(ask("/query", "Bearer operator-secret", "SELECT order_id FROM order_mart").body())
        .contains("[[\"o1\"]]");
  }

  @Test
  void theOverviewTellsAReaderOfItsTablesOnly() throws Exception {
    assertThat(ask("/tables", BI, "").body())
        .contains("\"name\":\"orders_daily\"", "\"flows\":[]")
        .doesNotContain("order_mart");
    assertThat(ask("/tables", ReadersTest.basic("operator:operator-secret"), "").body())
        .contains("\"name\":\"order_mart\"", "\"flows\":[{");
  }

  @Test
  void aQueryIsCancelledByItsReaderOnly() throws Exception {
    assertThat(cancel("Bearer other").statusCode()).isEqualTo(401);
    assertThat(cancel(BI).body()).isEqualTo("{\"cancelled\":false}\n");
  }

  private static HttpResponse<String> cancel(String presented) throws Exception {
    return CLIENT.send(
        HttpRequest.newBuilder(http.resolve("/query/mine"))
            .header("Authorization", presented)
            .DELETE()
            .build(),
        BodyHandlers.ofString());
  }

  @Test
  void aBiToolKnocksWithUserAndPassword() throws Exception {
    try (Connection connection = connect("bi", "bi-secret");
        Statement statement = connection.createStatement()) {
      try (ResultSet rows = statement.executeQuery("SELECT order_id FROM attributed_orders")) {
        assertThat(rows.next()).isTrue();
        assertThat(rows.getString(1)).isEqualTo("o1");
      }
      List<String> shown = new ArrayList<>();
      try (ResultSet tables = connection.getMetaData().getTables(null, "headwater", "%", null)) {
        while (tables.next()) {
          shown.add(tables.getString("TABLE_NAME"));
        }
      }
      assertThat(shown).containsExactly("attributed_orders", "orders_daily");
      assertThatThrownBy(() -> statement.executeQuery("SELECT order_id FROM order_mart"))
          .isInstanceOf(SQLException.class)
          .hasMessageContaining("bi may not read order_mart");
    }
    assertThatThrownBy(() -> connect("bi", "other")).isInstanceOf(SQLException.class);
    assertThatThrownBy(() -> connect("stranger", "bi-secret")).isInstanceOf(SQLException.class);
  }

  private static Connection connect(String user, String password) throws SQLException {
    Properties properties = new Properties();
    properties.setProperty("user", user);
    properties.setProperty("password", password);
    properties.setProperty("useEncryption", "false");
    return DriverManager.getConnection(
        "jdbc:arrow-flight-sql://127.0.0.1:" + flightPort, properties);
  }

  @Test
  void flightTellsStrangersFromReadersWithoutARight() throws Exception {
    try (BufferAllocator allocator = new RootAllocator();
        FlightSqlClient client =
            new FlightSqlClient(
                FlightClient.builder(allocator, Location.forGrpcInsecure("127.0.0.1", flightPort))
                    .build())) {
      CredentialCallOption bi = new CredentialCallOption(new BearerCredentialWriter("bi-secret"));
      CredentialCallOption other = new CredentialCallOption(new BearerCredentialWriter("other"));
      assertThat(client.execute("FROM orders_daily", bi).getEndpoints()).hasSize(1);
      assertThat(status(() -> client.execute("FROM order_mart", bi)))
          .isEqualTo(FlightStatusCode.UNAUTHORIZED);
      assertThat(status(() -> client.prepare("FROM order_mart", bi)))
          .isEqualTo(FlightStatusCode.UNAUTHORIZED);
      assertThat(status(() -> client.execute("SELECT 1", other)))
          .isEqualTo(FlightStatusCode.UNAUTHENTICATED);
      assertThat(status(() -> client.getCatalogs())).isEqualTo(FlightStatusCode.UNAUTHENTICATED);
      assertThat(status(() -> client.executeUpdate("DELETE FROM orders_daily", bi)))
          .isEqualTo(FlightStatusCode.UNIMPLEMENTED);
    }
  }

  private static FlightStatusCode status(Runnable call) {
    try {
      call.run();
    } catch (FlightRuntimeException e) {
      return e.status().code();
    }
    throw new AssertionError("the call was answered");
  }

  private static HttpResponse<String> ask(String path, String presented, String sql)
      throws IOException, InterruptedException {
    HttpRequest.Builder request = HttpRequest.newBuilder(http.resolve(path));
    if (path.equals("/query") || path.equals("/explain")) {
      request.POST(BodyPublishers.ofString(sql));
    }
    if (presented != null) {
      request.header("Authorization", presented);
    }
    return CLIENT.send(request.build(), BodyHandlers.ofString());
  }
}
