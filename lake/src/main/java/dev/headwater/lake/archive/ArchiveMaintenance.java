package dev.headwater.lake.archive;

import dev.headwater.lake.Causes;
import dev.headwater.lake.ColdCatalog;
import dev.headwater.lake.LakeException;
import dev.headwater.lake.LakeException.Actor;
import java.io.IOException;
import java.time.Duration;
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
import org.apache.iceberg.util.StructLikeWrapper;

/**
 * Keeps the archive's files few and its snapshots young, beside the jobs that write it.
 *
 * @param cold the catalog that holds the archive
 * @param fewestFiles small files of a day from which on they are merged
 * @param keep how long a snapshot is kept for those who read it
 */
public record ArchiveMaintenance(ColdCatalog cold, int fewestFiles, Duration keep) {
  private static final long SMALL_BYTES = 32L << 20;
  private static final String COMMITTED_BY_FLINK = "flink.max-committed-checkpoint-id";

  /**
   * Merges the small files of each day and expires old snapshots.
   *
   * @throws LakeException when files cannot be read or written; the table is then as it was
   */
  public MaintenanceReport maintain(ArchivedTable archived) {
    Table table = cold.table(archived.archive());
    if (table.currentSnapshot() == null) {
      return new MaintenanceReport(archived.archive(), 0, 0, 0);
    }
    try {
      int merged = 0;
      int written = 0;
      for (Set<DataFile> day : smallFilesByDay(table).values()) {
        if (day.size() >= fewestFiles) {
          written += merge(table, day);
          merged += day.size();
        }
      }
      return new MaintenanceReport(archived.archive(), merged, written, expire(table));
    } catch (IOException | RuntimeException e) {
      throw new LakeException(
          Actor.EXTERNAL,
          "cold." + archived.archive() + " cannot be maintained: " + Causes.deepest(e),
          e);
    }
  }

  private static Map<StructLikeWrapper, Set<DataFile>> smallFilesByDay(Table table)
      throws IOException {
    StructLikeWrapper days = StructLikeWrapper.forType(table.spec().partitionType());
    Map<StructLikeWrapper, Set<DataFile>> files = new HashMap<>();
    try (CloseableIterable<FileScanTask> tasks = table.newScan().planFiles()) {
      for (FileScanTask task : tasks) {
        DataFile file = task.file();
        if (file.fileSizeInBytes() < SMALL_BYTES) {
          StructLike day = file.partition();
          files.computeIfAbsent(days.copyFor(day), key -> new HashSet<>()).add(file);
        }
      }
    }
    return files;
  }

  private static int merge(Table table, Set<DataFile> files) throws IOException {
    List<DataFile> merged = new MergedDay(table).write(files);
    RewriteFiles rewrite =
        table.newRewrite().validateFromSnapshot(table.currentSnapshot().snapshotId());
    files.forEach(rewrite::deleteFile);
    merged.forEach(rewrite::addFile);
    rewrite.commit();
    return merged.size();
  }

  /**
   * Leaves the snapshot that the job committed last, and all after it: when the job comes back it
   * looks there for what it has committed, and would commit it again if that were gone.
   */
  private int expire(Table table) {
    table.refresh();
    long before = Instant.now().minus(keep).toEpochMilli();
    Snapshot snapshot = table.currentSnapshot();
    while (snapshot != null && !snapshot.summary().containsKey(COMMITTED_BY_FLINK)) {
      snapshot = snapshot.parentId() == null ? null : table.snapshot(snapshot.parentId());
    }
    if (snapshot == null) {
      return 0;
    }
    long had = count(table);
    table.expireSnapshots().expireOlderThan(Math.min(before, snapshot.timestampMillis())).commit();
    return (int) (had - count(table));
  }

  private static long count(Table table) {
    return StreamSupport.stream(table.snapshots().spliterator(), false).count();
  }
}
