package dev.headwater.lake.client;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.apache.fluss.client.admin.Admin;
import org.apache.fluss.client.admin.OffsetSpec;
import org.apache.fluss.metadata.PartitionInfo;
import org.apache.fluss.metadata.TableInfo;
import org.apache.fluss.metadata.TablePath;

/**
 * Asks the leader of every bucket of every table for its end offset; after a restart some are
 * missing for seconds.
 */
public record BucketLeaders(Admin admin) {
  /**
   * Returns when every leader has answered.
   *
   * @param timeout for each answer
   * @throws Exception of the first leader that does not answer
   */
  public void require(Duration timeout) throws Exception {
    long millis = timeout.toMillis();
    for (String database : admin.listDatabases().get(millis, TimeUnit.MILLISECONDS)) {
      for (String name : admin.listTables(database).get(millis, TimeUnit.MILLISECONDS)) {
        require(TablePath.of(database, name), timeout);
      }
    }
  }

  /** The same for one table. */
  public void require(TablePath path, Duration timeout) throws Exception {
    long millis = timeout.toMillis();
    TableInfo table = admin.getTableInfo(path).get(millis, TimeUnit.MILLISECONDS);
    List<Integer> buckets = IntStream.range(0, table.getNumBuckets()).boxed().toList();
    OffsetSpec end = new OffsetSpec.LatestSpec();
    if (!table.isPartitioned()) {
      admin.listOffsets(path, buckets, end).all().get(millis, TimeUnit.MILLISECONDS);
      return;
    }
    for (PartitionInfo partition :
        admin.listPartitionInfos(path).get(millis, TimeUnit.MILLISECONDS)) {
      admin
          .listOffsets(path, partition.getPartitionName(), buckets, end)
          .all()
          .get(millis, TimeUnit.MILLISECONDS);
    }
  }
}
