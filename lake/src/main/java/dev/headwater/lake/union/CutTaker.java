package dev.headwater.lake.union;

import dev.headwater.lake.LakeException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.apache.fluss.client.admin.Admin;
import org.apache.fluss.client.admin.ListOffsetsResult;
import org.apache.fluss.client.admin.OffsetSpec;
import org.apache.fluss.client.metadata.KvSnapshots;
import org.apache.fluss.client.metadata.LakeSnapshot;
import org.apache.fluss.exception.LakeTableSnapshotNotExistException;
import org.apache.fluss.exception.PartitionNotExistException;
import org.apache.fluss.metadata.PartitionInfo;
import org.apache.fluss.metadata.TableBucket;
import org.apache.fluss.metadata.TableInfo;
import org.apache.fluss.metadata.TablePath;

/**
 * Fixes what a read will return: snapshots first, end offsets last, so that every snapshot's offset
 * is at or before the end offset of its bucket.
 */
final class CutTaker {
  private static final int ATTEMPTS = 5;

  private final Admin admin;
  private final TableInfo table;
  private final TablePath path;
  private final List<Integer> bucketIds;

  CutTaker(Admin admin, TableInfo table) {
    this.admin = admin;
    this.table = table;
    this.path = table.getTablePath();
    this.bucketIds = IntStream.range(0, table.getNumBuckets()).boxed().toList();
  }

  TableCut take(Side side) {
    for (int attempt = 1; ; attempt++) {
      try {
        Optional<LakeSnapshot> lake = side == Side.HOT ? Optional.empty() : lakeSnapshot();
        OptionalLong lakeId =
            lake.map(LakeSnapshot::getSnapshotId)
                .map(OptionalLong::of)
                .orElse(OptionalLong.empty());
        Map<TableBucket, Long> lakeOffsets =
            lake.map(LakeSnapshot::getTableBucketsOffset).orElse(Map.of());
        return new TableCut(table, lakeId, side == Side.HISTORY ? List.of() : buckets(lakeOffsets));
      } catch (LakeException e) {
        // Retention may drop a partition between listing it and asking for its offsets.
        if (!(e.getCause() instanceof PartitionNotExistException) || attempt == ATTEMPTS) {
          throw e;
        }
      }
    }
  }

  private Optional<LakeSnapshot> lakeSnapshot() {
    if (!table.getTableConfig().isDataLakeEnabled()) {
      return Optional.empty();
    }
    try {
      return Optional.of(
          Patience.ask("the lake snapshot of " + path, () -> admin.getReadableLakeSnapshot(path)));
    } catch (LakeException e) {
      if (e.getCause() instanceof LakeTableSnapshotNotExistException) {
        return Optional.empty();
      }
      throw e;
    }
  }

  private List<BucketCut> buckets(Map<TableBucket, Long> lakeOffsets) {
    if (!table.isPartitioned()) {
      return buckets(null, lakeOffsets);
    }
    List<BucketCut> buckets = new ArrayList<>();
    for (PartitionInfo partition :
        Patience.ask("the partitions of " + path, () -> admin.listPartitionInfos(path))) {
      buckets.addAll(buckets(partition, lakeOffsets));
    }
    return buckets;
  }

  private List<BucketCut> buckets(PartitionInfo partition, Map<TableBucket, Long> lakeOffsets) {
    String what = path + (partition == null ? "" : ", partition " + partition.getPartitionName());
    Optional<KvSnapshots> snapshots = kvSnapshots(partition, what);
    Map<Integer, Long> starts =
        table.hasPrimaryKey()
            ? Map.of()
            : Patience.ask(
                "the start offsets of " + what,
                () -> offsets(partition, new OffsetSpec.EarliestSpec()));
    Map<Integer, Long> ends =
        Patience.ask(
            "the end offsets of " + what, () -> offsets(partition, new OffsetSpec.LatestSpec()));
    Long partitionId = partition == null ? null : partition.getPartitionId();
    return bucketIds.stream()
        .map(
            id -> {
              TableBucket bucket = new TableBucket(table.getTableId(), partitionId, id);
              return new BucketCut(
                  bucket,
                  starts.getOrDefault(id, 0L),
                  ends.get(id),
                  lakeOffsets.containsKey(bucket)
                      ? OptionalLong.of(lakeOffsets.get(bucket))
                      : OptionalLong.empty(),
                  snapshots.map(s -> s.getSnapshotId(id)).orElse(OptionalLong.empty()),
                  snapshots.map(s -> s.getLogOffset(id).orElse(0)).orElse(0L));
            })
        .toList();
  }

  private Optional<KvSnapshots> kvSnapshots(PartitionInfo partition, String what) {
    if (!table.hasPrimaryKey()) {
      return Optional.empty();
    }
    return Optional.of(
        Patience.ask(
            "the key-value snapshots of " + what,
            () ->
                partition == null
                    ? admin.getLatestKvSnapshots(path)
                    : admin.getLatestKvSnapshots(path, partition.getPartitionName())));
  }

  private CompletableFuture<Map<Integer, Long>> offsets(PartitionInfo partition, OffsetSpec spec) {
    ListOffsetsResult result =
        partition == null
            ? admin.listOffsets(path, bucketIds, spec)
            : admin.listOffsets(path, partition.getPartitionName(), bucketIds, spec);
    return result.all();
  }
}
