package dev.headwater.lake.union;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.fluss.metadata.TableInfo;
import org.apache.fluss.metadata.TablePath;
import org.apache.paimon.CoreOptions;
import org.apache.paimon.append.AppendCompactCoordinator;
import org.apache.paimon.append.AppendCompactTask;
import org.apache.paimon.catalog.Identifier;
import org.apache.paimon.disk.IOManager;
import org.apache.paimon.operation.BaseAppendFileStoreWrite;
import org.apache.paimon.table.AppendOnlyFileStoreTable;
import org.apache.paimon.table.BucketMode;
import org.apache.paimon.table.ExpireSnapshotsImpl;
import org.apache.paimon.table.FileStoreTable;
import org.apache.paimon.table.sink.BatchTableCommit;
import org.apache.paimon.table.sink.BatchTableWrite;
import org.apache.paimon.table.sink.BatchWriteBuilder;
import org.apache.paimon.table.sink.CommitMessage;
import org.apache.paimon.table.source.DataSplit;
import org.apache.paimon.table.source.Split;

/** What somebody may do to a table in the lake while it is read and written. */
public final class LakeMaintenance {
  private static final String USER = "maintenance";

  private final LakeFixture lake;

  public LakeMaintenance(LakeFixture lake) {
    this.lake = lake;
  }

  /** Rewrites the files of every bucket as one. Reads meet the result after the next tiering. */
  public void compact(TablePath path) throws Exception {
    try (LakeTable opened = open(path)) {
      FileStoreTable table =
          newest(opened, path)
              .copy(
                  Map.of(
                      CoreOptions.WRITE_ONLY.key(), "false",
                      CoreOptions.COMPACTION_MIN_FILE_NUM.key(), "2"));
      BatchWriteBuilder builder = table.newBatchWriteBuilder();
      List<CommitMessage> changes =
          table.bucketMode() == BucketMode.BUCKET_UNAWARE
              ? compactedFiles((AppendOnlyFileStoreTable) table)
              : compactedBuckets(table, builder);
      try (BatchTableCommit commit = builder.newCommit()) {
        commit.commit(changes);
      }
    }
  }

  private static List<CommitMessage> compactedFiles(AppendOnlyFileStoreTable table)
      throws Exception {
    List<CommitMessage> changes = new ArrayList<>();
    BaseAppendFileStoreWrite write = table.store().newWrite(USER);
    for (AppendCompactTask task : new AppendCompactCoordinator(table, false).run()) {
      changes.add(task.doCompact(table, write));
    }
    write.close();
    return changes;
  }

  private static List<CommitMessage> compactedBuckets(
      FileStoreTable table, BatchWriteBuilder builder) throws Exception {
    try (BatchTableWrite write = builder.newWrite();
        IOManager temporary = IOManager.create(System.getProperty("java.io.tmpdir"))) {
      write.withIOManager(temporary);
      for (Split split : table.newReadBuilder().newScan().plan().splits()) {
        DataSplit files = (DataSplit) split;
        write.compact(files.partition(), files.bucket(), true);
      }
      return write.prepareCommit();
    }
  }

  /** Removes snapshots before the one that reads begin with, and files that only they have. */
  public void expire(TablePath path) throws Exception {
    try (LakeTable opened = open(path)) {
      FileStoreTable table = newest(opened, path);
      long readable = readable(path);
      Long earliest = table.snapshotManager().earliestSnapshotId();
      ((ExpireSnapshotsImpl) table.newExpireSnapshots()).expireUntil(earliest, readable);
    }
  }

  private LakeTable open(TablePath path) throws Exception {
    TableInfo table = lake.admin().getTableInfo(path).get();
    return LakeTable.open(
        table, readable(path), Map.of("warehouse", lake.fluss().warehouse().toString()));
  }

  private static FileStoreTable newest(LakeTable opened, TablePath path) throws Exception {
    return (FileStoreTable)
        opened.catalog().getTable(Identifier.create(path.getDatabaseName(), path.getTableName()));
  }

  private long readable(TablePath path) throws Exception {
    return lake.admin().getReadableLakeSnapshot(path).get().getSnapshotId();
  }
}
