package dev.headwater.jobs.lag;

import dev.headwater.jobs.checkpoint.CheckpointContents;
import dev.headwater.jobs.checkpoint.SourcePositions;
import dev.headwater.jobs.checkpoint.SplitPosition;
import dev.headwater.jobs.checkpoint.SplitPosition.LakeFiles;
import dev.headwater.jobs.checkpoint.SplitPosition.Snapshot;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.fluss.metadata.TableBucket;
import org.apache.fluss.metadata.TableInfo;

/** Compares how far a job's sources are with where the logs end. */
public final class LagMeter {
  private final LogEnds logs;
  private final FetchedRecords records;
  private final SnapshotRows snapshots;
  private final Set<Gap> withoutRecords = new HashSet<>();

  LagMeter(LogEnds logs, FetchedRecords records, SnapshotRows snapshots) {
    this.logs = logs;
    this.records = records;
    this.snapshots = snapshots;
  }

  /** A piece of log that was looked at and found without records. */
  private record Gap(TableBucket bucket, long from, long to) {}

  /** The buckets in which a source had records left to read before the end. */
  public List<BucketLag> lags(CheckpointContents checkpoint, Collection<BucketEnd> ends) {
    List<BucketLag> lags = new ArrayList<>();
    Map<String, List<BucketEnd>> byTable =
        ends.stream().collect(Collectors.groupingBy(BucketEnd::table));
    byTable.forEach(
        (name, buckets) -> {
          TableInfo table = logs.table(name);
          List<SourcePositions> readers =
              checkpoint.sources().stream()
                  .filter(source -> source.reads(name, table.getTableId()))
                  .toList();
          lags.addAll(lakeLags(readers, buckets));
          for (BucketEnd end : buckets) {
            long left = left(table, readers, end);
            if (left > 0) {
              lags.add(new BucketLag(name, end.partition(), end.bucket().getBucket(), left));
            }
          }
        });
    return lags;
  }

  /** Lake files may belong to partitions and buckets that the log does not have. */
  private static List<BucketLag> lakeLags(List<SourcePositions> readers, List<BucketEnd> buckets) {
    Set<TableBucket> inLog =
        buckets.stream().map(BucketEnd::bucket).collect(Collectors.toUnmodifiableSet());
    return readers.stream()
        .flatMap(reader -> reader.splits().stream())
        .filter(split -> split.history().filter(LakeFiles.class::isInstance).isPresent())
        .filter(split -> !inLog.contains(split.bucket()))
        .map(split -> new BucketLag(buckets.get(0).table(), "", split.bucket().getBucket(), 1))
        .toList();
  }

  private long left(TableInfo table, List<SourcePositions> readers, BucketEnd end) {
    if (readers.isEmpty()) {
      return left(table, List.of(), end.bucket(), end.end());
    }
    return readers.stream()
        .mapToLong(reader -> left(table, reader.of(end.bucket()), end.bucket(), end.end()))
        .max()
        .orElse(0);
  }

  private long left(TableInfo table, List<SplitPosition> splits, TableBucket bucket, long end) {
    long history = splits.stream().mapToLong(split -> unread(table, split)).sum();
    long next = splits.stream().mapToLong(SplitPosition::nextOffset).max().orElse(0);
    boolean logLeft = next < end && hasRecords(table, new Gap(bucket, next, end));
    return history + (logLeft ? end - next : 0);
  }

  private long unread(TableInfo table, SplitPosition split) {
    if (split.history().isEmpty()) {
      return 0;
    }
    if (split.history().get() instanceof Snapshot snapshot) {
      long rows = snapshots.count(table.getTablePath(), split.bucket(), snapshot.snapshotId());
      return rows - snapshot.rowsRead();
    }
    return 1;
  }

  /** Only the answer "none" is kept: it stays true, while a lag is asked for again later. */
  private boolean hasRecords(TableInfo table, Gap gap) {
    if (withoutRecords.contains(gap)) {
      return false;
    }
    boolean exist = records.exist(table, gap.bucket(), gap.from(), gap.to());
    if (!exist) {
      withoutRecords.add(gap);
    }
    return exist;
  }
}
