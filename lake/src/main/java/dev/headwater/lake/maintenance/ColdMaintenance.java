package dev.headwater.lake.maintenance;

import dev.headwater.lake.LakeException;
import dev.headwater.lake.cold.ColdCatalog;
import java.io.IOException;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.StreamSupport;
import org.apache.iceberg.DataFile;
import org.apache.iceberg.FileScanTask;
import org.apache.iceberg.RewriteFiles;
import org.apache.iceberg.Snapshot;
import org.apache.iceberg.StructLike;
import org.apache.iceberg.Table;
import org.apache.iceberg.io.CloseableIterable;
import org.apache.iceberg.util.SnapshotUtil;
import org.apache.iceberg.util.StructLikeWrapper;

/**
 * Keeps the files of the cold tables few and their snapshots young, beside those who read and write
 * them.
 *
 * @param cold the catalog
 * @param fewestFiles small files of a partition from which on they are merged
 * @param replacedBefore snapshots that a newer one had replaced by then are not kept
 */
public record ColdMaintenance(ColdCatalog cold, int fewestFiles, Instant replacedBefore) {
  private static final long SMALL_BYTES = 32L << 20;
  private static final String COMMITTED_BY_FLINK = "flink.max-committed-checkpoint-id";

  /**
   * Namespace of the tables that jobs read as streams: such a job comes back to the snapshot that
   * it read last, and passes over commits that are not appends.
   */
  private static final String STREAMED = "marketing.";

  /**
   * Maintains all tables but those that are read as streams, which stay as they are.
   *
   * @throws LakeException when files cannot be read or written; that table is as it was
   */
  public List<MaintenanceReport> maintain() {
    return cold.names().stream()
        .filter(name -> !name.startsWith(STREAMED))
        .map(this::maintain)
        .toList();
  }

  /** Merges the small files of each partition and expires old snapshots. */
  public MaintenanceReport maintain(String name) {
    Table table = cold.table(name);
    if (table.currentSnapshot() == null) {
      return MaintenanceReport.nothing("cold." + name);
    }
    try {
      int merged = 0;
      int written = 0;
      for (Set<DataFile> partition : smallFilesByPartition(table).values()) {
        if (partition.size() >= fewestFiles) {
          written += merge(table, partition);
          merged += partition.size();
        }
      }
      return new MaintenanceReport("cold." + name, merged, written, expire(table));
    } catch (IOException | RuntimeException e) {
      throw LakeException.external("cold." + name + " cannot be maintained", e);
    }
  }

  private static Map<StructLikeWrapper, Set<DataFile>> smallFilesByPartition(Table table)
      throws IOException {
    StructLikeWrapper partitions = StructLikeWrapper.forType(table.spec().partitionType());
    Map<StructLikeWrapper, Set<DataFile>> files = new HashMap<>();
    try (CloseableIterable<FileScanTask> tasks = table.newScan().planFiles()) {
      for (FileScanTask task : tasks) {
        DataFile file = task.file();
        // Where rows are deleted by files of deletes, they would come back.
        if (file.fileSizeInBytes() < SMALL_BYTES && task.deletes().isEmpty()) {
          StructLike partition = file.partition();
          files.computeIfAbsent(partitions.copyFor(partition), key -> new HashSet<>()).add(file);
        }
      }
    }
    return files;
  }

  private static int merge(Table table, Set<DataFile> files) throws IOException {
    List<DataFile> merged = new MergedPartition(table).write(files);
    RewriteFiles rewrite =
        table.newRewrite().validateFromSnapshot(table.currentSnapshot().snapshotId());
    files.forEach(rewrite::deleteFile);
    merged.forEach(rewrite::addFile);
    rewrite.commit();
    return merged.size();
  }

  /**
   * Leaves also the snapshot that a Flink job committed last, and all after it: when the job comes
   * back it looks there for what it has committed, and would commit it again if that were gone.
   */
  private int expire(Table table) {
    table.refresh();
    long before = replacedBefore.toEpochMilli();
    long readThen = Long.MAX_VALUE;
    long committedLast = Long.MAX_VALUE;
    for (Snapshot snapshot : SnapshotUtil.currentAncestors(table)) {
      long time = snapshot.timestampMillis();
      if (readThen == Long.MAX_VALUE && time <= before) {
        readThen = time;
      }
      if (committedLast == Long.MAX_VALUE && snapshot.summary().containsKey(COMMITTED_BY_FLINK)) {
        committedLast = time;
      }
    }
    if (readThen == Long.MAX_VALUE) {
      return 0;
    }
    long had = count(table);
    table.expireSnapshots().expireOlderThan(Math.min(readThen, committedLast)).commit();
    return (int) (had - count(table));
  }

  private static long count(Table table) {
    return StreamSupport.stream(table.snapshots().spliterator(), false).count();
  }
}
