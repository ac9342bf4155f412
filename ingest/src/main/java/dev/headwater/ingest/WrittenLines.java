package dev.headwater.ingest;

import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.apache.fluss.client.admin.Admin;
import org.apache.fluss.client.admin.OffsetSpec;
import org.apache.fluss.client.table.Table;
import org.apache.fluss.client.table.scanner.ScanRecord;
import org.apache.fluss.client.table.scanner.log.LogScanner;
import org.apache.fluss.client.table.scanner.log.ScanRecords;
import org.apache.fluss.metadata.PartitionInfo;
import org.apache.fluss.metadata.TableBucket;
import org.apache.fluss.metadata.TableInfo;
import org.apache.fluss.row.BinaryString;

/**
 * Reads back the end of a log table: which lines of a source an interrupted run had written behind
 * its position. The table has no key that would absorb them a second time.
 */
final class WrittenLines {
  /** Clocks of client and server may differ by this much. */
  private static final Duration SLACK = Duration.ofSeconds(60);

  private static final Duration POLL = Duration.ofMillis(200);

  private final FlussLink link;
  private final TableInfo table;

  WrittenLines(FlussLink link, TableInfo table) {
    this.link = link;
    this.table = table;
  }

  Set<Long> find(String source, long afterLine, long sinceMillis) {
    return link.patience()
        .call("reading back what was written", () -> scan(source, afterLine, sinceMillis));
  }

  private Set<Long> scan(String source, long afterLine, long sinceMillis) throws Exception {
    Set<Long> lines = new HashSet<>();
    BinaryString wanted = BinaryString.fromString(source);
    try (Table opened = link.connection().getTable(table.getTablePath());
        LogScanner scanner =
            opened.newScan().project(List.of("source", "position")).createLogScanner()) {
      Map<TableBucket, Long> ends = subscribe(scanner, sinceMillis);
      while (!ends.isEmpty()) {
        ScanRecords records = scanner.poll(POLL);
        for (TableBucket bucket : records.buckets()) {
          for (ScanRecord record : records.records(bucket)) {
            long line = record.getRow().getLong(1);
            if (line > afterLine && record.getRow().getString(0).equals(wanted)) {
              lines.add(line);
            }
            if (ends.containsKey(bucket) && record.logOffset() + 1 >= ends.get(bucket)) {
              ends.remove(bucket);
            }
          }
        }
      }
    }
    return lines;
  }

  /** Subscribes to every bucket with rows since then; gives their end offsets. */
  private Map<TableBucket, Long> subscribe(LogScanner scanner, long sinceMillis) throws Exception {
    Admin admin = link.admin();
    List<Integer> buckets = IntStream.range(0, table.getNumBuckets()).boxed().toList();
    OffsetSpec since = new OffsetSpec.TimestampSpec(Math.max(0, sinceMillis - SLACK.toMillis()));
    Map<TableBucket, Long> ends = new HashMap<>();
    for (PartitionInfo partition : admin.listPartitionInfos(table.getTablePath()).get()) {
      String name = partition.getPartitionName();
      Map<Integer, Long> starts =
          admin.listOffsets(table.getTablePath(), name, buckets, since).all().get();
      Map<Integer, Long> latest =
          admin
              .listOffsets(table.getTablePath(), name, buckets, new OffsetSpec.LatestSpec())
              .all()
              .get();
      for (int bucket : buckets) {
        if (latest.get(bucket) > starts.get(bucket)) {
          scanner.subscribe(partition.getPartitionId(), bucket, starts.get(bucket));
          ends.put(
              new TableBucket(table.getTableId(), partition.getPartitionId(), bucket),
              latest.get(bucket));
        }
      }
    }
    return ends;
  }
}
