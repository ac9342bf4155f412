package dev.headwater.jobs;

import dev.headwater.jobs.address.PlatformAddresses;
import dev.headwater.lake.client.FlussClient;
import dev.headwater.lake.tables.TableDefinitions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.fluss.client.admin.Admin;
import org.apache.fluss.client.admin.ListOffsetsResult;
import org.apache.fluss.client.admin.OffsetSpec;
import org.apache.fluss.metadata.PartitionInfo;
import org.apache.fluss.metadata.TablePath;
import org.awaitility.Awaitility;

/**
 * New rows of a partitioned table in the storage: whoever is killed after some of them and before
 * the end of their ingest is killed in its middle.
 */
final class ArrivingRows implements AutoCloseable {
  private static final Duration LIMIT = Duration.ofMinutes(3);
  private static final Duration QUIET = Duration.ofMillis(500);
  private static final long REQUEST_SECONDS = 10;
  // One machine has one bucket a partition.
  private static final List<Integer> BUCKETS = List.of(0);

  private final FlussClient client;
  private final TablePath table;
  private final long before;

  /** Notes how many rows there are before the ingest begins, once no older ones come any more. */
  ArrivingRows(PlatformAddresses platform, String table) {
    this.client = new FlussClient(platform.bootstrapServers());
    this.table = TablePath.of(TableDefinitions.DATABASE, table);
    this.before = awaitQuiet();
  }

  /** What a killed client had sent is still being written for a moment. */
  private long awaitQuiet() {
    AtomicLong last = new AtomicLong(-1);
    return Awaitility.await("an end of the rows of " + table)
        .atMost(LIMIT)
        .pollInterval(QUIET)
        .ignoreExceptions()
        .until(this::count, found -> last.getAndSet(found) == found);
  }

  /** Waits for that many rows more; returns how many more there were when it was seen. */
  long awaitMore(long rows) {
    long found = awaitAtLeast(before + rows);
    return found - before;
  }

  private long awaitAtLeast(long rows) {
    return Awaitility.await(rows + " rows in the log of " + table)
        .atMost(LIMIT)
        .pollDelay(Duration.ZERO)
        .pollInterval(Duration.ofMillis(1))
        // A partition that is being made has no leader yet.
        .ignoreExceptions()
        .until(this::count, found -> found >= rows);
  }

  private long count() throws Exception {
    Admin admin = client.admin();
    List<ListOffsetsResult> asked = new ArrayList<>();
    for (PartitionInfo partition :
        admin.listPartitionInfos(table).get(REQUEST_SECONDS, TimeUnit.SECONDS)) {
      asked.add(
          admin.listOffsets(
              table, partition.getPartitionName(), BUCKETS, new OffsetSpec.LatestSpec()));
    }
    long rows = 0;
    for (ListOffsetsResult offsets : asked) {
      rows +=
          offsets.all().get(REQUEST_SECONDS, TimeUnit.SECONDS).values().stream()
              .mapToLong(Long::longValue)
              .sum();
    }
    return rows;
  }

  @Override
  public void close() {
    client.close();
  }
}
