package dev.headwater.lake.server.engine;

import dev.headwater.lake.server.ask.QueryRequest;
import dev.headwater.lake.server.ask.QuerySettings;
import dev.headwater.lake.union.LakeFixture;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.table.api.EnvironmentSettings;
import org.apache.flink.table.api.TableEnvironment;
import org.apache.flink.types.Row;
import org.apache.flink.util.CloseableIterator;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A grouped aggregate with a filter over tables that are 90 % in the lake: the server, Flink, and
 * DuckDB on the bare lake files; then a dashboard under load. Flink reads through Headwater's
 * source and through Fluss's own union read. Prints docs/reference/performance.md's table.
 */
@Tag("bench")
class QueryBench {
  private static final int RUNS = 10;
  private static final int TAIL = 100_000;
  private static final int CLIENTS = 4;
  private static final int EVENTS_A_SECOND = 5_000;
  private static final int DASHBOARD_SECONDS = 20;
  private static final String QUERY =
      "SELECT page, COUNT(*) AS hits, SUM(`size`) AS total FROM %s WHERE status < 400 GROUP BY page";
  private static final List<String> DASHBOARD =
      List.of(
          "SELECT COUNT(*) FROM log_2m",
          "SELECT status, COUNT(*) FROM log_2m GROUP BY status",
          "SELECT page, SUM(size) AS total FROM log_2m GROUP BY page ORDER BY total DESC LIMIT 10",
          "SELECT agent, AVG(size) FROM log_2m WHERE status >= 400 GROUP BY agent",
          "SELECT time_bucket(INTERVAL 1 MINUTE, happened) AS minute, COUNT(*) FROM log_2m GROUP BY minute",
          "SELECT COUNT(*), MAX(happened) FROM keyed_1m WHERE status < 400",
          "SELECT page, COUNT(*) FROM keyed_1m WHERE page LIKE '/page/1%' GROUP BY page",
          "SELECT * FROM keyed_1m WHERE id = 777777");

  @TempDir Path directory;

  @Test
  void all() throws Exception {
    try (LakeFixture lake = LakeFixture.start(directory.resolve("data"))) {
      List<BenchTable> tables =
          List.of(
              new BenchTable(lake, "log_2m", false),
              new BenchTable(lake, "log_10m", false),
              new BenchTable(lake, "keyed_1m", true));
      fill(lake, tables);
      try (QueryEngine engine =
          QueryEngine.open(
              QuerySettings.of(
                  lake.fluss().bootstrapServers(),
                  lake.fluss().lake(),
                  directory.resolve("cache")))) {
        TableEnvironment ours = session(lake, "headwater-union");
        TableEnvironment theirs = session(lake, "fluss");
        System.out.println(
            "| table | floor: first | floor: warm | server: first | server: warm | with 100k more: next | and warm | Flink, Headwater's source | Flink, Fluss's union read |");
        for (BenchTable table : tables) {
          System.out.println(line(table, engine, ours, theirs));
        }
        dashboard(engine, tables.get(0));
        System.out.println(
            "memory of DuckDB in MB: "
                + ShownRows.texts(
                    engine,
                    QueryRequest.of(
                        "SELECT SUM(memory_usage_bytes) // 1000000 FROM duckdb_memory()")));
      }
    }
  }

  private static void fill(LakeFixture lake, List<BenchTable> tables) throws Exception {
    int[] rows = {
      Integer.getInteger("headwater.bench.rows", 2_000_000),
      Integer.getInteger("headwater.bench.more-rows", 10_000_000),
      Integer.getInteger("headwater.bench.keys", 1_000_000)
    };
    for (int i = 0; i < rows.length; i++) {
      tables.get(i).write(rows[i] / 10 * 9);
    }
    lake.tiering().start();
    for (BenchTable table : tables) {
      lake.awaitTiered(table.path(), Duration.ofMinutes(10));
    }
    lake.tiering().stop();
    for (int i = 0; i < rows.length; i++) {
      tables.get(i).write(rows[i] / 10);
    }
  }

  private static String line(
      BenchTable table, QueryEngine engine, TableEnvironment ours, TableEnvironment theirs)
      throws Exception {
    List<String> cells = new ArrayList<>();
    cells.add(table.name());
    try (Connection duck = DriverManager.getConnection("jdbc:duckdb:");
        Statement statement = duck.createStatement()) {
      String sql = QUERY.formatted(table.bareFiles()).replace("`", "");
      Callable<Integer> bare = () -> count(statement, sql);
      cells.add(millis(bare) + " ms");
      cells.add(times(bare));
    }
    String sql = QUERY.formatted(table.name());
    QueryRequest request = QueryRequest.of(sql.replace("`", ""));
    Callable<Integer> query = () -> ShownRows.texts(engine, request).size();
    cells.add(millis(query) + " ms");
    cells.add(times(query));
    table.write(TAIL);
    cells.add(millis(query) + " ms");
    cells.add(times(query));
    cells.add(times(() -> count(ours, sql)));
    cells.add(times(() -> count(theirs, sql)));
    return "| " + String.join(" | ", cells) + " |";
  }

