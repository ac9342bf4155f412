package dev.headwater.lake.server.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.headwater.lake.server.ask.QueryException;
import dev.headwater.lake.server.ask.QueryRequest;
import dev.headwater.lake.server.ask.QuerySettings;
import dev.headwater.lake.tables.TableDefinitions;
import dev.headwater.lake.tables.Views;
import dev.headwater.lake.union.LakeFixture;
import dev.headwater.lake.union.Side;
import dev.headwater.lake.union.Tables;
import dev.headwater.lake.union.Writing;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.fluss.client.table.Table;
import org.apache.fluss.metadata.TablePath;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class QueryEngineIT {
  @TempDir static Path directory;
  private static LakeFixture lake;
  private static QueryEngine engine;

  @BeforeAll
  static void start() throws Exception {
    lake = LakeFixture.shared();
    TableDefinitions.load().apply(lake.fluss().bootstrapServers());
    engine = QueryEngine.open(settings("cache"));
  }

  @AfterAll
  static void stop() throws Exception {
    engine.close();
    lake.close();
  }

  private static QuerySettings settings(String cache) {
    return QuerySettings.of(
        lake.fluss().bootstrapServers(), lake.fluss().lake(), directory.resolve(cache));
  }

  private static List<String> rows(String sql) {
    return ShownRows.texts(engine, QueryRequest.of(sql));
  }

  @Test
  void everyViewOfTheProductRuns() {
    assertThat(Views.all()).isNotEmpty();
    for (String view : Views.all().keySet()) {
      assertThat(rows("SELECT COUNT(*) FROM " + view)).as(view).containsExactly("0");
    }
  }

  @Test
  void tablesAndColumnsAreThereWithTheirCommentsBeforeAnythingWasRead() {
    assertThat(
            rows(
                "SELECT table_name FROM information_schema.tables WHERE table_schema = 'headwater'"))
        .contains("order_mart", "attributed_orders", "campaigns");
    assertThat(
            rows(
                """
                SELECT data_type, comment FROM duckdb_columns()
                WHERE schema_name = 'headwater' AND database_name = 'memory'
                  AND table_name = 'order_mart' AND column_name = 'total_amount'
                """))
        .containsExactly("DECIMAL(18,2)|amount in the order's currency; negative for a refund");
  }

  @Test
  void aTableMadeLaterIsFoundAndReadsTheSameWithLimitAndByKey() throws Exception {
    TablePath path = lake.create("late_one", Tables.keyed(Tables.IN_LAKE).distributedBy(1).build());
    try (Table table = lake.connection().getTable(path)) {
      Writing writing = new Writing(table);
      for (int id = 0; id < 20; id++) {
        writing.upsert(Tables.row("d", id, new Random(id)));
      }
      writing.flush();
      assertThat(rows("SELECT id FROM late_one LIMIT 10")).hasSize(10);
      assertThat(rows("SELECT COUNT(*) FROM late_one WHERE day = 'd' AND id = 7"))
          .containsExactly("1");
      assertThat(
              ShownRows.texts(
                  engine,
                  new QueryRequest(
                      "SELECT id FROM late_one WHERE id > ? ORDER BY id", Side.ALL, List.of(17))))
          .containsExactly("18", "19");
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "CREATE TABLE t (a INT)",
        "COPY order_mart TO '/tmp/x.csv'",
        "ATTACH '/tmp/x.db'",
        "SET threads = 1",
        "PRAGMA database_list",
        "DELETE FROM order_mart",
        "INSTALL httpfs",
        "CALL pragma_version()",
        "SELECT 1; SELECT 2",
        "EXPLAIN ANALYZE COPY order_mart TO '/tmp/x.csv'",
        "SELECT * FROM read_csv('/etc/passwd')",
        "SELECT * FROM '/etc/passwd'",
        "SELECT * FROM \"x.parquet\"",
        "SELECT * FROM glob('/**')",
        "SELECT * FROM query('SELECT 1')",
        "SELECT * FROM duckdb_settings()",
        "SELECT * FROM duckdb_settings",
        "SELECT current_setting('temp_directory')",
        "SELECT * FROM data.headwater.order_mart",
        "WITH a AS (SELECT * FROM parquet_metadata('x')) SELECT * FROM a",
        "SELECT (SELECT COUNT(*) FROM read_text('/etc/passwd'))"
      })
  void whatDoesMoreThanReadTablesIsRefused(String sql) {
    assertThatThrownBy(() -> rows(sql))
        .isInstanceOfSatisfying(
            QueryException.class, e -> assertThat(e.actor()).hasToString("USER"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "VALUES (1)",
        "FROM order_mart",
        "DESCRIBE order_mart",
        "SHOW TABLES",
        "EXPLAIN SELECT * FROM order_mart",
        "-- why\nSELECT 1",
        "WITH orders AS (SELECT 1 AS a) SELECT * FROM orders",
        "SELECT * FROM generate_series(1, 3)",
        "SELECT * FROM hot.order_mart JOIN history.order_mart USING (order_id)"
      })
  void whatReadsRuns(String sql) {
    assertThat(rows(sql)).isNotNull();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "SELEC 1|0|syntax error",
        "SELECT wrong FROM orders|7|wrong",
        "SELECT 1 FROM nowhere|14|nowhere",
        "EXPLAIN SELECT wrong FROM orders|15|wrong"
      })
  void anErrorTellsWhereItIs(String sql, int position, String words) {
    assertThatThrownBy(() -> rows(sql))
        .isInstanceOfSatisfying(
            QueryException.class, e -> assertThat(e.position()).hasValue(position))
        .hasMessageContaining(words);
  }

  @Test
  void aTableOutsideTheLakeHasNoHistory() {
    assertThatThrownBy(
            () -> ShownRows.texts(engine, QueryRequest.of("SELECT * FROM orders").on(Side.HISTORY)))
        .isInstanceOf(QueryException.class)
        .hasMessageContaining("orders has no history");
  }

  @Test
  void aQueryThatTakesTooLongIsCancelled() {
    try (QueryEngine hasty =
        QueryEngine.open(settings("hasty").withTimeLimit(Duration.ofMillis(300)))) {
      assertThatThrownBy(
              () ->
                  ShownRows.texts(
                      hasty,
                      QueryRequest.of(
                          "SELECT SUM(a.range * b.range) FROM range(1000000) AS a, range(1000000) AS b")))
          .isInstanceOf(QueryException.class)
          .hasMessageContaining("took longer than");
    }
  }

  @Test
  void itClosesAfterTheLastAnswer() {
    QueryEngine closing = QueryEngine.open(settings("closing"));
    QueryAnswer answer = closing.query(QueryRequest.of("SELECT * FROM range(100000)"));
    Thread end = new Thread(closing::close);
    AtomicReference<Throwable> failure = new AtomicReference<>();
    end.setUncaughtExceptionHandler((thread, e) -> failure.set(e));

    end.start();
    await("it waits for the answer").until(() -> end.getState() == Thread.State.TIMED_WAITING);
    answer.close();
    await("it is closed").until(() -> !end.isAlive());

    assertThat(failure).hasNullValue();
  }

  @Test
  void aQueryThatDoesNotFitFailsAndTheNextOneRuns() {
    try (QueryEngine small = QueryEngine.open(settings("small").withMemoryMegabytes(64))) {
      assertThatThrownBy(
              () ->
                  ShownRows.texts(
                      small,
                      QueryRequest.of(
                          "SELECT LIST(a.range || 'padding that takes room') FROM range(30000000) AS a")))
          .isInstanceOf(QueryException.class)
          .hasMessageContaining("needs more memory");
      assertThat(ShownRows.texts(small, QueryRequest.of("SELECT 1"))).containsExactly("1");
    }
  }
}
