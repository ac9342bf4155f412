package dev.headwater.lake.maintenance;

import dev.headwater.lake.LakeException;
import dev.headwater.lake.Patience;
import dev.headwater.lake.catalogs.LakeLocation;
import dev.headwater.lake.catalogs.LakeTable;
import dev.headwater.lake.client.FlussClient;
import dev.headwater.lake.tables.TableDefinitions;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.fluss.client.metadata.LakeSnapshot;
import org.apache.fluss.exception.LakeTableSnapshotNotExistException;
import org.apache.fluss.metadata.TableInfo;
import org.apache.fluss.metadata.TablePath;
import org.apache.paimon.table.CatalogEnvironment;
import org.apache.paimon.table.ExpireSnapshotsImpl;
import org.apache.paimon.table.FileStoreTable;
import org.apache.paimon.table.FileStoreTableFactory;
import org.apache.paimon.utils.SnapshotManager;

/**
 * Keeps the lake's files few and its snapshots young, beside tiering and queries. In a bucket files
 * stay as they are: there nothing keeps two that commit at a time from replacing each other's
 * snapshot, and tiering commits.
 *
 * @param fluss whose tables are tiered
 * @param fewestFiles files of a bucket from which on they are merged
 * @param replacedBefore snapshots that a newer one had replaced by then are not kept
 */
public record LakeMaintenance(FlussClient fluss, int fewestFiles, Instant replacedBefore) {

  /**
   * Maintains every table that is tiered and has a snapshot.
   *
   * @throws LakeException when files cannot be read or written; that table is as it was
   */
  public List<MaintenanceReport> maintain() {
    List<MaintenanceReport> reports = new ArrayList<>();
    for (String name :
        Patience.ask("its tables", () -> fluss.admin().listTables(TableDefinitions.DATABASE))) {
      TablePath path = TablePath.of(TableDefinitions.DATABASE, name);
      TableInfo table = Patience.ask("the table " + path, () -> fluss.admin().getTableInfo(path));
      if (table.getTableConfig().isDataLakeEnabled()) {
        reports.add(maintain(table));
      }
    }
    return reports;
  }

  /** Maintains one tiered table. */
  public MaintenanceReport maintain(TableInfo table) {
    String name = table.getTablePath().getTableName();
    Optional<Long> read = readSnapshot(table.getTablePath());
    if (read.isEmpty()) {
      return MaintenanceReport.nothing(name);
    }
    boolean exclusive =
        LakeLocation.announcedWith(table).flatMap(LakeLocation::directory).isPresent();
    try (LakeTable opened = LakeTable.newest(table, Map.of())) {
      if (!exclusive) {
        return new MaintenanceReport(name, 0, 0, expire(opened.table(), read.get()));
      }
      FileStoreTable lake =
          FileStoreTableFactory.create(
              new ExclusiveFileIO(),
              opened.table().location(),
              opened.table().schema(),
              CatalogEnvironment.empty());
      if (lake.coreOptions().deletionVectorsEnabled()) {
        // Fluss then refers to more snapshots than it tells of; no table of the product is so.
        return MaintenanceReport.nothing(name);
      }
      MergedBuckets merged = MergedBuckets.of(lake, fewestFiles);
      return new MaintenanceReport(
          name, merged.filesMerged(), merged.filesWritten(), expire(lake, read.get()));
    } catch (Exception e) {
      throw LakeException.external(name + " cannot be maintained in the lake", e);
    }
  }

  /** The snapshot that reads begin with, which Fluss goes on from. */
  private Optional<Long> readSnapshot(TablePath path) {
    return Patience.find(
            "the lake snapshot of " + path,
            LakeTableSnapshotNotExistException.class,
            () -> fluss.admin().getReadableLakeSnapshot(path))
        .map(LakeSnapshot::getSnapshotId);
  }

  /**
   * What reads begin with stays, however old, and so does what a Paimon consumer has yet to read.
   */
  private int expire(FileStoreTable lake, long read) {
    SnapshotManager snapshots = lake.snapshotManager();
    Long earliest = snapshots.earliestSnapshotId();
    long before = replacedBefore.toEpochMilli();
    long first = Math.min(read, lake.consumerManager().minNextSnapshot().orElse(read));
    long kept = earliest;
    while (kept < first && snapshots.snapshot(kept + 1).timeMillis() <= before) {
      kept++;
    }
    return kept == earliest
        ? 0
        : ((ExpireSnapshotsImpl) lake.newExpireSnapshots()).expireUntil(earliest, kept);
  }
}
