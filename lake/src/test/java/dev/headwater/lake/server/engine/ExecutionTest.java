package dev.headwater.lake.server.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.headwater.lake.catalogs.LakeLocation;
import dev.headwater.lake.server.ask.QueryException;
import dev.headwater.lake.server.ask.QueryRequest;
import dev.headwater.lake.server.ask.QuerySettings;
import dev.headwater.lake.server.duck.QueryDatabase;
import dev.headwater.lake.server.duck.QueryParser;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.memory.RootAllocator;
import org.duckdb.DuckDBConnection;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Who computes when many ask, with DuckDB alone. */
class ExecutionTest {
  private static final String FOR_EVER =
      "SELECT SUM(a.range * b.range) FROM range(10000000) AS a, range(10000000) AS b";
  private static final String LARGE = "SELECT range FROM range(50000000)";
  private static final Duration SOON = Duration.ofSeconds(30);

  @TempDir Path directory;
  private final BufferAllocator allocator = new RootAllocator();
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final List<Cancellation> asked = new ArrayList<>();
  private QuerySettings settings;
  private QueryDatabase database;
  private Execution execution;

  @BeforeEach
  void open() {
    settings =
        QuerySettings.of(
            "nowhere:1", LakeLocation.in(directory.resolve("lake")), directory.resolve("cache"));
    database = QueryDatabase.open(settings);
    execution = new Execution(settings, allocator);
  }

  @AfterEach
  void close() throws SQLException {
    asked.forEach(Cancellation::cancel);
    threads.shutdownNow();
    execution.close();
    database.close();
    allocator.close();
  }

  private QueryAnswer ask(String sql) throws SQLException {
    Cancellation cancellation = new Cancellation();
    synchronized (asked) {
      asked.add(cancellation);
    }
    DuckDBConnection connection = database.connect();
    try {
      return execution
          .run(connection, QueryParser.parse(connection, sql), QueryRequest.of(sql), cancellation)
          .timedBy(new QueryMetrics(() -> 0).begin());
    } catch (SQLException | RuntimeException e) {
      connection.close();
      throw e;
    }
  }

  private List<Object> firstRow(String sql) throws SQLException {
    try (QueryAnswer answer = ask(sql)) {
      return answer.next();
    }
  }

  private static long count(QueryAnswer answer) {
    long rows = 0;
    while (answer.nextBatch()) {
      rows += answer.batch().getRowCount();
    }
    return rows;
  }

  private Duration timeOf(String sql) throws SQLException {
    long begun = System.nanoTime();
    assertThat(firstRow(sql)).isNotNull();
    return Duration.ofNanos(System.nanoTime() - begun);
  }

  @Test
  void readersThatStopHoldNoTurn() throws SQLException {
    List<QueryAnswer> unread = new ArrayList<>();
    for (int i = 0; i < 8; i++) {
      QueryAnswer answer = ask(LARGE);
      assertThat(answer.next()).isNotNull();
      unread.add(answer);
    }
    assertThat(timeOf("SELECT 1")).isLessThan(SOON);
    assertThat(execution.running()).isEqualTo(8);
    for (QueryAnswer answer : unread) {
      assertThat(answer.nextBatch()).as("who reads on is served").isTrue();
      answer.close();
    }
    assertThat(execution.running()).isZero();
  }

  @Test
  void theTimeOfAQueryEndsItsAnswerToo() throws SQLException {
    execution.close();
    execution = new Execution(settings.withTimeLimit(Duration.ofMillis(200)), allocator);
    try (QueryAnswer unread = ask(LARGE)) {
      await("its time is over")
          .untilAsserted(
              () ->
                  assertThatThrownBy(unread::requireTime)
                      .isInstanceOf(QueryException.class)
                      .hasMessageContaining("the query and its answer took longer than 0 s"));
      assertThatThrownBy(() -> count(unread)).isInstanceOf(QueryException.class);
    }
  }

  @Test
  void shortQueriesDoNotQueueBehindLongOnes() throws SQLException {
    for (int i = 0; i < 7; i++) {
      Future<QueryAnswer> unused = threads.submit(() -> ask(FOR_EVER));
    }
    // Those beyond the four have shown in a brief place that they are long.
    await("four run and three wait")
        .until(() -> execution.running() == 4 && execution.waiting() == 3);
    for (int i = 0; i < 5; i++) {
      assertThat(timeOf("SELECT 1")).isLessThan(SOON);
    }
    try (QueryAnswer answer = ask("SELECT range FROM range(200000)")) {
      assertThat(count(answer)).as("several batches").isEqualTo(200_000);
    }
    assertThat(execution.running()).isEqualTo(4);
  }

  @Test
  void aLongQueryThatBeganInABriefPlaceIsAnsweredWhole() throws Exception {
    List<Cancellation> long4 = new ArrayList<>();
    for (int i = 0; i < 4; i++) {
      Future<QueryAnswer> unused = threads.submit(() -> ask(FOR_EVER));
    }
    await("four run").until(() -> execution.running() == 4);
    synchronized (asked) {
      long4.addAll(asked);
    }
    String sums = "SELECT SUM(a.range + b.range) FROM range(30000) AS a, range(30000) AS b";
    Future<List<Object>> later = threads.submit(() -> firstRow(sums));
    await("it waits for a long turn").until(() -> execution.waiting() == 1);
    long4.forEach(Cancellation::cancel);
    assertThat(later.get().get(0)).hasToString("26999100000000");
  }

  @Test
  void whenThereIsNoRoomTheAnswerThatRestsLongestEnds() throws Exception {
    List<QueryAnswer> unread = new ArrayList<>();
    for (int i = 0; i < 32; i++) {
      unread.add(ask(LARGE));
    }
    await("they rest")
        .pollDelay(OpenAnswers.REST)
        .untilAsserted(() -> assertThat(execution.running()).isEqualTo(32));
    Future<List<Object>> next = threads.submit(() -> firstRow("SELECT 1"));
    await("the first has to go")
        .untilAsserted(
            () ->
                assertThatThrownBy(unread.get(0)::requireTime)
                    .hasMessageContaining("32 answers were open and the reader of this one took"));
    unread.get(0).close();
    assertThat(next.get()).isEqualTo(List.of(1L));
    for (QueryAnswer answer : unread.subList(1, 32)) {
      answer.requireTime();
      answer.close();
    }
  }

  @Test
  void aNameThatArrowDoesNotReadIsRefused() throws SQLException {
    for (String sql :
        List.of(
            "SELECT 1 AS \"" + "x".repeat(40_000) + "\"",
            "SELECT {'" + "x".repeat(40_000) + "': 1} AS s",
            "SELECT CASE WHEN " + "1 = 1 AND ".repeat(4_000) + "true THEN 1 END")) {
      assertThatThrownBy(() -> ask(sql))
          .isInstanceOf(QueryException.class)
          .hasMessageContaining("has a name longer than 32,766 bytes; give it a shorter one");
    }
    assertThat(firstRow("SELECT 1 AS \"" + "x".repeat(32_000) + "\"")).isEqualTo(List.of(1L));
    assertThat(execution.running()).isZero();
  }
}
