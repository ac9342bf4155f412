package dev.headwater.lake.server.mirror;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headwater.lake.catalogs.LakeTable;
import dev.headwater.lake.server.ask.QuerySettings;
import dev.headwater.lake.server.duck.QueryDatabase;
import dev.headwater.lake.server.duck.TableColumns;
import dev.headwater.lake.union.LakeFixture;
import dev.headwater.lake.union.Tables;
import dev.headwater.lake.union.Writing;
import java.nio.file.Path;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.apache.fluss.client.table.Table;
import org.apache.fluss.metadata.TableInfo;
import org.apache.fluss.metadata.TablePath;
import org.apache.fluss.row.GenericRow;
import org.apache.paimon.table.source.DataSplit;
import org.apache.paimon.table.source.Split;
import org.duckdb.DuckDBConnection;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** DuckDB merges the lake's files as Paimon does. */
class MergedFilesIT {
  private static final int ROUNDS = 3;

  @TempDir Path directory;

  @Test
  void bothWaysOfMergingGiveTheSameRows() throws Exception {
    long seed = System.nanoTime();
    System.out.println("seed " + seed);
    try (LakeFixture lake = LakeFixture.shared()) {
      TablePath path = lake.create("merged", Tables.keyed(Tables.IN_LAKE).distributedBy(2).build());
      lake.tiering().start();
      write(lake, path, new Random(seed));
      TableInfo table = lake.admin().getTableInfo(path).get();
      long snapshot = lake.admin().getReadableLakeSnapshot(path).get().getSnapshotId();
      QuerySettings settings =
          QuerySettings.of(
              lake.fluss().bootstrapServers(), lake.fluss().lake(), directory.resolve("cache"));
      try (QueryDatabase database = QueryDatabase.open(settings);
          DuckDBConnection connection = database.connect();
          LakeTable inLake = LakeTable.open(table, snapshot, settings.lakeOptions())) {
        int merged = 0;
        for (Split split : inLake.table().newReadBuilder().newScan().plan().splits()) {
          Path byDuck = file(inLake, table, (DataSplit) split, connection, settings, true);
          Path byPaimon = file(inLake, table, (DataSplit) split, connection, settings, false);
          assertThat(count(connection, byDuck, byPaimon)).isZero();
          assertThat(count(connection, byPaimon, byDuck)).isZero();
          merged += ((DataSplit) split).dataFiles().size();
        }
        assertThat(merged).as("files that had to be merged").isGreaterThan(2);
      }
    }
  }

  private static void write(LakeFixture lake, TablePath path, Random random) throws Exception {
    try (Table table = lake.connection().getTable(path)) {
      Writing writing = new Writing(table);
      Map<Long, GenericRow> there = new HashMap<>();
      for (int round = 0; round < ROUNDS; round++) {
        for (int i = 0; i < 200; i++) {
          long id = random.nextInt(80);
          GenericRow row = Tables.row("d", id, random);
          if (random.nextInt(4) > 0) {
            writing.upsert(row);
            there.put(id, row);
          } else if (there.remove(id) != null) {
            writing.delete(row);
          }
        }
        writing.flush();
        lake.awaitTiered(path);
      }
    }
  }

  private Path file(
      LakeTable lake,
      TableInfo table,
      DataSplit split,
      DuckDBConnection connection,
      QuerySettings settings,
      boolean newestWins)
      throws Exception {
    CachedFiles cache =
        new CachedFiles(settings.cache().resolve("merged-" + newestWins), Duration.ZERO);
    MergedFiles.Merge merge =
        new MergedFiles.Merge(
            LakeFiles.merge(
                    lake.table(),
                    split,
                    TableColumns.of(table),
                    new LocalFiles(table, lake.table().fileIO(), cache))
                .sources(),
            newestWins);
    return new MergedFiles(cache)
        .file(table, TableColumns.of(table), merge, lake, split, connection);
  }

  private static long count(DuckDBConnection connection, Path left, Path right)
      throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet result =
            statement.executeQuery(
                "SELECT COUNT(*) FROM (FROM %s EXCEPT ALL FROM %s)"
                    .formatted(LakePart.scan(List.of(left)), LakePart.scan(List.of(right))))) {
      result.next();
      return result.getLong(1);
    }
  }
}
