package dev.headwater.lake.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.google.protobuf.Any;
import com.google.protobuf.Message;
import dev.headwater.lake.FreePorts;
import dev.headwater.lake.server.ask.QuerySettings;
import dev.headwater.lake.tables.TableDefinitions;
import dev.headwater.lake.union.LakeFixture;
import dev.headwater.lake.union.Tables;
import dev.headwater.lake.union.Writing;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.arrow.flight.Action;
import org.apache.arrow.flight.FlightClient;
import org.apache.arrow.flight.FlightDescriptor;
import org.apache.arrow.flight.FlightInfo;
import org.apache.arrow.flight.FlightStream;
import org.apache.arrow.flight.Location;
import org.apache.arrow.flight.Result;
import org.apache.arrow.flight.sql.FlightSqlClient;
import org.apache.arrow.flight.sql.impl.FlightSql.ActionCreatePreparedStatementRequest;
import org.apache.arrow.flight.sql.impl.FlightSql.ActionCreatePreparedStatementResult;
import org.apache.arrow.flight.sql.impl.FlightSql.CommandPreparedStatementQuery;
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

/** The server as a BI tool meets it: Arrow's own JDBC driver, through plain java.sql. */
class FlightSqlIT {
  private static final Instant TIME = Instant.parse("2024-03-10T06:59:59.999Z");

  @TempDir static Path directory;
  private static LakeFixture lake;
  private static QueryServer server;
  private static int flightPort;
  private static Connection connection;

  @BeforeAll
  static void start() throws Exception {
    lake = LakeFixture.shared();
    TableDefinitions.load().apply(lake.fluss().bootstrapServers());
    TablePath path = lake.create("typed", Tables.keyed(Map.of()).distributedBy(1).build());
    try (Table table = lake.connection().getTable(path)) {
      Writing writing = new Writing(table);
      writing.upsert(row(1, "full"));
      writing.upsert(row(2, "other"));
      writing.flush();
    }
    int port = FreePorts.inARow(2);
    flightPort = port + 1;
    server =
        QueryServer.start(
            QuerySettings.of(
                    lake.fluss().bootstrapServers(),
                    lake.fluss().lake(),
                    directory.resolve("cache"))
                .withMemoryMegabytes(64),
            List.of(),
            port,
            port + 1);
    connection =
        DriverManager.getConnection(
            "jdbc:arrow-flight-sql://127.0.0.1:" + (port + 1) + "?useEncryption=false");
  }

  @AfterAll
  static void stop() throws Exception {
    connection.close();
    server.close();
    lake.close();
  }

  private static GenericRow row(long id, String name) {
    return GenericRow.of(
        Tables.text("d"),
        id,
        Tables.text(name),
        Decimal.fromBigDecimal(new BigDecimal("-12345678901234.56"), 18, 2),
        TimestampLtz.fromInstant(TIME),
        true,
        7,
        0.5,
        null,
        19_792,
        null);
  }

