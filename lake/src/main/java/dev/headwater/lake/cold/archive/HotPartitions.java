package dev.headwater.lake.cold.archive;

import dev.headwater.lake.Patience;
import dev.headwater.lake.client.FlussClient;
import dev.headwater.lake.tables.TableDefinitions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.apache.fluss.client.admin.OffsetSpec;
import org.apache.fluss.metadata.PartitionInfo;
import org.apache.fluss.metadata.PartitionSpec;
import org.apache.fluss.metadata.TableInfo;
import org.apache.fluss.metadata.TablePath;

/**
 * The date partitions of one hot table.
 *
 * @param client connection to Fluss
 * @param table name of the table
 */
public record HotPartitions(FlussClient client, String table) {
  private static final Duration REQUEST = Duration.ofSeconds(30);

  /** Days that have a partition, oldest first. */
  public List<String> days() {
    return await(client.admin().listPartitionInfos(path())).stream()
        .map(PartitionInfo::getPartitionName)
        .sorted()
        .toList();
  }

  /** The log's end of each bucket of a day: whatever is written to the day moves one of them. */
  public List<Long> ends(String day) {
    int count = info().getNumBuckets();
    List<Integer> buckets = IntStream.range(0, count).boxed().toList();
    Map<Integer, Long> ends =
        await(client.admin().listOffsets(path(), day, buckets, new OffsetSpec.LatestSpec()).all());
    List<Long> inOrder = new ArrayList<>();
    buckets.forEach(bucket -> inOrder.add(ends.get(bucket)));
    return inOrder;
  }

  /** Drops a day, hot only. */
  public void drop(String day) {
    String column = info().getPartitionKeys().get(0);
    await(client.admin().dropPartition(path(), new PartitionSpec(Map.of(column, day)), true));
  }

  private TableInfo info() {
    return await(client.admin().getTableInfo(path()));
  }

  private TablePath path() {
    return TablePath.of(TableDefinitions.DATABASE, table);
  }

  private <T> T await(CompletableFuture<T> answer) {
    return Patience.once("the partitions of " + table + " cannot be reached", REQUEST, answer);
  }
}
