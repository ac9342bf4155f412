package dev.headwater.lake.union;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Random;
import java.util.TreeMap;
import org.apache.fluss.client.table.Table;
import org.apache.fluss.metadata.TableBucket;
import org.apache.fluss.metadata.TablePath;
import org.apache.fluss.row.GenericRow;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Primary-key tables outside the lake: key-value snapshot and log make the whole. */
class KeyedReadIT {
  private static final int COUNT = 6;

  private static LakeFixture lake;

  @BeforeAll
  static void start() throws Exception {
    lake = LakeFixture.shared();
  }

  @AfterAll
  static void stop() throws Exception {
    lake.close();
  }

  @ParameterizedTest
  @ValueSource(strings = {"default", "first_row", "versioned"})
  void aTableOutsideTheLakeEqualsTheReplayOfItsWritesBeforeAndAfterSnapshots(String engine)
      throws Exception {
    long seed = System.nanoTime();
    System.out.println("seed " + seed);
    Random random = new Random(seed);
    TablePath path =
        lake.create("of_" + engine, Tables.keyed(properties(engine)).distributedBy(2).build());
    Map<Long, GenericRow> expected = new TreeMap<>();
    try (Table table = lake.connection().getTable(path)) {
      Writing writing = new Writing(table);
      RowText text = new RowText(table.getTableInfo().getRowType());
      for (int round = 0; round < 6; round++) {
        for (int i = random.nextInt(200); i >= 0; i--) {
          write(random, engine, writing, expected);
        }
        writing.flush();
        List<String> rows = expected.values().stream().map(text::of).sorted().toList();
        assertThat(lake.read(path, Side.ALL)).isEqualTo(rows);
        if (round % 2 == 1) {
          KvSnapshotTrigger.snapshot(lake, path);
          assertThat(lake.read(path, Side.HOT)).isEqualTo(rows);
        }
      }
    }
  }

  @Test
  void aSnapshotThatWasReplacedGivesWayToTheNewest() throws Exception {
    TablePath path = lake.create("replaced", Tables.keyed(Map.of()).distributedBy(1).build());
    try (Table table = lake.connection().getTable(path)) {
      Writing writing = new Writing(table);
      writing.upsert(Tables.row("d", 1, new Random(1)));
      writing.flush();
      TableBucket bucket = new TableBucket(table.getTableInfo().getTableId(), 0);
      KvSnapshotTrigger.snapshot(lake, path);
      BucketCut stale = new BucketCut(bucket, 0, 0, OptionalLong.empty(), OptionalLong.of(4711), 0);
      KeyedSnapshot opened = KeyedSnapshot.open(lake.admin(), table, stale, () -> {});
      try (RowStream rows = opened.rows()) {
        assertThat(opened.cut().snapshot()).hasValue(0);
        assertThat(opened.cut().afterSnapshot()).isEqualTo(new OffsetRange(1, 1));
        assertThat(rows.next().getLong(1)).isEqualTo(1);
        assertThat(rows.next()).isNull();
      }
    }
  }

  private static Map<String, String> properties(String engine) {
    return switch (engine) {
      case "first_row" -> Map.of("table.merge-engine", engine);
      case "versioned" ->
          Map.of("table.merge-engine", engine, "table.merge-engine.versioned.ver-column", "count");
      default -> Map.of();
    };
  }

  private static void write(
      Random random, String engine, Writing writing, Map<Long, GenericRow> expected) {
    long id = random.nextInt(60);
    GenericRow row = Tables.row("d", id, random);
    if (engine.equals("default") && random.nextInt(4) == 0) {
      // A key that is not there leaves a batch without records.
      writing.delete(row);
      expected.remove(id);
    } else {
      writing.upsert(row);
      expected.merge(id, row, (old, newer) -> wins(engine, old, newer) ? newer : old);
    }
    if (random.nextInt(20) == 0) {
      writing.flush();
    }
  }

  private static boolean wins(String engine, GenericRow old, GenericRow newer) {
    return switch (engine) {
      case "first_row" -> false;
      case "versioned" -> version(newer) >= version(old);
      default -> true;
    };
  }

  private static long version(GenericRow row) {
    return row.isNullAt(COUNT) ? Long.MIN_VALUE : row.getInt(COUNT);
  }
}
