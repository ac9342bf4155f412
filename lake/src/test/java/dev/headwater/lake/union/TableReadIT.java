package dev.headwater.lake.union;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.apache.fluss.client.table.Table;
import org.apache.fluss.metadata.TableDescriptor;
import org.apache.fluss.metadata.TablePath;
import org.apache.fluss.row.GenericRow;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The property of a union read: it equals the replay of all that was written. */
class TableReadIT {
  private static final int ROUNDS = 5;

  @TempDir static Path directory;
  private static LakeFixture lake;

  @BeforeAll
  static void start() throws Exception {
    lake = LakeFixture.start(directory);
    lake.tiering().start();
  }

  @AfterAll
  static void stop() throws Exception {
    lake.close();
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void aKeyedTableEqualsTheReplayOfItsWritesWhereverTieringStands(boolean partitioned)
      throws Exception {
    Random random = seeded();
    TableDescriptor.Builder builder = Tables.keyed(Tables.IN_LAKE).distributedBy(2);
    TablePath path =
        lake.create(
            "keyed_" + partitioned,
            partitioned ? builder.partitionedBy("day").build() : builder.build());
    Map<String, GenericRow> expected = new TreeMap<>();
    try (Table table = lake.connection().getTable(path)) {
      Writing writer = new Writing(table);
      for (int round = 0; round < ROUNDS; round++) {
        writeRandomly(random, writer, expected);
        assertAllSides(path, table, expected.values().stream().toList());
        if (random.nextBoolean() || round == 1) {
          lake.awaitTiered(path);
          assertAllSides(path, table, expected.values().stream().toList());
        }
      }
    }
  }

  @Test
  void aLogTableEqualsTheReplayOfItsWritesWhereverTieringStands() throws Exception {
    Random random = seeded();
    TablePath path =
        lake.create(
            "log", Tables.log(Tables.IN_LAKE).distributedBy(2).partitionedBy("day").build());
    List<GenericRow> expected = new ArrayList<>();
    try (Table table = lake.connection().getTable(path)) {
      Writing writer = new Writing(table);
      for (int round = 0; round < ROUNDS; round++) {
        for (int i = random.nextInt(300); i >= 0; i--) {
          GenericRow row = Tables.row("d" + random.nextInt(3), random.nextInt(50), random);
          writer.append(row);
          expected.add(row);
        }
        writer.flush();
        assertAllSides(path, table, expected);
        if (random.nextBoolean() || round == 1) {
          lake.awaitTiered(path);
          assertAllSides(path, table, expected);
        }
      }
    }
  }

  private static void writeRandomly(
      Random random, Writing writer, Map<String, GenericRow> expected) {
    for (int i = random.nextInt(300); i >= 0; i--) {
      String day = "d" + random.nextInt(3);
      long id = random.nextInt(60);
      if (random.nextInt(4) > 0) {
        GenericRow row = Tables.row(day, id, random);
        writer.upsert(row);
        expected.put(day + "/" + id, row);
      } else if (expected.containsKey(day + "/" + id)) {
        writer.delete(expected.remove(day + "/" + id));
      }
    }
    writer.flush();
  }

  private static void assertAllSides(TablePath path, Table table, List<GenericRow> expected) {
    RowText text = new RowText(table.getTableInfo().getRowType());
    List<String> rows = expected.stream().map(text::of).sorted().toList();
    assertThat(lake.read(path, Side.ALL)).isEqualTo(rows);
    assertThat(lake.read(path, Side.HOT)).isEqualTo(rows);
  }

  private static Random seeded() {
    long seed = System.nanoTime();
    System.out.println("seed " + seed);
    return new Random(seed);
  }
}
