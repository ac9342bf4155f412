package dev.headwater.lake.server.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.headwater.lake.LakeException;
import dev.headwater.lake.progress.LakeSnapshotTimes;
import dev.headwater.lake.server.ask.AsOf;
import dev.headwater.lake.server.ask.QueryException;
import dev.headwater.lake.server.ask.QueryRequest;
import dev.headwater.lake.server.ask.QuerySettings;
import dev.headwater.lake.tables.TableDefinition;
import dev.headwater.lake.tables.TableDefinitions;
import dev.headwater.lake.union.LakeFixture;
import dev.headwater.lake.union.Side;
import dev.headwater.lake.union.Tables;
import dev.headwater.lake.union.Writing;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.apache.fluss.client.table.Table;
import org.apache.fluss.metadata.TableDescriptor;
import org.apache.fluss.metadata.TablePath;
import org.apache.fluss.row.GenericRow;
import org.apache.fluss.row.TimestampLtz;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;

/** The lake as it was, as it changes under a query, and alone. */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class HistoryIT {
  private static final String FOR_EVER =
      "SELECT SUM(a.range * b.range) FROM range(10000000) AS a, range(10000000) AS b";

  @TempDir static Path directory;
  private static ExecutorService threads;
  private static LakeFixture lake;
  private static QueryEngine engine;

  @BeforeAll
  static void start() throws Exception {
    threads = Executors.newCachedThreadPool();
    lake = LakeFixture.start(directory.resolve("data"));
    lake.tiering().start();
    engine =
        QueryEngine.open(
            new QuerySettings(
                lake.fluss().bootstrapServers(),
                lake.fluss().lake(),
                directory.resolve("cache"),
                256,
                Duration.ofMinutes(2),
                1,
                QuerySettings.DEFAULT_PROMETHEUS));
  }

  @AfterAll
  static void stop() throws Exception {
    threads.shutdownNow();
    engine.close();
    lake.close();
  }

  private static List<String> rows(QueryRequest request) {
    return ShownRows.texts(engine, request);
  }

  private static List<String> at(String point, String sql) {
    return rows(QueryRequest.of(sql).at(AsOf.of(point)));
  }

  private static TablePath table(String name) throws Exception {
    return lake.create(name, Tables.keyed(Tables.IN_LAKE).distributedBy(1).build());
  }

  /** Returns the lake's snapshot that holds the rows. */
  private static long tiered(TablePath path, GenericRow... rows) throws Exception {
    try (Table table = lake.connection().getTable(path)) {
      Writing writing = new Writing(table);
      Stream.of(rows).forEach(writing::upsert);
      writing.flush();
    }
    lake.awaitTiered(path);
    return lake.admin().getReadableLakeSnapshot(path).get().getSnapshotId();
  }

  private static GenericRow row(int id) {
    return Tables.row("d", id, new Random(id));
  }

  @Test
  @Order(1)
  void historyIsReadAsOfASnapshotAndAsOfATime() throws Exception {
    TablePath path = table("points");
    long first = tiered(path, row(1), row(2));
    long second = tiered(path, row(3));
    Instant committed =
        new LakeSnapshotTimes().committed(lake.fluss().lake(), "points", first).orElseThrow();

    String sql = "SELECT id FROM points ORDER BY id";
    assertThat(at("" + first, sql)).containsExactly("1", "2");
    assertThat(at("" + second, sql)).containsExactly("1", "2", "3");
    assertThat(at(committed.toString(), sql)).containsExactly("1", "2");
    assertThat(at(Instant.now().toString(), sql)).containsExactly("1", "2", "3");
    assertThat(engine.read(QueryRequest.of(sql).at(AsOf.of("" + first))))
        .singleElement()
        .satisfies(read -> assertThat(read.lake().snapshot()).isEqualTo(first));
    assertThat(rows(QueryRequest.of(sql))).containsExactly("1", "2", "3");
  }

  @Test
  @Order(2)
  void aViewReadsItsTablesAsTheyWere() throws Exception {
    TableDescriptor shipped =
        TableDefinitions.load().all().stream()
            .filter(table -> table.name().equals("order_touches"))
            .map(TableDefinition::descriptor)
            .findFirst()
            .orElseThrow();
    TablePath path =
        lake.create(
            "order_touches", TableDescriptor.builder(shipped).properties(Tables.IN_LAKE).build());
    long first = tiered(path, touch("a"));
    tiered(path, touch("b"));

    String sql = "SELECT touch_event_id, path_length FROM order_paths ORDER BY 1";
    assertThat(at("" + first, sql)).containsExactly("a|1");
    assertThat(rows(QueryRequest.of(sql).on(Side.HISTORY))).containsExactly("a|2", "b|2");
  }

  private static GenericRow touch(String event) {
    return GenericRow.of(
        Tables.text("customer"),
        Tables.text("order"),
        Tables.text(event),
        TimestampLtz.fromEpochMillis(0),
        null,
        null,
        7L);
  }

  @Test
  @Order(3)
  void aPointThatIsNotInTheLakeIsRefusedWithThoseThatAre() throws Exception {
    long only = tiered(table("short"), row(1));
    table("unborn");
    lake.create("outside", Tables.keyed(Map.of()).distributedBy(1).build());

    assertThatThrownBy(() -> at("0", "FROM short"))
        .isInstanceOf(QueryException.class)
        .hasMessageMatching(
            "snapshot 0 of short is not in the lake, .* it keeps \\d+ \\(.*Z\\) to "
                + only
                + " \\(.*Z\\)");
    assertThatThrownBy(() -> at("1999-12-31T23:59:59+01:00", "FROM short"))
        .hasMessageContaining("a snapshot as old as 1999-12-31T22:59:59Z of short is not");
    assertThatThrownBy(() -> at("1", "FROM unborn"))
        .hasMessageContaining("unborn has no snapshot in the lake yet");
    assertThatThrownBy(() -> at("1", "FROM outside"))
        .hasMessageContaining("outside has no history");
    assertThatThrownBy(() -> at("1", "FROM hot.short"))
        .hasMessageContaining("is read as short, without a schema");
    assertThatThrownBy(() -> at("yesterday", "FROM short"))
        .hasMessageContaining("'yesterday' is no point of history");
  }

  @Test
  @Order(4)
  void aQueryWhoseFilesVanishGoesOnWithANewerSnapshot() throws Exception {
    TablePath path = table("vanishing");
    tiered(path, row(1), row(2));
    tiered(path, row(1), row(2));
    QueryRequest query = QueryRequest.of("SELECT id FROM vanishing ORDER BY id").on(Side.HISTORY);
    assertThat(rows(query)).containsExactly("1", "2");

    Cancellation blocked = new Cancellation();
    Future<?> blocking = threads.submit(() -> engine.query(QueryRequest.of(FOR_EVER), blocked));
    await("the only turn is taken").until(() -> engine.running() == 1);
    Future<List<String>> waiting = threads.submit(() -> rows(query));
    await("the query knows its files").until(() -> engine.waiting() == 1);
    try {
      tiered(path, row(2), row(3));
      delete(directory.resolve("cache/merged/vanishing"));
    } finally {
      blocked.cancel();
    }

    assertThat(waiting.get()).containsExactly("1", "2", "3");
    assertThat(blocking).failsWithin(Duration.ofMinutes(1));

    // Who prepares a statement meets files that went while nobody asked.
    tiered(path, row(3), row(4));
    delete(directory.resolve("cache/merged/vanishing"));
    assertThat(engine.shape(QueryRequest.of("FROM history.vanishing")).columns().getFields())
        .isNotEmpty();
  }

  private static void delete(Path folder) throws IOException {
    try (Stream<Path> all = Files.list(folder)) {
      List<Path> files = all.toList();
      assertThat(files).isNotEmpty();
      for (Path file : files) {
        Files.delete(file);
      }
    }
  }

  @Test
  @Order(5)
  void withoutFlussHistoryIsReadAndTheRestSaysWhatIsMissing() throws Exception {
    long snapshot = tiered(table("behind"), row(1), row(2));
    // Before the storage ends the server knows that the table is there, and no more.
    assertThat(engine.shape(QueryRequest.of("FROM history.behind")).columns().getFields())
        .isNotEmpty();
    lake.fluss().close();

    QueryRequest query = QueryRequest.of("SELECT id FROM behind ORDER BY id");
    assertThat(rows(query.on(Side.HISTORY))).containsExactly("1", "2");
    assertThat(rows(query.at(AsOf.of("" + snapshot)))).containsExactly("1", "2");
    assertThatThrownBy(() -> rows(query))
        .isInstanceOfSatisfying(
            LakeException.class, e -> assertThat(e.actor()).hasToString("EXTERNAL"))
        .hasMessageContaining("Fluss does not answer at " + lake.fluss().bootstrapServers())
        .hasMessageContaining("of behind only history (--history, schema history) can be read");
    assertThatThrownBy(() -> rows(QueryRequest.of("FROM outside")))
        .hasMessageContaining("outside is nowhere else; start it, or check the address");
  }
}
