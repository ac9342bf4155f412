package dev.headwater.lake.union;

import dev.headwater.lake.LakeException;
import java.util.Collections;
import java.util.OptionalLong;
import org.apache.fluss.client.admin.Admin;
import org.apache.fluss.client.metadata.KvSnapshots;
import org.apache.fluss.client.table.Table;
import org.apache.fluss.metadata.PartitionInfo;
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

  private static BucketCut newest(Admin admin, TablePath path, BucketCut cut) {
    Long partitionId = cut.bucket().getPartitionId();
    KvSnapshots snapshots =
        partitionId == null
            ? Patience.ask(
                "the key-value snapshots of " + path, () -> admin.getLatestKvSnapshots(path))
            : Patience.ask(
                "the key-value snapshots of " + path,
                () ->
                    admin
                        .listPartitionInfos(path)
                        .thenCompose(
                            all ->
                                admin.getLatestKvSnapshots(
                                    path,
                                    all.stream()
                                        .filter(p -> p.getPartitionId() == partitionId)
                                        .map(PartitionInfo::getPartitionName)
                                        .findFirst()
                                        .orElseThrow())));
    int bucket = cut.bucket().getBucket();
    OptionalLong newest = snapshots.getSnapshotId(bucket);
    return newest.isEmpty()
        ? cut
        : cut.with(newest.getAsLong(), snapshots.getLogOffset(bucket).orElse(0));
  }
}
