package dev.headwater.lake.union;

import dev.headwater.lake.LakeException;
import dev.headwater.lake.Patience;
import java.util.Collections;
import java.util.List;
import java.util.OptionalLong;
import org.apache.fluss.client.admin.Admin;
import org.apache.fluss.client.metadata.KvSnapshots;
import org.apache.fluss.client.table.Table;
import org.apache.fluss.metadata.MergeEngineType;
import org.apache.fluss.metadata.PartitionInfo;
import org.apache.fluss.metadata.TableInfo;
import org.apache.fluss.metadata.TablePath;

/**
 * A bucket's key-value snapshot, opened.
 *
 * @param cut the bucket, with the snapshot that could be opened
 * @param rows full rows of the snapshot, none when the bucket has none
 */
public record KeyedSnapshot(BucketCut cut, RowStream rows) {
  private static final int ATTEMPTS = 3;

  /**
   * Opens the cut's snapshot, or a newer one when Fluss has already replaced it.
   *
   * @throws LakeException when no snapshot can be read
   */
  public static KeyedSnapshot open(Admin admin, Table table, BucketCut wanted, Runnable guard) {
    BucketCut cut = wanted;
    for (int attempt = 1; ; attempt++) {
      if (cut.snapshot().isEmpty()) {
        return new KeyedSnapshot(cut, RowStreams.of(Collections.emptyIterator()));
      }
      try {
        return new KeyedSnapshot(cut, new SnapshotRows(table, cut, guard));
      } catch (LakeException e) {
        BucketCut newer = newest(admin, table.getTableInfo().getTablePath(), cut);
        if (attempt == ATTEMPTS || newer.snapshot().equals(cut.snapshot())) {
          throw e;
        }
        cut = newer;
      }
    }
  }

  /** Whether the log after a snapshot may hold a key again. */
  public static boolean keysRepeat(TableInfo table) {
    return table.hasPrimaryKey()
        && table
            .getTableConfig()
            .getMergeEngineType()
            .filter(MergeEngineType.FIRST_ROW::equals)
            .isEmpty();
  }

  private static BucketCut newest(Admin admin, TablePath path, BucketCut cut) {
    Long partitionId = cut.bucket().getPartitionId();
    KvSnapshots snapshots =
        Patience.ask(
            "the key-value snapshots of " + path,
            () ->
                partitionId == null
                    ? admin.getLatestKvSnapshots(path)
                    : admin
                        .listPartitionInfos(path)
                        .thenCompose(
                            all -> admin.getLatestKvSnapshots(path, name(all, partitionId))));
    int bucket = cut.bucket().getBucket();
    OptionalLong newest = snapshots.getSnapshotId(bucket);
    return newest.isEmpty()
        ? cut
        : cut.with(newest.getAsLong(), snapshots.getLogOffset(bucket).orElse(0));
  }

  private static String name(List<PartitionInfo> partitions, long id) {
    return partitions.stream()
        .filter(partition -> partition.getPartitionId() == id)
        .map(PartitionInfo::getPartitionName)
        .findFirst()
        .orElseThrow();
  }
}
