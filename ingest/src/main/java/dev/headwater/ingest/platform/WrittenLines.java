package dev.headwater.ingest.platform;

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
 * Reads back the end of a log table: which lines of some sources an interrupted run had written
 * behind its position. The table has no key that would absorb them a second time.
 */
final class WrittenLines {
  /** Clocks of client and server may differ by this much. */
  private static final Duration SLACK = Duration.ofSeconds(60);

  private static final Duration POLL = Duration.ofMillis(200);

  private final FlussLink link;
  private final TableInfo table;
  private final Map<BinaryString, Long> afterLine = new HashMap<>();

  /**
   * What to look for.
   *
   * @param afterLine by source: only lines behind this one
   */
  WrittenLines(FlussLink link, TableInfo table, Map<String, Long> afterLine) {
    this.link = link;
    this.table = table;
    afterLine.forEach((source, line) -> this.afterLine.put(BinaryString.fromString(source), line));
  }

  Map<String, Set<Long>> find(long sinceMillis) {
    return link.patience().call("reading back what was written", () -> scan(sinceMillis));
  }

  Map<String, Set<Long>> none() {
    Map<String, Set<Long>> none = new HashMap<>();
    afterLine.keySet().forEach(source -> none.put(source.toString(), new HashSet<>()));
    return none;
  }

  private Map<String, Set<Long>> scan(long sinceMillis) throws Exception {
    Map<String, Set<Long>> lines = none();
    try (Table opened = link.connection().getTable(table.getTablePath());
        LogScanner scanner =
            opened.newScan().project(List.of("source", "position")).createLogScanner()) {
      Map<TableBucket, Long> ends = subscribe(scanner, sinceMillis);
      while (!ends.isEmpty()) {
        ScanRecords records = scanner.poll(POLL);
        for (TableBucket bucket : records.buckets()) {
          for (ScanRecord record : records.records(bucket)) {
            BinaryString source = record.getRow().getString(0);
            long line = record.getRow().getLong(1);
            if (line > afterLine.getOrDefault(source, Long.MAX_VALUE)) {
              lines.get(source.toString()).add(line);
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
