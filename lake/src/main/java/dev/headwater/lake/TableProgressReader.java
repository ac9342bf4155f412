package dev.headwater.lake;

import dev.headwater.lake.LakeException.Actor;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.IntStream;
import org.apache.fluss.client.admin.Admin;
import org.apache.fluss.client.admin.ListOffsetsResult;
import org.apache.fluss.client.admin.OffsetSpec;
import org.apache.fluss.client.metadata.LakeSnapshot;
import org.apache.fluss.exception.LakeTableSnapshotNotExistException;
import org.apache.fluss.exception.PartitionNotExistException;
import org.apache.fluss.metadata.PartitionInfo;
import org.apache.fluss.metadata.TableInfo;
import org.apache.fluss.metadata.TablePath;

/** Asks Fluss how far its tables are. One thread at a time. */
public final class TableProgressReader implements AutoCloseable {
  private static final long REQUEST_SECONDS = 10;

  private final String bootstrapServers;
  private final FlussClient client;
  private final Admin admin;
  private final LakeSnapshotTimes times = new LakeSnapshotTimes();
  private Optional<LakeLocation> lake = Optional.empty();

  /**
   * Connects to Fluss.
   *
   * @param bootstrapServers host:port
   * @throws LakeException when Fluss does not answer
   */
  public TableProgressReader(String bootstrapServers) {
    this.bootstrapServers = bootstrapServers;
    client = new FlussClient(bootstrapServers);
    admin = client.admin();
  }

  /** Progress of every table of the product's database, by name. */
  public List<TableProgress> read() {
    return read(new OffsetSpec.LatestSpec());
  }

  /**
   * The same, where only records count as written that had come by then: those of them that are
   * still pending have waited since.
   *
   * @param moment a moment that has passed
   */
  public List<TableProgress> readUntil(Instant moment) {
    return read(new OffsetSpec.TimestampSpec(moment.toEpochMilli()));
  }

  /**
   * When the newest snapshot of a table was committed.
   *
   * @param table as this reader has read it
   * @return empty when it has expired or the lake cannot be read from here
   */
  public Optional<Instant> committed(TableProgress table) {
    return table
        .lakeSnapshot()
        .flatMap(id -> lake.flatMap(where -> times.committed(where, table.table(), id)));
  }

  private List<TableProgress> read(OffsetSpec end) {
    try {
      List<TableProgress> progress = new ArrayList<>();
      List<String> tables = new ArrayList<>(await(admin.listTables(TableDefinitions.DATABASE)));
      tables.sort(null);
      for (String table : tables) {
        progress.add(read(TablePath.of(TableDefinitions.DATABASE, table), end));
      }
      return progress;
    } catch (ExecutionException | TimeoutException e) {
      throw unreachable(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw unreachable(e);
    }
  }

  private TableProgress read(TablePath path, OffsetSpec end)
      throws ExecutionException, InterruptedException, TimeoutException {
    TableInfo table = await(admin.getTableInfo(path));
    boolean inLake = table.getTableConfig().isDataLakeEnabled();
    lake = LakeLocation.announcedWith(table).or(() -> lake);
    Optional<LakeSnapshot> snapshot = inLake ? newestSnapshot(path) : Optional.empty();
    long tiered =
        snapshot.stream()
            .flatMap(s -> s.getTableBucketsOffset().values().stream())
            .mapToLong(Long::longValue)
            .sum();
    return new TableProgress(
        path.getTableName(),
        written(table, end),
        inLake,
        tiered,
        snapshot.map(LakeSnapshot::getSnapshotId));
  }

  private Optional<LakeSnapshot> newestSnapshot(TablePath path)
      throws ExecutionException, InterruptedException, TimeoutException {
    try {
      return Optional.of(await(admin.getLatestLakeSnapshot(path)));
    } catch (ExecutionException e) {
      if (e.getCause() instanceof LakeTableSnapshotNotExistException) {
        return Optional.empty();
      }
      throw e;
    }
  }

  private long written(TableInfo table, OffsetSpec end)
      throws ExecutionException, InterruptedException, TimeoutException {
    TablePath path = table.getTablePath();
    List<Integer> buckets = IntStream.range(0, table.getNumBuckets()).boxed().toList();
    if (!table.isPartitioned()) {
      return sum(admin.listOffsets(path, buckets, end));
    }
    // All partitions are asked at once: there may be hundreds.
    List<ListOffsetsResult> asked =
        await(admin.listPartitionInfos(path)).stream()
            .map(PartitionInfo::getPartitionName)
            .flatMap(partition -> ask(path, partition, buckets, end).stream())
            .toList();
    long written = 0;
    for (ListOffsetsResult offsets : asked) {
      try {
        written += sum(offsets);
      } catch (ExecutionException e) {
        if (!(e.getCause() instanceof PartitionNotExistException)) {
          throw e;
        }
        // Dropped since it was asked.
      }
    }
    return written;
  }

  /** Nothing when retention dropped the partition since it was listed. */
  private Optional<ListOffsetsResult> ask(
      TablePath path, String partition, List<Integer> buckets, OffsetSpec end) {
    try {
      return Optional.of(admin.listOffsets(path, partition, buckets, end));
    } catch (PartitionNotExistException dropped) {
      return Optional.empty();
    }
  }

  private static long sum(ListOffsetsResult offsets)
      throws ExecutionException, InterruptedException, TimeoutException {
    return await(offsets.all()).values().stream().mapToLong(Long::longValue).sum();
  }

  private static <T> T await(CompletableFuture<T> future)
      throws ExecutionException, InterruptedException, TimeoutException {
    return future.get(REQUEST_SECONDS, TimeUnit.SECONDS);
  }

  private LakeException unreachable(Exception cause) {
    return new LakeException(
        Actor.EXTERNAL,
        "Fluss does not answer at " + bootstrapServers + ": " + Causes.deepest(cause),
        cause);
  }

  @Override
  public void close() {
    client.close();
  }
}
