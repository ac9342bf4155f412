package dev.headwater.jobs.lag;

import dev.headwater.jobs.fault.ProgressException;
import dev.headwater.lake.LakeException.Actor;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.apache.fluss.client.Connection;
import org.apache.fluss.client.table.Table;
import org.apache.fluss.client.table.scanner.batch.BatchScanner;
import org.apache.fluss.metadata.TableBucket;
import org.apache.fluss.metadata.TablePath;
import org.apache.fluss.row.InternalRow;
import org.apache.fluss.utils.CloseableIterator;

/** Counts the rows of key-value snapshots. A snapshot never changes, so each is counted once. */
final class SnapshotRows {
  private static final Duration POLL = Duration.ofSeconds(10);

  private final Connection connection;
  private final Map<Key, Long> counted = new HashMap<>();

  SnapshotRows(Connection connection) {
    this.connection = connection;
  }

  private record Key(TableBucket bucket, long snapshotId) {}

  long count(TablePath path, TableBucket bucket, long snapshotId) {
    return counted.computeIfAbsent(new Key(bucket, snapshotId), key -> read(path, key));
  }

  private long read(TablePath path, Key key) {
    try (Table table = connection.getTable(path);
        BatchScanner scanner =
            table
                .newScan()
                .project(new int[] {0})
                .createBatchScanner(key.bucket(), key.snapshotId())) {
      long rows = 0;
      while (true) {
        try (CloseableIterator<InternalRow> batch = scanner.pollBatch(POLL)) {
          if (batch == null) {
            return rows;
          }
          while (batch.hasNext()) {
            batch.next();
            rows++;
          }
        }
      }
    } catch (Exception e) {
      throw unreadable(path, key, e);
    }
  }

  private static ProgressException unreadable(TablePath path, Key key, Exception cause) {
    return new ProgressException(
        Actor.EXTERNAL,
        "snapshot "
            + key.snapshotId()
            + " of "
            + path
            + " "
            + key.bucket()
            + " cannot be read: "
            + cause.getMessage(),
        cause);
  }
}
