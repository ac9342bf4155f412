package dev.headwater.lake.union;

import dev.headwater.lake.LakeException;
import dev.headwater.lake.Patience;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.apache.fluss.client.admin.Admin;
import org.apache.fluss.client.admin.ListOffsetsResult;
import org.apache.fluss.client.admin.OffsetSpec;
import org.apache.fluss.client.metadata.KvSnapshots;
import org.apache.fluss.client.metadata.LakeSnapshot;
import org.apache.fluss.exception.LakeTableSnapshotNotExistException;
import org.apache.fluss.exception.PartitionNotExistException;
import org.apache.fluss.exception.UnknownServerException;
import org.apache.fluss.metadata.PartitionInfo;
import org.apache.fluss.metadata.TableBucket;
import org.apache.fluss.metadata.TableInfo;
import org.apache.fluss.metadata.TablePath;

/**
 * Fixes what a read will return: snapshots first, end offsets last, so that every snapshot's offset
 * is at or before the end offset of its bucket.
 */
public final class CutTaker {
  private static final int ATTEMPTS = 5;

  private final Admin admin;
  private final TableInfo table;
  private final TablePath path;
  private final Set<String> partitions;
  private final List<Integer> bucketIds;

  public CutTaker(Admin admin, TableInfo table) {
    this(admin, table, Set.of());
  }

  /**
   * Cuts through some partitions of a table.
   *
   * @param partitions their names; empty for all
   */
  CutTaker(Admin admin, TableInfo table, Set<String> partitions) {
    this.partitions = partitions;
    this.admin = admin;
    this.table = table;
    this.path = table.getTablePath();
    this.bucketIds = IntStream.range(0, table.getNumBuckets()).boxed().toList();
  }

  TableCut take(Side side) {
    return take(side, Set.of());
  }

  /**
   * Fixes the cut.
   *
   * @param known buckets whose start and key-value snapshot nobody needs; without them it is faster
   * @throws LakeException when Fluss does not answer
   */
  public TableCut take(Side side, Set<TableBucket> known) {
    for (int attempt = 1; ; attempt++) {
      try {
        Optional<LakeSnapshot> lake = side == Side.HOT ? Optional.empty() : lakeSnapshot();
        OptionalLong lakeId =
            lake.map(LakeSnapshot::getSnapshotId)
                .map(OptionalLong::of)
                .orElse(OptionalLong.empty());
        Map<TableBucket, Long> lakeOffsets =
            lake.map(LakeSnapshot::getTableBucketsOffset).orElse(Map.of());
        return new TableCut(
            table, lakeId, side == Side.HISTORY ? List.of() : buckets(lakeOffsets, known));
      } catch (LakeException e) {
        if (!overtaken(e) || attempt == ATTEMPTS) {
          throw e;
        }
      }
    }
  }

  /**
   * Whether the next attempt meets a newer state: retention may drop a partition between listing it
   * and asking for its offsets, and tiering the file of a snapshot's offsets that Fluss is about to
   * read.
   */
  private static boolean overtaken(LakeException e) {
    return e.getCause() instanceof PartitionNotExistException
        || (e.getCause() instanceof UnknownServerException
            && e.getCause().getMessage().contains("FileNotFoundException"));
  }

  private Optional<LakeSnapshot> lakeSnapshot() {
    return table.getTableConfig().isDataLakeEnabled()
        ? Patience.find(
            "the lake snapshot of " + path,
            LakeTableSnapshotNotExistException.class,
            () -> admin.getReadableLakeSnapshot(path))
        : Optional.empty();
  }

  private List<BucketCut> buckets(Map<TableBucket, Long> lakeOffsets, Set<TableBucket> known) {
    List<Optional<PartitionInfo>> listed =
        table.isPartitioned()
            ? Patience.ask("the partitions of " + path, () -> admin.listPartitionInfos(path))
                .stream()
                .filter(one -> partitions.isEmpty() || partitions.contains(one.getPartitionName()))
                .map(Optional::of)
                .toList()
            : List.of(Optional.empty());
    List<Optional<PartitionInfo>> unknown =
        listed.stream().filter(partition -> !known.containsAll(buckets(partition))).toList();
    Map<Optional<PartitionInfo>, KvSnapshots> snapshots =
        table.hasPrimaryKey()
            ? all("the key-value snapshots of " + path, unknown, this::kvSnapshots)
            : Map.of();
    Map<Optional<PartitionInfo>, Map<Integer, Long>> starts =
        table.hasPrimaryKey()
            ? Map.of()
            : all(
                "the start offsets of " + path,
                unknown,
                partition -> offsets(partition, new OffsetSpec.EarliestSpec()));
    Map<Optional<PartitionInfo>, Map<Integer, Long>> ends =
        all(
            "the end offsets of " + path,
            listed,
            partition -> offsets(partition, new OffsetSpec.LatestSpec()));
    return listed.stream()
        .flatMap(
            partition ->
                buckets(partition).stream()
                    .map(
                        bucket ->
                            cut(
                                bucket,
                                starts.getOrDefault(partition, Map.of()),
                                ends.get(partition),
                                lakeOffsets,
                                Optional.ofNullable(snapshots.get(partition)))))
        .toList();
  }

  private List<TableBucket> buckets(Optional<PartitionInfo> partition) {
    Long partitionId = partition.map(PartitionInfo::getPartitionId).orElse(null);
    return bucketIds.stream()
        .map(id -> new TableBucket(table.getTableId(), partitionId, id))
        .toList();
  }

  private static BucketCut cut(
      TableBucket bucket,
      Map<Integer, Long> starts,
      Map<Integer, Long> ends,
      Map<TableBucket, Long> lakeOffsets,
      Optional<KvSnapshots> snapshots) {
    int id = bucket.getBucket();
    return new BucketCut(
        bucket,
        starts.getOrDefault(id, 0L),
        ends.get(id),
        lakeOffsets.containsKey(bucket)
            ? OptionalLong.of(lakeOffsets.get(bucket))
            : OptionalLong.empty(),
        snapshots.map(s -> s.getSnapshotId(id)).orElse(OptionalLong.empty()),
        snapshots.map(s -> s.getLogOffset(id).orElse(0)).orElse(0L));
  }

  private CompletableFuture<KvSnapshots> kvSnapshots(Optional<PartitionInfo> partition) {
    return partition.isEmpty()
        ? admin.getLatestKvSnapshots(path)
        : admin.getLatestKvSnapshots(path, partition.get().getPartitionName());
  }

  private CompletableFuture<Map<Integer, Long>> offsets(
      Optional<PartitionInfo> partition, OffsetSpec spec) {
    ListOffsetsResult result =
        partition.isEmpty()
            ? admin.listOffsets(path, bucketIds, spec)
            : admin.listOffsets(path, partition.get().getPartitionName(), bucketIds, spec);
    return result.all();
  }

  /** Asks for every partition at once. */
  private static <T> Map<Optional<PartitionInfo>, T> all(
      String what,
      List<Optional<PartitionInfo>> partitions,
      Function<Optional<PartitionInfo>, CompletableFuture<T>> question) {
    return Patience.ask(
        what,
        () -> {
          Map<Optional<PartitionInfo>, CompletableFuture<T>> answers = new HashMap<>();
          partitions.forEach(partition -> answers.put(partition, question.apply(partition)));
          return CompletableFuture.allOf(answers.values().toArray(CompletableFuture[]::new))
              .thenApply(
                  done -> {
                    Map<Optional<PartitionInfo>, T> joined = new HashMap<>();
                    answers.forEach((partition, answer) -> joined.put(partition, answer.join()));
                    return joined;
                  });
        });
  }
}
