package dev.headwater.lake.union;

import dev.headwater.lake.LakeException;
import dev.headwater.lake.LakeException.Actor;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BiConsumer;
import org.apache.fluss.client.table.Table;
import org.apache.fluss.client.table.scanner.ScanRecord;
import org.apache.fluss.client.table.scanner.log.LogScanner;
import org.apache.fluss.client.table.scanner.log.ScanRecords;
import org.apache.fluss.exception.RetriableException;
import org.apache.fluss.metadata.TableBucket;

/**
 * Reads ranges of bucket logs to their end.
 *
 * <p>The end is a position, not a record: batches without records, idle buckets and concurrent
 * writers neither hold the read up nor cut it short. {@link #poll} waits for a moment only, so that
 * a caller can stop between two polls. Not thread-safe.
 */
public final class LogTail implements AutoCloseable {
  // A poll that meets no record lasts this long, even when it has reached the end.
  private static final Duration POLL = Duration.ofMillis(20);
  private static final Duration PAUSE = Duration.ofMillis(100);
  private static final Duration NO_PROGRESS_LIMIT = Duration.ofSeconds(60);

  private final Table table;
  private final Map<TableBucket, OffsetRange> open = new HashMap<>();
  private final Map<TableBucket, Long> positions = new HashMap<>();
  private final Duration limit;
  private final LogScanner scanner;
  private final LogPosition position;
  private long lastProgress = System.nanoTime();

  private LogTail(Table table, Map<TableBucket, OffsetRange> ranges, Duration limit) {
    this.table = table;
    this.limit = limit;
    this.scanner = table.newScan().createLogScanner();
    this.position = LogPosition.of(scanner);
    ranges.forEach(
        (bucket, range) -> {
          if (!range.isEmpty()) {
            open.put(bucket, range);
            positions.put(bucket, range.from());
            subscribe(bucket, range.from());
          }
        });
  }

  /** Starts to read; empty ranges are done at once. */
  public static LogTail open(Table table, Map<TableBucket, OffsetRange> ranges) {
    return open(table, ranges, NO_PROGRESS_LIMIT);
  }

  static LogTail open(Table table, Map<TableBucket, OffsetRange> ranges, Duration limit) {
    return new LogTail(table, ranges, limit);
  }

  /**
   * Hands every record of the ranges to the consumer, in order within a bucket.
   *
   * @throws LakeException when a bucket makes no progress for a minute, or its log no longer
   *     reaches back to the range
   */
  public static void read(
      Table table,
      Map<TableBucket, OffsetRange> ranges,
      BiConsumer<TableBucket, ScanRecord> consumer) {
    if (ranges.values().stream().allMatch(OffsetRange::isEmpty)) {
      return;
    }
    try (LogTail tail = open(table, ranges)) {
      while (!tail.done()) {
        tail.poll().forEach((bucket, records) -> records.forEach(r -> consumer.accept(bucket, r)));
      }
    }
  }

  /** Whether every range is read to its end. */
  public boolean done() {
    return open.isEmpty();
  }

  /**
   * The next records inside the ranges, empty when none came for a moment.
   *
   * @throws LakeException as {@link #read(Table, Map, BiConsumer)}
   */
  public Map<TableBucket, List<ScanRecord>> poll() {
    if (done()) {
      return Map.of();
    }
    ScanRecords polled = pollScanner();
    Map<TableBucket, List<ScanRecord>> inside = new HashMap<>();
    for (TableBucket bucket : polled.buckets()) {
      OffsetRange range = open.get(bucket);
      if (range == null) {
        continue;
      }
      List<ScanRecord> records = new ArrayList<>();
      for (ScanRecord record : polled.records(bucket)) {
        if (record.logOffset() < range.to()) {
          records.add(record);
        }
      }
      if (!records.isEmpty()) {
        inside.put(bucket, records);
      }
    }
    closeFinished();
    return inside;
  }

  private ScanRecords pollScanner() {
    try {
      return scanner.poll(POLL);
    } catch (RetriableException e) {
      // Leaders are missing for some seconds after a restart; the limit below ends the wait.
      LockSupport.parkNanos(PAUSE.toNanos());
      requireProgress(e);
      return ScanRecords.EMPTY;
    } catch (RuntimeException e) {
      throw new LakeException(
          Actor.EXTERNAL, "cannot read the log of " + describeOpen() + ": " + e.getMessage(), e);
    }
  }

  private void closeFinished() {
    boolean progressed = false;
    for (TableBucket bucket : List.copyOf(open.keySet())) {
      long next = position.next(bucket);
      progressed |= next != positions.put(bucket, next);
      if (next >= open.get(bucket).to()) {
        open.remove(bucket);
        unsubscribe(bucket);
      }
    }
    if (progressed) {
      lastProgress = System.nanoTime();
    } else {
      requireProgress(null);
    }
  }

  private void requireProgress(RuntimeException cause) {
    if (System.nanoTime() - lastProgress > limit.toNanos()) {
      throw new LakeException(
          Actor.EXTERNAL,
          "no progress for %s s while reading the log of %s; see `headwater status`"
              .formatted(limit.toSeconds(), describeOpen()),
          cause);
    }
  }

  private String describeOpen() {
    TableBucket bucket = open.keySet().iterator().next();
    return "%s, bucket %d%s, at offset %d of %d"
        .formatted(
            table.getTableInfo().getTablePath(),
            bucket.getBucket(),
            bucket.getPartitionId() == null ? "" : " of partition " + bucket.getPartitionId(),
            positions.get(bucket),
            open.get(bucket).to());
  }

  private void subscribe(TableBucket bucket, long offset) {
    if (bucket.getPartitionId() == null) {
      scanner.subscribe(bucket.getBucket(), offset);
    } else {
      scanner.subscribe(bucket.getPartitionId(), bucket.getBucket(), offset);
    }
  }

  private void unsubscribe(TableBucket bucket) {
    if (bucket.getPartitionId() == null) {
      scanner.unsubscribe(bucket.getBucket());
    } else {
      scanner.unsubscribe(bucket.getPartitionId(), bucket.getBucket());
    }
  }

  @Override
  public void close() {
    try {
      scanner.close();
    } catch (Exception e) {
      throw new LakeException(
          Actor.EXTERNAL, "cannot close the reader of " + table.getTableInfo().getTablePath(), e);
    }
  }
}
