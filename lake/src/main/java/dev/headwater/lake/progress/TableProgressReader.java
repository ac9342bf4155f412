package dev.headwater.lake.progress;

import dev.headwater.lake.Causes;
import dev.headwater.lake.LakeException;
import dev.headwater.lake.Patience;
import dev.headwater.lake.catalogs.LakeLocation;
import dev.headwater.lake.client.FlussClient;
import dev.headwater.lake.tables.TableDefinitions;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
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
  private static final Duration REQUEST = Duration.ofSeconds(10);

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
    return await(admin.listTables(TableDefinitions.DATABASE)).stream()
        .sorted()
        .map(table -> read(TablePath.of(TableDefinitions.DATABASE, table), end))
        .toList();
  }

  private TableProgress read(TablePath path, OffsetSpec end) {
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

  private Optional<LakeSnapshot> newestSnapshot(TablePath path) {
    try {
      return Optional.of(await(admin.getLatestLakeSnapshot(path)));
    } catch (LakeException e) {
      if (Causes.has(e, LakeTableSnapshotNotExistException.class)) {
        return Optional.empty();
      }
      throw e;
    }
  }

  private long written(TableInfo table, OffsetSpec end) {
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
      } catch (LakeException e) {
        if (!Causes.has(e, PartitionNotExistException.class)) {
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

  private long sum(ListOffsetsResult offsets) {
    return await(offsets.all()).values().stream().mapToLong(Long::longValue).sum();
  }

  private <T> T await(CompletableFuture<T> future) {
    return Patience.once("Fluss does not answer at " + bootstrapServers, REQUEST, future);
  }

  @Override
  public void close() {
    client.close();
  }
}