  private static int count(Statement statement, String sql) throws Exception {
    int count = 0;
    try (ResultSet rows = statement.executeQuery(sql)) {
      while (rows.next()) {
        count++;
      }
    }
    return count;
  }

  private static int count(TableEnvironment flink, String sql) throws Exception {
    int count = 0;
    try (CloseableIterator<Row> rows = flink.executeSql(sql).collect()) {
      while (rows.hasNext()) {
        rows.next();
        count++;
      }
    }
    return count;
  }

  private static TableEnvironment session(LakeFixture lake, String catalogType) throws Exception {
    Configuration configuration = new Configuration();
    configuration.setString("execution.target", "remote");
    configuration.setString("rest.address", "127.0.0.1");
    configuration.setString("rest.port", Integer.toString(lake.tiering().restPort()));
    configuration.setString("parallelism.default", "2");
    TableEnvironment flink =
        TableEnvironment.create(
            EnvironmentSettings.newInstance()
                .inBatchMode()
                .withConfiguration(configuration)
                .build());
    flink.executeSql(
        "CREATE CATALOG complete WITH ('type' = '"
            + catalogType
            + "', 'bootstrap.servers' = '"
            + lake.fluss().bootstrapServers()
            + "')");
    flink.useCatalog("complete");
    flink.useDatabase("headwater");
    return flink;
  }

  /** Median of ten runs, with the spread. */
  private static String times(Callable<Integer> query) throws Exception {
    List<Long> times = new ArrayList<>();
    for (int run = 0; run < RUNS; run++) {
      times.add(millis(query));
    }
    Collections.sort(times);
    return "%d ms (%d to %d)"
        .formatted(
            (times.get(RUNS / 2 - 1) + times.get(RUNS / 2)) / 2, times.get(0), times.get(RUNS - 1));
  }

  private static long millis(Callable<Integer> query) throws Exception {
    long started = System.nanoTime();
    int groups = query.call();
    if (groups != 1_000) {
      throw new IllegalStateException(groups + " groups instead of 1000");
    }
    return (System.nanoTime() - started) / 1_000_000;
  }

  private static void dashboard(QueryEngine engine, BenchTable growing) throws Exception {
    AtomicBoolean open = new AtomicBoolean(true);
    ExecutorService threads = Executors.newFixedThreadPool(CLIENTS + 1);
    long begun = System.nanoTime();
    int before = growing.rows();
    Future<?> ingest = threads.submit(() -> ingest(growing, open));
    List<Future<List<Look>>> clients = new ArrayList<>();
    for (int client = 0; client < CLIENTS; client++) {
      int first = client * 2;
      clients.add(threads.submit(() -> look(engine, open, first)));
    }
    TimeUnit.SECONDS.sleep(DASHBOARD_SECONDS);
    open.set(false);
    List<Look> looks = new ArrayList<>();
    for (Future<List<Look>> client : clients) {
      looks.addAll(client.get());
    }
    ingest.get();
    double seconds = (System.nanoTime() - begun) / 1e9;
    threads.shutdown();
    System.out.printf(
        "dashboard: %s, while %.0f events/s came in%n",
        spread(looks), (growing.rows() - before) / seconds);
    for (String query : DASHBOARD) {
      System.out.println(
          "  %s: %s"
              .formatted(
                  query,
                  spread(looks.stream().filter(look -> look.query().equals(query)).toList())));
    }
  }

  private static String spread(List<Look> looks) {
    List<Long> times = looks.stream().map(Look::millis).sorted().toList();
    return "%d queries, median %d ms, p95 %d ms, slowest %d ms"
        .formatted(
            times.size(),
            times.get(times.size() / 2),
            times.get(times.size() * 95 / 100),
            times.get(times.size() - 1));
  }

  private static Void ingest(BenchTable growing, AtomicBoolean open) throws Exception {
    for (long due = System.nanoTime(); open.get(); due += TimeUnit.MILLISECONDS.toNanos(100)) {
      growing.write(EVENTS_A_SECOND / 10);
      TimeUnit.NANOSECONDS.sleep(due - System.nanoTime());
    }
    return null;
  }

  private static List<Look> look(QueryEngine engine, AtomicBoolean open, int first) {
    List<Look> looks = new ArrayList<>();
    for (int i = first; open.get(); i++) {
      String query = DASHBOARD.get(i % DASHBOARD.size());
      long started = System.nanoTime();
      ShownRows.texts(engine, QueryRequest.of(query));
      looks.add(new Look(query, (System.nanoTime() - started) / 1_000_000));
    }
    return looks;
  }

  /**
   * One answered query.
   *
   * @param millis from the question to the last row
   */
  private record Look(String query, long millis) {}
}
