package dev.headwater.lake.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.headwater.lake.union.KvSnapshotTrigger;
import dev.headwater.lake.union.LakeFixture;
import dev.headwater.lake.union.Side;
import dev.headwater.lake.union.Tables;
import dev.headwater.lake.union.Writing;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.apache.fluss.client.table.Table;
import org.apache.fluss.metadata.PartitionSpec;
import org.apache.fluss.metadata.TableDescriptor;
import org.apache.fluss.metadata.TablePath;
import org.apache.fluss.row.GenericRow;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The property of the query server: whatever was tiered or restarted, it tells what was written.
 */
class UnionPropertyIT {
  private static final int WORLDS = Integer.getInteger("headwater.worlds", 30);

  @TempDir static Path directory;
  private static LakeFixture lake;
  private static QueryEngine engine;

  @BeforeAll
  static void start() throws Exception {
    lake = LakeFixture.start(directory.resolve("data"));
    lake.tiering().start();
    engine = open();
  }

  @AfterAll
  static void stop() throws Exception {
    engine.close();
    lake.close();
  }

  private static QueryEngine open() {
    return QueryEngine.open(
        QuerySettings.of(
            lake.fluss().bootstrapServers(), lake.fluss().warehouse(), directory.resolve("cache")));
  }

  @Test
  void everyWorldIsReadAsItWasWritten() throws Exception {
    long seed = Long.getLong("headwater.seed", System.nanoTime());
    System.out.println("seed " + seed);
    for (int world = 0; world < WORLDS; world++) {
      play(world, new Random(seed + world));
    }
  }

  private static void play(int world, Random random) throws Exception {
    boolean keyed = random.nextInt(3) > 0;
    boolean inLake = random.nextInt(4) > 0;
    boolean partitioned = random.nextBoolean();
    int buckets = 1 + random.nextInt(4);
    String name = "world_" + world;
    String what =
        "world %d: keyed=%b inLake=%b partitioned=%b buckets=%d"
            .formatted(world, keyed, inLake, partitioned, buckets);
    Map<String, String> properties = inLake ? Tables.IN_LAKE : Map.of();
    TableDescriptor.Builder builder =
        (keyed ? Tables.keyed(properties) : Tables.log(properties)).distributedBy(buckets);
    TablePath path =
        lake.create(name, partitioned ? builder.partitionedBy("day").build() : builder.build());
    Map<String, GenericRow> rows = new TreeMap<>();
    List<GenericRow> log = new ArrayList<>();
    assertRead(name, what, keyed ? rows.values().stream().toList() : log);
    try (Table table = lake.connection().getTable(path)) {
      Writing writing = new Writing(table);
      int rounds = 1 + random.nextInt(5);
      for (int round = 0; round < rounds; round++) {
        write(random, keyed, inLake, writing, rows, log);
        if (keyed && random.nextInt(3) == 0) {
          KvSnapshotTrigger.snapshot(lake, path);
        }
        List<GenericRow> expected = keyed ? rows.values().stream().toList() : log;
        assertRead(name, what + ", round " + round, expected);
        if (inLake && random.nextBoolean()) {
          lake.awaitTiered(path);
          assertRead(name, what + ", round " + round + ", tiered", expected);
          if (random.nextBoolean()) {
            assertThat(ShownRows.read(engine, name, Side.HISTORY))
                .as(what + ", history")
                .isEqualTo(ShownRows.written(expected));
          }
        }
        if (random.nextInt(4) == 0) {
          engine.close();
          engine = open();
          assertRead(name, what + ", round " + round + ", restarted", expected);
        }
      }
      if (inLake && partitioned && random.nextBoolean()) {
        drop(path, keyed ? rows.values().stream().toList() : log, what);
      }
    }
  }

  /** What a dropped partition held is in the lake, and nowhere else. */
  private static void drop(TablePath path, List<GenericRow> all, String what) throws Exception {
    lake.awaitTiered(path);
    lake.admin().dropPartition(path, new PartitionSpec(Map.of("day", "d0")), true).get();
    await("the partition is gone")
        .until(
            () ->
                lake.admin().listPartitionInfos(path).get().stream()
                    .noneMatch(partition -> partition.getPartitionName().equals("d0")));
    String table = path.getTableName();
    assertThat(ShownRows.read(engine, table, Side.ALL))
        .as(what + ", partition dropped")
        .isEqualTo(ShownRows.written(all));
    assertThat(ShownRows.read(engine, table, Side.HOT))
        .as(what + ", partition dropped, hot")
        .isEqualTo(
            ShownRows.written(
                all.stream().filter(row -> !row.getString(0).toString().equals("d0")).toList()));
  }

  private static void write(
      Random random,
      boolean keyed,
      boolean inLake,
      Writing writing,
      Map<String, GenericRow> rows,
      List<GenericRow> log) {
    for (int i = random.nextInt(200); i >= 0; i--) {
      String day = "d" + random.nextInt(3);
      long id = random.nextInt(60);
      GenericRow row = Tables.row(day, id, random);
      if (!keyed) {
        writing.append(row);
        log.add(row);
      } else if (random.nextInt(4) > 0) {
        writing.upsert(row);
        rows.put(day + "/" + id, row);
      } else if (!inLake || rows.containsKey(day + "/" + id)) {
        // A key that is not there leaves a batch without records, which tiering cannot pass.
        writing.delete(row);
        rows.remove(day + "/" + id);
      }
      if (random.nextInt(40) == 0) {
        writing.flush();
      }
    }
    writing.flush();
  }

  private static void assertRead(String table, String what, List<GenericRow> expected) {
    assertThat(ShownRows.read(engine, table, Side.ALL))
        .as(what)
        .isEqualTo(ShownRows.written(expected));
    assertThat(ShownRows.read(engine, table, Side.HOT))
        .as(what + ", hot")
        .isEqualTo(ShownRows.written(expected));
  }
}
