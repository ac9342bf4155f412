package dev.headwater.lake.union;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.apache.fluss.client.Connection;
import org.apache.fluss.client.table.Table;
import org.apache.fluss.metadata.TableChange;
import org.apache.fluss.metadata.TableDescriptor;
import org.apache.fluss.metadata.TablePath;
import org.apache.fluss.row.GenericRow;
import org.apache.fluss.types.DataTypes;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The property of a union read: it equals the replay of all that was written. */
class TableReadIT {
  private static final int ROUNDS = 5;

  private static LakeFixture lake;

  @BeforeAll
  static void start() throws Exception {
    lake = LakeFixture.shared();
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

  @Test
  void aColumnAddedAtTheEndIsEmptyInOlderRowsWhereverTheyAre() throws Exception {
    Random random = seeded();
    TablePath path = lake.create("grown", Tables.keyed(Tables.IN_LAKE).distributedBy(1).build());
    GenericRow tiered = Tables.row("d", 1, random);
    GenericRow hot = Tables.row("d", 2, random);
    try (Table table = lake.connection().getTable(path)) {
      write(table, tiered);
      lake.awaitTiered(path);
      write(table, hot);
    }
    TableChange added =
        TableChange.addColumn(
            "record", DataTypes.STRING(), null, TableChange.ColumnPosition.last());
    lake.admin().alterTable(path, List.of(added), false).get();
    try (Connection later = lake.connect();
        Table table = later.getTable(path)) {
      List<GenericRow> expected = List.of(grown(tiered, null), grown(hot, null));
      assertAllSides(path, table, expected);
      GenericRow full = grown(Tables.row("d", 3, random), Tables.text("a record"));
      write(table, full);
      lake.awaitTiered(path);
      assertAllSides(path, table, List.of(expected.get(0), expected.get(1), full));
    }
  }

  private static void write(Table table, GenericRow row) {
    Writing writer = new Writing(table);
    writer.upsert(row);
    writer.flush();
  }

  private static GenericRow grown(GenericRow row, Object value) {
    GenericRow grown = new GenericRow(row.getFieldCount() + 1);
    for (int i = 0; i < row.getFieldCount(); i++) {
      grown.setField(i, row.getField(i));
    }
    grown.setField(row.getFieldCount(), value);
    return grown;
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
