package dev.headwater.lake.server.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headwater.lake.TestingBucket;
import dev.headwater.lake.catalogs.LakeLocation;
import dev.headwater.lake.progress.LakeSnapshotTimes;
import dev.headwater.lake.server.ask.QueryRequest;
import dev.headwater.lake.server.ask.QuerySettings;
import dev.headwater.lake.union.LakeFixture;
import dev.headwater.lake.union.RowText;
import dev.headwater.lake.union.Side;
import dev.headwater.lake.union.Tables;
import dev.headwater.lake.union.Writing;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.apache.fluss.client.table.Table;
import org.apache.fluss.metadata.TableInfo;
import org.apache.fluss.metadata.TablePath;
import org.apache.fluss.row.GenericRow;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A lake in a bucket of an object storage. */
@Tag("nightly")
class BucketIT {
  private static final int ROUNDS = 4;

  @TempDir Path directory;
  private TestingBucket bucket;
  private LakeFixture lake;

  @BeforeEach
  void start() throws Exception {
    bucket = TestingBucket.start();
    lake = LakeFixture.start(directory.resolve("data"), Optional.of(bucket.lake()));
    lake.tiering().start();
  }

  @AfterEach
  void stop() throws Exception {
    lake.close();
    bucket.close();
  }

  @Test
  void readsEqualTheReplayOfAllWritesWhereverTieringStands() throws Exception {
    long seed = System.nanoTime();
    System.out.println("seed " + seed);
    Random random = new Random(seed);
    TablePath path = lake.create("kept", Tables.keyed(Tables.IN_LAKE).distributedBy(2).build());
    Map<Long, GenericRow> expected = new TreeMap<>();
    try (Table table = lake.connection().getTable(path);
        QueryEngine engine = QueryEngine.open(settings())) {
      Writing writing = new Writing(table);
      for (int round = 0; round < ROUNDS; round++) {
        write(random, writing, expected);
        assertReads(engine, path, table, expected);
        lake.awaitTiered(path);
        assertReads(engine, path, table, expected);
        assertThat(rows(engine, Side.HISTORY)).isEqualTo(ids(expected));
      }
      assertThat(lake.maintain(path).filesMerged()).isZero();
      assertReads(engine, path, table, expected);
      assertThat(copies()).as("copies of the bucket's files").isNotEmpty();
    }
    assertThat(bucket.objects(".parquet")).isNotEmpty();
    assertThat(directory.resolve("data/lake")).doesNotExist();
  }

  @Test
  void whoSeesATableLearnsWhereTheLakeIsAndNoKey() throws Exception {
    TablePath path = lake.create("seen", Tables.keyed(Tables.IN_LAKE).distributedBy(1).build());
    TableInfo table = lake.admin().getTableInfo(path).get();
    assertThat(LakeLocation.announcedWith(table)).contains(bucket.lake());
    assertThat(table.toString()).doesNotContain(TestingBucket.secret());

    try (Table opened = lake.connection().getTable(path)) {
      Writing writing = new Writing(opened);
      writing.upsert(Tables.row("d", 1, new Random(1)));
      writing.flush();
    }
    lake.awaitTiered(path);
    long snapshot = lake.admin().getReadableLakeSnapshot(path).get().getSnapshotId();
    assertThat(new LakeSnapshotTimes().committed(bucket.lake(), "seen", snapshot))
        .hasValueSatisfying(time -> assertThat(time).isBeforeOrEqualTo(Instant.now()));
  }

  private QuerySettings settings() {
    return QuerySettings.of(
        lake.fluss().bootstrapServers(), bucket.lake(), directory.resolve("cache"));
  }

  private List<Path> copies() throws Exception {
    try (Stream<Path> files = Files.walk(directory.resolve("cache"))) {
      return files.filter(file -> file.toString().endsWith(".parquet")).toList();
    }
  }

  private static void write(Random random, Writing writing, Map<Long, GenericRow> expected) {
    for (int i = 0; i < 150; i++) {
      long id = random.nextInt(100);
      GenericRow row = Tables.row("d", id, random);
      if (random.nextInt(5) > 0) {
        writing.upsert(row);
        expected.put(id, row);
      } else {
        writing.delete(row);
        expected.remove(id);
      }
    }
    writing.flush();
  }

  private void assertReads(
      QueryEngine engine, TablePath path, Table table, Map<Long, GenericRow> expected) {
    RowText text = new RowText(table.getTableInfo().getRowType());
    assertThat(lake.read(path, Side.ALL))
        .isEqualTo(expected.values().stream().map(text::of).sorted().toList());
    assertThat(rows(engine, Side.ALL)).isEqualTo(ids(expected));
  }

  private static List<String> rows(QueryEngine engine, Side side) {
    return ShownRows.texts(
        engine, new QueryRequest("SELECT id FROM kept ORDER BY id", side, List.of()));
  }

  private static List<String> ids(Map<Long, GenericRow> expected) {
    return expected.keySet().stream().map(String::valueOf).toList();
  }
}
