package dev.headwater.lake.server.duck;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.headwater.lake.server.ask.QueryException;
import java.nio.file.Path;
import java.sql.PreparedStatement;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.memory.RootAllocator;
import org.apache.arrow.vector.ipc.ArrowReader;
import org.apache.arrow.vector.types.pojo.Field;
import org.apache.arrow.vector.types.pojo.Schema;
import org.duckdb.DuckDBResultSet;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A statement is described as it answers, and never run for it. */
class QueryShapeTest {
  /** Minutes of work. */
  private static final String LONG =
      "SELECT SUM(a.range * b.range) AS s FROM range(10000000) AS a, range(10000000) AS b";

  @TempDir Path directory;
  private final BufferAllocator allocator = new RootAllocator();
  private TestingDatabase testing;

  @BeforeEach
  void open() throws Exception {
    testing = TestingDatabase.in(directory);
    testing.table("open", "told");
  }

  @AfterEach
  void close() throws Exception {
    testing.close();
    allocator.close();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "EXPLAIN ANALYZE " + LONG,
        "explain analyze " + LONG + ";",
        "/* why */ EXPLAIN\nANALYZE " + LONG + " -- so long",
        "EXPLAIN ANALYZE WITH a AS MATERIALIZED (" + LONG + ") FROM a",
        "EXPLAIN " + LONG,
        LONG,
        "WITH a AS MATERIALIZED (" + LONG + ") FROM a",
        "SELECT (" + LONG + ") AS s",
        "SELECT word FROM open ORDER BY (" + LONG + ")",
        "SUMMARIZE " + LONG,
        "SELECT unnest(range(300000000))"
      })
  @Timeout(value = 1, unit = TimeUnit.MINUTES, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
  void describingRunsNothing(String sql) throws Exception {
    long begun = System.nanoTime();
    shape(sql);
    assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(Duration.ofSeconds(5));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "EXPLAIN ANALYZE SELECT 1",
        "EXPLAIN FROM open",
        "FROM open",
        "(FROM open) UNION ALL (FROM open)",
        "TABLE open",
        "VALUES (1, 'a')",
        "SELECT 1; -- a comment behind",
        "SELECT 1 AS a, 2 AS \"a b\", 3 AS \"\"\"\"",
        "SHOW TABLES",
        "DESCRIBE open",
        "SUMMARIZE open",
        "DESCRIBE FROM open;",
        "WITH a AS (FROM open) FROM a",
        "FROM (PIVOT open ON word IN ('told') USING COUNT(*))",
        "SELECT NULL AS n, [NULL] AS l, {'NULL': NULL} AS s",
        "SELECT 'b'::ENUM('a', 'b''c', 'b') AS e, [1, 2] AS l, MAP {'a': 1.50} AS m",
        "SELECT {'a': 1, 'b c': [DATE '2024-01-01']} AS s, [1, 2]::INTEGER[2] AS f",
        "SELECT 1::HUGEINT AS h, 2.5::DECIMAL(38, 3) AS d, '1'::JSON AS j, 'a'::BLOB AS b",
        "SELECT now() AS n, TIME '01:00' AS t, '2020-01-01'::TIMESTAMP_NS AS ns, INTERVAL 1 DAY AS i",
        "SELECT uuid() AS u, 1::UTINYINT AS t, 1::UBIGINT AS ub, 1.5::FLOAT AS f"
      })
  void aStatementIsDescribedAsItAnswers(String sql) throws Exception {
    assertThat(shape(sql).columns()).isEqualTo(answered(sql));
  }

  @Test
  void parametersAreTypedByWhatTheyMeet() throws Exception {
    QueryShape shape = shape("SELECT word, ? AS any FROM open WHERE length(word) > ? AND word = ?");
    assertThat(shape.columns().getFields().stream().map(Field::getName))
        .isEqualTo(List.of("word", "any"));
    assertThat(shape.parameters().getFields().stream().map(field -> field.getType().toString()))
        .isEqualTo(List.of("Utf8", "Int(64, true)", "Utf8"));
    assertThat(shape("EXPLAIN SELECT ? + 1").parameters().getFields()).hasSize(1);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "SELECT nothing FROM open",
        "EXPLAIN ANALYZE SELECT nothing FROM open",
        "/* é */ EXPLAIN SELECT nothing FROM open",
        "SUMMARIZE SELECT nothing FROM open"
      })
  void aFaultHasItsPlaceInTheStatement(String sql) {
    assertThatThrownBy(() -> shape(sql))
        .isInstanceOfSatisfying(
            QueryException.class,
            e -> assertThat(e.within(sql).position()).hasValue(sql.indexOf("nothing")))
        .hasMessageContaining("\"nothing\"");
  }

  private QueryShape shape(String sql) throws Exception {
    return QueryShape.of(
        testing.connection(), QueryParser.parse(testing.connection(), sql), allocator);
  }

  private Schema answered(String sql) throws Exception {
    try (PreparedStatement statement = testing.connection().prepareStatement(sql);
        DuckDBResultSet rows = (DuckDBResultSet) statement.executeQuery();
        ArrowReader reader = (ArrowReader) rows.arrowExportStream(allocator, 1024)) {
      return reader.getVectorSchemaRoot().getSchema();
    }
  }
}
