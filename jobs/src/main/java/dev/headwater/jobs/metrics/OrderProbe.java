package dev.headwater.jobs.metrics;

import dev.headwater.jobs.address.PlatformAddresses;
import dev.headwater.jobs.metrics.OrderLatency.Arrival;
import dev.headwater.lake.client.FlussClient;
import dev.headwater.lake.tables.TableDefinitions;
import dev.headwater.lake.union.LogTail;
import dev.headwater.lake.union.OffsetRange;
import java.time.Instant;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.apache.fluss.client.admin.OffsetSpec;
import org.apache.fluss.client.table.Table;
import org.apache.fluss.client.table.scanner.ScanRecord;
import org.apache.fluss.metadata.TableBucket;
import org.apache.fluss.metadata.TableInfo;
import org.apache.fluss.metadata.TablePath;
import org.apache.fluss.record.ChangeType;
import org.apache.fluss.row.InternalRow;

/** Follows the logs of orders and of the mart from where they ended at its first look. */
final class OrderProbe implements Probe {
  private static final long REQUEST_SECONDS = 10;
  private static final String ORDER_TIME = "order_time";
  private static final Set<ChangeType> WRITTEN =
      EnumSet.of(ChangeType.INSERT, ChangeType.UPDATE_AFTER);

  private final PlatformAddresses platform;
  private final OrderLatency latency;
  private Following orders;
  private Following mart;
  private FlussClient storage;

  OrderProbe(PlatformAddresses platform, OrderLatency latency) {
    this.platform = platform;
    this.latency = latency;
  }

  @Override
  public List<Sample> read() throws Exception {
    if (storage == null) {
      latency.forget();
      storage = new FlussClient(platform.bootstrapServers());
      mart = new Following("order_mart");
      orders = new Following("orders");
    }
    // In this order an order is known before its row, but for what comes in between.
    orders.next(
        record ->
            latency.arrived(
                key(record),
                new Arrival(
                    Instant.ofEpochMilli(record.timestamp()),
                    record.getRow().getTimestampLtz(orders.orderTime, 3).toInstant())));
    mart.next(
        record -> {
          // Before it has a time, a row is what other jobs know of the order.
          if (WRITTEN.contains(record.getChangeType())
              && !record.getRow().isNullAt(mart.orderTime)) {
            latency.landed(key(record), Instant.ofEpochMilli(record.timestamp()));
          }
        });
    return List.of(Sample.of(Metric.ORDER_WAIT, latency.longestWait(Instant.now())));
  }

  /** Both tables begin with customer and order. */
  private static String key(ScanRecord record) {
    InternalRow row = record.getRow();
    return row.getString(0) + "\n" + row.getString(1);
  }

  /** A table's log, from where it ended at first. */
  private final class Following {
    private final Table table;
    private final int orderTime;
    private Map<TableBucket, Long> read;

    private Following(String name) throws Exception {
      this.table = storage.connection().getTable(TablePath.of(TableDefinitions.DATABASE, name));
      this.orderTime = table.getTableInfo().getRowType().getFieldIndex(ORDER_TIME);
      this.read = ends();
    }

    private void next(Consumer<ScanRecord> consumer) throws Exception {
      Map<TableBucket, Long> ends = ends();
      Map<TableBucket, OffsetRange> ranges = new HashMap<>();
      ends.forEach((bucket, end) -> ranges.put(bucket, new OffsetRange(read.get(bucket), end)));
      LogTail.read(table, ranges, (bucket, record) -> consumer.accept(record));
      read = ends;
    }

    private Map<TableBucket, Long> ends()
        throws ExecutionException, InterruptedException, TimeoutException {
      TableInfo info = table.getTableInfo();
      TablePath path = info.getTablePath();
      long newest =
          storage.admin().getTableInfo(path).get(REQUEST_SECONDS, TimeUnit.SECONDS).getTableId();
      if (newest != info.getTableId()) {
        throw new IllegalStateException("table " + path + " was made anew");
      }
      Map<TableBucket, Long> ends = new HashMap<>();
      storage
          .admin()
          .listOffsets(
              path,
              IntStream.range(0, info.getNumBuckets()).boxed().toList(),
              new OffsetSpec.LatestSpec())
          .all()
          .get(REQUEST_SECONDS, TimeUnit.SECONDS)
          .forEach((bucket, end) -> ends.put(new TableBucket(info.getTableId(), bucket), end));
      return ends;
    }
  }

  @Override
  public void close() {
    if (storage != null) {
      storage.close();
    }
    storage = null;
  }
}