  @Test
  void valuesOfAllKindsAndNullsArriveAsTheyAre() throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery("SELECT * FROM typed WHERE id = 1")) {
      assertThat(rows.next()).isTrue();
      assertThat(rows.getString("name")).isEqualTo("full");
      assertThat(rows.getBigDecimal("amount")).isEqualTo(new BigDecimal("-12345678901234.56"));
      assertThat(rows.getTimestamp("happened").toInstant()).isEqualTo(TIME);
      assertThat(rows.getBoolean("flag")).isTrue();
      assertThat(rows.getDouble("ratio")).isEqualTo(0.5);
      assertThat(rows.getDate("born").toString()).isEqualTo("2024-03-10");
      assertThat(rows.getObject("raw")).isNull();
      assertThat(rows.getTimestamp("local")).isNull();
      assertThat(rows.next()).isFalse();
    }
  }

  @Test
  void aPreparedStatementTakesParametersAgainAndAgain() throws SQLException {
    try (PreparedStatement statement =
        connection.prepareStatement(
            "SELECT COUNT(*) FROM typed WHERE id = ? AND name = ? AND amount < ? AND happened <= ?")) {
      for (long id = 1; id <= 2; id++) {
        statement.setLong(1, id);
        statement.setString(2, "full");
        statement.setBigDecimal(3, new BigDecimal("0.00"));
        statement.setTimestamp(4, Timestamp.from(TIME));
        try (ResultSet rows = statement.executeQuery()) {
          assertThat(rows.next()).isTrue();
          assertThat(rows.getLong(1)).isEqualTo(id == 1 ? 1 : 0);
        }
      }
    }
  }

  @Test
  void aPreparedStatementIsFoundByAnotherConnectionToo() throws Exception {
    Location address = Location.forGrpcInsecure("127.0.0.1", flightPort);
    try (BufferAllocator allocator = new RootAllocator();
        FlightClient other = FlightClient.builder(allocator, address).build()) {
      FlightDescriptor prepared;
      try (FlightClient client = FlightClient.builder(allocator, address).build()) {
        prepared = prepared(client, "SELECT 1");
      }
      // As a proxy does, which takes a new connection for each call.
      assertThat(other.getInfo(prepared).getEndpoints()).hasSize(1);
    }
  }

  private static FlightDescriptor prepared(FlightClient client, String sql) throws Exception {
    Message request = ActionCreatePreparedStatementRequest.newBuilder().setQuery(sql).build();
    Action prepare = new Action("CreatePreparedStatement", Any.pack(request).toByteArray());
    Iterator<Result> answer = client.doAction(prepare);
    ActionCreatePreparedStatementResult statement =
        Any.parseFrom(answer.next().getBody()).unpack(ActionCreatePreparedStatementResult.class);
    assertThat(answer.hasNext()).isFalse();
    return FlightDescriptor.command(
        Any.pack(
                CommandPreparedStatementQuery.newBuilder()
                    .setPreparedStatementHandle(statement.getPreparedStatementHandle())
                    .build())
            .toByteArray());
  }

  /** Minutes of work, were it run. */
  @Test
  void anExplainAnalyzeIsDescribedWithoutBeingRun() throws Exception {
    String work =
        "EXPLAIN ANALYZE SELECT SUM(a.range * b.range) FROM range(10000000) AS a,"
            + " range(10000000) AS b";
    try (PreparedStatement statement = connection.prepareStatement(work)) {
      assertThat(statement.getMetaData().getColumnName(1)).isEqualTo("explain_key");
    }
    assertThat(server.running()).isZero();
  }

  @Test
  void sqlWithNulIsRefused() throws SQLException {
    try (Statement statement = connection.createStatement()) {
      assertThatThrownBy(() -> statement.executeQuery("SELECT 1 -- \0\n, 2"))
          .isInstanceOf(SQLException.class)
          .hasMessageContaining("NUL");
    }
  }

  @Test
  void toolsCanBrowse() throws SQLException {
    DatabaseMetaData about = connection.getMetaData();
    assertThat(column(about.getSchemas(), "TABLE_SCHEM"))
        .containsExactly("headwater", "history", "hot");
    assertThat(column(about.getTables(null, "headwater", "%", null), "TABLE_NAME"))
        .contains("order_mart", "attributed_orders", "typed");
    assertThat(column(about.getColumns(null, "headwater", "order_mart", "%amount"), "COLUMN_NAME"))
        .containsExactly("total_amount");
    assertThat(about.isReadOnly()).isTrue();
  }

  private static List<String> column(ResultSet rows, String name) throws SQLException {
    try (rows) {
      List<String> values = new ArrayList<>();
      while (rows.next()) {
        values.add(rows.getString(name));
      }
      return values;
    }
  }

  @Test
  void aResultLargerThanTheMemoryOfTheServerStreams() throws Exception {
    try (Statement statement = connection.createStatement();
        ResultSet rows =
            statement.executeQuery(
                "SELECT range AS n, repeat('x', 100) || range AS text FROM range(3000000)")) {
      long count = 0;
      while (rows.next()) {
        count++;
      }
      assertThat(count).isEqualTo(3_000_000);
    }
    try (Stream<Path> spilled = Files.list(directory.resolve("cache/spill"))) {
      assertThat(spilled).isEmpty();
    }
  }

  @Test
  void aQueryThatFailsOnTheWayNeverEndsAsIfItWereComplete() throws SQLException {
    try (Statement statement = connection.createStatement()) {
      assertThatThrownBy(
              () -> {
                ResultSet rows =
                    statement.executeQuery(
                        "SELECT CASE WHEN range = 2000000 THEN CAST('x' || range AS INT) ELSE range END FROM range(2000001)");
                while (rows.next()) {
                  // What it has is told before the failure.
                }
              })
          // Out of ResultSet.next() the driver throws Flight's own exception.
          .hasMessageContaining("Could not convert string 'x2000000' to INT32");
    }
  }

  @Test
  void aReaderThatStopsEarlyLeavesTheServerFree() throws SQLException {
    for (int i = 0; i < 10; i++) {
      try (Statement statement = connection.createStatement();
          ResultSet rows = statement.executeQuery("SELECT range FROM range(50000000)")) {
        assertThat(rows.next()).isTrue();
      }
    }
    try (Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery("SELECT 1")) {
      assertThat(rows.next()).isTrue();
    }
  }

  @Test
  void aReaderThatLeavesBeforeTheFirstRowCancelsItsQuery() throws Exception {
    try (BufferAllocator allocator = new RootAllocator();
        FlightSqlClient client =
            new FlightSqlClient(
                FlightClient.builder(allocator, Location.forGrpcInsecure("127.0.0.1", flightPort))
                    .build())) {
      FlightInfo query =
          client.execute(
              "SELECT SUM(a.range * b.range) FROM range(10000000) AS a, range(10000000) AS b");
      try (FlightStream rows = client.getStream(query.getEndpoints().get(0).getTicket())) {
        await("the query runs").until(() -> server.running() == 1);
        rows.cancel("the reader leaves", null);
      }
      await("the query is cancelled")
          .atMost(Duration.ofMinutes(1))
          .until(() -> server.running() == 0);
    }
  }

  @Test
  void anErrorTellsLineAndColumn() throws SQLException {
    try (Statement statement = connection.createStatement()) {
      assertThatThrownBy(() -> statement.executeQuery("SELECT id,\n  nothing FROM typed"))
          .isInstanceOf(SQLException.class)
          .hasMessageContaining("nothing")
          .hasMessageContaining("(line 2, column 3)");
      assertThatThrownBy(() -> statement.executeQuery("DELETE FROM typed"))
          .isInstanceOf(SQLException.class)
          .hasMessageContaining("a query only reads");
    }
  }
}
