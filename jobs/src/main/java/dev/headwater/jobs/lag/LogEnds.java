package dev.headwater.jobs.lag;

import dev.headwater.jobs.fault.Deadline;
import dev.headwater.jobs.fault.ProgressException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.apache.fluss.client.admin.Admin;
import org.apache.fluss.client.admin.OffsetSpec;
import org.apache.fluss.exception.PartitionNotExistException;
import org.apache.fluss.exception.RetriableException;
import org.apache.fluss.metadata.PartitionInfo;
import org.apache.fluss.metadata.TableBucket;
import org.apache.fluss.metadata.TableInfo;
import org.apache.fluss.metadata.TablePath;

/** Reads the end offsets of tables' logs, bucket by bucket. */
public final class LogEnds {
  private static final int TRIES = 20;

  private final Admin admin;
  private final String database;
  private final Map<String, TableInfo> tables = new HashMap<>();

  LogEnds(Admin admin, String database) {
    this.admin = admin;
    this.database = database;
  }

  TableInfo table(String name) {
    return tables.computeIfAbsent(
        name,
        table ->
            Futures.await(
                () -> admin.getTableInfo(new TablePath(database, table)),
                "reading table " + table));
  }

  /** The ends of the logs of these tables now, partitions that exist now included. */
  public Map<TableBucket, BucketEnd> of(Collection<String> names) {
    Map<TableBucket, BucketEnd> ends = new LinkedHashMap<>();
    for (String name : names) {
      for (BucketEnd end : ofTable(table(name))) {
        ends.put(end.bucket(), end);
      }
    }
    return ends;
  }

  private List<BucketEnd> ofTable(TableInfo table) {
    if (!table.isPartitioned()) {
      return ofPart(new Part(table, null, ""));
    }
    String question = "listing the partitions of " + table.getTablePath();
    List<BucketEnd> ends = new ArrayList<>();
    for (PartitionInfo partition :
        Futures.await(() -> admin.listPartitionInfos(table.getTablePath()), question)) {
      ends.addAll(
          ofPart(new Part(table, partition.getPartitionId(), partition.getPartitionName())));
    }
    return ends;
  }

  /** A table, or one of its partitions. */
  private record Part(TableInfo table, Long partitionId, String partition) {}

  private List<BucketEnd> ofPart(Part part) {
    for (int tried = 1; ; tried++) {
      try {
        return ends(part, offsets(part));
      } catch (ProgressException e) {
        // Dropped since it was listed.
        if (e.getCause() instanceof PartitionNotExistException) {
          return List.of();
        }
        // A bucket that was made this moment has no leader yet.
        if (!(e.getCause() instanceof RetriableException) || tried == TRIES) {
          throw e;
        }
        Deadline.pauseBetweenTries();
      }
    }
  }

  private Map<Integer, Long> offsets(Part part) {
    TablePath path = part.table().getTablePath();
    List<Integer> buckets = IntStream.range(0, part.table().getNumBuckets()).boxed().toList();
    OffsetSpec latest = new OffsetSpec.LatestSpec();
    return Futures.await(
        () ->
            part.partitionId() == null
                ? admin.listOffsets(path, buckets, latest).all()
                : admin.listOffsets(path, part.partition(), buckets, latest).all(),
        "reading the log's end of " + path + " " + part.partition());
  }

  private static List<BucketEnd> ends(Part part, Map<Integer, Long> offsets) {
    List<BucketEnd> ends = new ArrayList<>();
    offsets.forEach(
        (bucket, offset) ->
            ends.add(
                new BucketEnd(
                    part.table().getTablePath().getTableName(),
                    part.partition(),
                    new TableBucket(part.table().getTableId(), part.partitionId(), bucket),
                    offset)));
    return ends;
  }
}
