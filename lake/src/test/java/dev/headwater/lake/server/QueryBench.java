package dev.headwater.lake.server;

import dev.headwater.lake.union.LakeFixture;
import dev.headwater.lake.union.Side;
import dev.headwater.lake.union.Tables;
import dev.headwater.lake.union.Writing;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.table.api.EnvironmentSettings;
import org.apache.flink.table.api.TableEnvironment;
import org.apache.flink.types.Row;
import org.apache.flink.util.CloseableIterator;
import org.apache.fluss.client.table.Table;
import org.apache.fluss.metadata.Schema;
import org.apache.fluss.metadata.TableDescriptor;
import org.apache.fluss.metadata.TablePath;
import org.apache.fluss.row.GenericRow;
import org.apache.fluss.row.TimestampLtz;
import org.apache.fluss.types.DataTypes;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A grouped aggregate with a filter: the server, Flink, and DuckDB on the bare lake files. */
@Tag("bench")
class QueryBench {
  private static final int RUNS = 10;
  private static final int TAIL = 100_000;
  private static final long TIME = 1_511_658_000_000L;
  private static final String QUERY =
      "SELECT page, COUNT(*) AS hits, SUM(size) AS bytes FROM %s WHERE status < 400 GROUP BY page";

  @TempDir Path directory;

  @Test
  void logTable() throws Exception {
    measure(false, Integer.getInteger("headwater.bench.rows", 2_000_000));
  }

  @Test
  void primaryKeyTable() throws Exception {
    measure(true, Integer.getInteger("headwater.bench.keys", 1_000_000));
  }

  private void measure(boolean keyed, int rows) throws Exception {
    try (LakeFixture lake = LakeFixture.start(directory.resolve("data"))) {
      TablePath path = lake.create("measured", table(keyed));
      int inLake = rows / 10 * 9;
      write(lake, path, keyed, 0, inLake);
      lake.tiering().start();
      lake.awaitTiered(path);
      lake.tiering().stop();
      write(lake, path, keyed, inLake, rows);
      System.out.printf("%s table, %,d rows, 90 %% in the lake%n", keyed ? "keyed" : "log", rows);
      floor(lake, path);
      try (QueryEngine engine =
          QueryEngine.open(
              QuerySettings.of(
                  lake.fluss().bootstrapServers(),
                  lake.fluss().warehouse(),
                  directory.resolve("cache")))) {
        Callable<Integer> query =
            () -> ShownRows.texts(engine, QueryRequest.of(QUERY.formatted("measured"))).size();
        System.out.printf("  server, first query %d ms%n", millis(query));
        report("server, warm", query);
        write(lake, path, keyed, rows, rows + TAIL);
        System.out.printf("  server, with %,d more rows in the tail %d ms%n", TAIL, millis(query));
        report("server, warm with them", query);
        report(
            "server, history alone",
            () ->
                ShownRows.texts(
                        engine, QueryRequest.of(QUERY.formatted("measured")).on(Side.HISTORY))
                    .size());
      }
      TableEnvironment flink = session(lake);
      report("Flink batch, Headwater's complete reads", () -> run(flink));
    }
  }

  private static TableDescriptor table(boolean keyed) {
    Schema.Builder schema =
        Schema.newBuilder()
            .column("id", DataTypes.BIGINT().copy(false))
            .column("page", DataTypes.STRING())
            .column("status", DataTypes.INT())
            .column("size", DataTypes.BIGINT())
            .column("happened", DataTypes.TIMESTAMP_LTZ(3))
            .column("agent", DataTypes.STRING());
    return TableDescriptor.builder()
        .schema((keyed ? schema.primaryKey("id") : schema).build())
        .properties(Map.of("table.datalake.enabled", "true", "table.datalake.freshness", "5s"))
        .distributedBy(1)
        .build();
  }

  private static void write(LakeFixture lake, TablePath path, boolean keyed, int from, int to)
      throws Exception {
    try (Table table = lake.connection().getTable(path)) {
      Writing writing = new Writing(table);
      for (int i = from; i < to; i++) {
        GenericRow row =
            GenericRow.of(
                (long) i,
                Tables.text("/page/" + i * 31L % 1_000),
                i / 7 % 10 == 0 ? 404 : 200,
                (long) i % 5_000,
                TimestampLtz.fromEpochMillis(TIME + i),
                Tables.text("agent " + i % 50));
        if (keyed) {
          writing.upsert(row);
        } else {
          writing.append(row);
        }
        if (i % TAIL == TAIL - 1) {
          writing.flush();
        }
      }
      writing.flush();
    }
  }

  /** As little as any reader could do: the lake's files, as they are, without the tail. */
  private static void floor(LakeFixture lake, TablePath path) throws Exception {
    List<String> files;
    try (Stream<Path> all = Files.walk(lake.fluss().warehouse())) {
      files =
          all.map(Path::toString)
              .filter(file -> file.contains(path.getTableName()))
              .filter(file -> file.endsWith(".parquet") && file.contains("/data-"))
              .toList();
    }
    String scan = "read_parquet(['" + String.join("', '", files) + "'])";
    try (Connection duck = DriverManager.getConnection("jdbc:duckdb:");
        Statement statement = duck.createStatement()) {
      Callable<Integer> query =
          () -> {
            int count = 0;
            try (ResultSet rows = statement.executeQuery(QUERY.formatted(scan))) {
              while (rows.next()) {
                count++;
              }
            }
            return count;
          };
      System.out.printf("  floor, %d files, first query %d ms%n", files.size(), millis(query));
      report("floor, warm", query);
    }
  }

  private static TableEnvironment session(LakeFixture lake) throws Exception {
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
        "CREATE CATALOG complete WITH ('type' = 'headwater-union', 'bootstrap.servers' = '"
            + lake.fluss().bootstrapServers()
            + "')");
    flink.useCatalog("complete");
    flink.useDatabase("headwater");
    return flink;
  }

  private static int run(TableEnvironment flink) throws Exception {
    String query = QUERY.formatted("measured").replace("size", "`size`");
    int count = 0;
    try (CloseableIterator<Row> rows = flink.executeSql(query).collect()) {
      while (rows.hasNext()) {
        rows.next();
        count++;
      }
    }
    return count;
  }

  private static void report(String what, Callable<Integer> query) throws Exception {
    List<Long> times = new ArrayList<>();
    for (int run = 0; run < RUNS; run++) {
      times.add(millis(query));
    }
    Collections.sort(times);
    System.out.printf(
        "  %s: median %d ms (%d to %d)%n",
        what, times.get(RUNS / 2), times.get(0), times.get(RUNS - 1));
  }

  private static long millis(Callable<Integer> query) throws Exception {
    long started = System.nanoTime();
    int groups = query.call();
    if (groups != 1_000) {
      throw new IllegalStateException(groups + " groups instead of 1000");
    }
    return (System.nanoTime() - started) / 1_000_000;
  }
}
