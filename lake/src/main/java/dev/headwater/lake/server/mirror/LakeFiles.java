package dev.headwater.lake.server.mirror;

import dev.headwater.lake.LakeException;
import dev.headwater.lake.LakeException.Actor;
import dev.headwater.lake.catalogs.LakeTable;
import dev.headwater.lake.server.ask.QuerySettings;
import dev.headwater.lake.server.duck.TableColumns;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.apache.fluss.metadata.TableInfo;
import org.apache.paimon.CoreOptions;
import org.apache.paimon.Snapshot;
import org.apache.paimon.io.DataFileMeta;
import org.apache.paimon.table.FileStoreTable;
import org.apache.paimon.table.source.DataSplit;
import org.apache.paimon.table.source.RawFile;
import org.apache.paimon.table.source.Split;
import org.apache.paimon.types.DataField;
import org.duckdb.DuckDBConnection;

/**
 * Finds the Parquet files of a snapshot. Those of a bucket are copied to this machine first, and
 * those that need merging are merged, once each.
 */
public final class LakeFiles {
  private static final String PARQUET = "parquet";

  private final QuerySettings settings;
  private final CachedFiles cache;
  private final MergedFiles merged;

  public LakeFiles(QuerySettings settings) {
    this.settings = settings;
    this.cache =
        new CachedFiles(settings.cache().resolve("merged"), settings.timeLimit().plusMinutes(1));
    this.merged = new MergedFiles(cache);
  }

  /**
   * The table's rows at a snapshot.
   *
   * @param connection to merge with
   * @throws LakeException when the lake cannot be read
   */
  LakePart at(TableInfo table, TableColumns columns, long snapshot, DuckDBConnection connection) {
    try (LakeTable lake = LakeTable.open(table, snapshot, settings.lakeOptions())) {
      List<MergedFiles.Source> files = new ArrayList<>();
      LocalFiles local = new LocalFiles(table, lake.table().fileIO(), cache);
      int mergedFiles = 0;
      long rows = 0;
      for (Split planned : lake.table().newReadBuilder().newScan().plan().splits()) {
        DataSplit split = (DataSplit) planned;
        rows += split.rowCount();
        if (readsAsItIs(split)) {
          for (RawFile file : split.convertToRawFiles().orElseThrow()) {
            files.add(source(lake.table(), local, file.path(), file.schemaId()));
          }
        } else {
          MergedFiles.Merge merge = merge(lake.table(), split, columns, local);
          Path file = merged.file(table, columns, merge, lake, split, connection);
          files.add(new MergedFiles.Source(file, columns.names()));
          mergedFiles++;
        }
      }
      return new LakePart(snapshot, LakePart.Group.of(files), mergedFiles, rows, local.copies());
    } catch (LakeException e) {
      throw e;
    } catch (Exception e) {
      throw LakeException.external(
          "cannot read snapshot %d of %s in the lake".formatted(snapshot, table.getTablePath()), e);
    }
  }

  /** Removes files of the cache that the newest snapshot of a table does without. */
  void keepOnly(TableInfo table, LakePart newest) {
    try {
      Set<Path> used = new HashSet<>(newest.files());
      used.addAll(newest.copies());
      cache.keep(table, used);
    } catch (IOException e) {
      throw new LakeException(Actor.INTERNAL, "the cache cannot be cleaned: " + e, e);
    }
  }

  /**
   * The snapshots of a table that have not expired, oldest first.
   *
   * @throws LakeException when the lake cannot be read
   */
  List<Snapshot> snapshots(TableInfo table) {
    try (LakeTable lake = LakeTable.newest(table, settings.lakeOptions())) {
      return lake.table().snapshotManager().safelyGetAllSnapshots().stream()
          .sorted(Comparator.comparingLong(Snapshot::id))
          .toList();
    } catch (Exception e) {
      throw LakeException.external(
          "cannot read the snapshots of %s in the lake".formatted(table.getTablePath()), e);
    }
  }

  private static boolean readsAsItIs(DataSplit split) {
    return split.deletionFiles().isEmpty()
        && split
            .convertToRawFiles()
            .filter(files -> files.stream().allMatch(file -> file.format().equals(PARQUET)))
            .isPresent();
  }

  /** Newest change of each key, which DuckDB finds as well as Paimon does, and faster. */
  static MergedFiles.Merge merge(
      FileStoreTable lake, DataSplit split, TableColumns columns, LocalFiles local)
      throws IOException, SQLException {
    CoreOptions options = lake.coreOptions();
    boolean newestWins =
        options.mergeEngine() == CoreOptions.MergeEngine.DEDUPLICATE
            && options.sequenceField().isEmpty()
            && !options.ignoreDelete()
            && split.deletionFiles().isEmpty()
            && split.dataFiles().stream().allMatch(file -> file.fileFormat().equals(PARQUET))
            && !columns.keys().isEmpty();
    List<MergedFiles.Source> sources = new ArrayList<>();
    for (DataFileMeta file : split.dataFiles()) {
      String path = file.externalPath().orElse(split.bucketPath() + '/' + file.fileName());
      sources.add(source(lake, local, path, file.schemaId()));
    }
    return new MergedFiles.Merge(sources, newestWins);
  }

  private static MergedFiles.Source source(
      FileStoreTable lake, LocalFiles local, String path, long schema)
      throws IOException, SQLException {
    List<String> columns =
        lake.schemaManager().schema(schema).fields().stream().map(DataField::name).toList();
    return new MergedFiles.Source(local.file(path), columns);
  }
}
