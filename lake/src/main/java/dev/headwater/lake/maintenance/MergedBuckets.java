package dev.headwater.lake.maintenance;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.apache.paimon.CoreOptions;
import org.apache.paimon.append.AppendCompactCoordinator;
import org.apache.paimon.append.AppendCompactTask;
import org.apache.paimon.disk.IOManager;
import org.apache.paimon.io.CompactIncrement;
import org.apache.paimon.io.DataFileMeta;
import org.apache.paimon.manifest.BucketEntry;
import org.apache.paimon.operation.BaseAppendFileStoreWrite;
import org.apache.paimon.table.AppendOnlyFileStoreTable;
import org.apache.paimon.table.BucketMode;
import org.apache.paimon.table.FileStoreTable;
import org.apache.paimon.table.sink.BatchTableCommit;
import org.apache.paimon.table.sink.BatchTableWrite;
import org.apache.paimon.table.sink.CommitMessage;
import org.apache.paimon.table.sink.CommitMessageImpl;

/**
 * What merging did to a table of the lake. Reads meet the result once Fluss has committed to the
 * lake again: until then they begin with the snapshot before.
 *
 * @param filesMerged files that others took the place of
 * @param filesWritten those others
 */
record MergedBuckets(int filesMerged, int filesWritten) {
  private static final String USER = "maintenance";

  /** A bucket of up to this size is written as a whole; of a larger one Paimon chooses parts. */
  private static final long WHOLE_BYTES = 128L << 20;

  /** Merges the buckets that have enough files. */
  static MergedBuckets of(FileStoreTable table, int fewestFiles) throws Exception {
    FileStoreTable merging =
        table.copy(
            Map.of(
                CoreOptions.WRITE_ONLY.key(),
                "false",
                CoreOptions.COMPACTION_MIN_FILE_NUM.key(),
                Integer.toString(fewestFiles)));
    List<CommitMessage> changes =
        table.bucketMode() == BucketMode.BUCKET_UNAWARE
            ? mergedFiles((AppendOnlyFileStoreTable) merging)
            : mergedBuckets(merging, fewestFiles);
    // A table that is not for writing only would expire snapshots with the commit, by its own rule.
    FileStoreTable committing = table.copy(Map.of(CoreOptions.WRITE_ONLY.key(), "true"));
    try (BatchTableCommit commit = committing.newBatchWriteBuilder().newCommit()) {
      commit.commit(changes);
    }
    return new MergedBuckets(
        files(changes, CompactIncrement::compactBefore),
        files(changes, CompactIncrement::compactAfter));
  }

  private static List<CommitMessage> mergedFiles(AppendOnlyFileStoreTable table) throws Exception {
    List<CommitMessage> changes = new ArrayList<>();
    BaseAppendFileStoreWrite write = table.store().newWrite(USER);
    for (AppendCompactTask task : new AppendCompactCoordinator(table, false).run()) {
      changes.add(task.doCompact(table, write));
    }
    write.close();
    return changes;
  }

  private static List<CommitMessage> mergedBuckets(FileStoreTable table, int fewestFiles)
      throws Exception {
    try (BatchTableWrite write = table.newBatchWriteBuilder().newWrite();
        IOManager temporary = IOManager.create(System.getProperty("java.io.tmpdir"))) {
      write.withIOManager(temporary);
      for (BucketEntry bucket : table.newSnapshotReader().bucketEntries()) {
        if (bucket.fileCount() >= fewestFiles) {
          boolean whole = bucket.fileSizeInBytes() <= WHOLE_BYTES;
          write.compact(bucket.partition(), bucket.bucket(), whole);
        }
      }
      return write.prepareCommit();
    }
  }

  private static int files(
      List<CommitMessage> changes, Function<CompactIncrement, List<DataFileMeta>> side) {
    return changes.stream()
        .mapToInt(change -> side.apply(((CommitMessageImpl) change).compactIncrement()).size())
        .sum();
  }
}
