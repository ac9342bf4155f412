package dev.headwater.lake.union;

import static org.awaitility.Awaitility.await;

import dev.headwater.lake.storage.EmbeddedFluss;
import java.lang.reflect.Field;
import java.time.Duration;
import java.util.Map;
import org.apache.fluss.metadata.TableBucket;
import org.apache.fluss.metadata.TablePath;
import org.apache.fluss.server.tablet.TabletServer;

/** Makes key-value snapshots now, where the platform makes one every two minutes. */
public final class KvSnapshotTrigger {
  private KvSnapshotTrigger() {}

  /** Returns once snapshots hold all that was written so far, whoever made them. */
  public static void snapshot(LakeFixture lake, TablePath path) throws Exception {
    Map<TableBucket, Long> ends = lake.ends(path);
    Field field = EmbeddedFluss.class.getDeclaredField("tabletServer");
    field.setAccessible(true);
    TabletServer server = (TabletServer) field.get(lake.fluss());
    for (TableBucket bucket : ends.keySet()) {
      server
          .getReplicaManager()
          .getReplicaOrException(bucket)
          .getKvSnapshotManager()
          .triggerSnapshot();
    }
    CutTaker cuts = new CutTaker(lake.admin(), lake.admin().getTableInfo(path).get());
    await("snapshots of " + path + " up to " + ends)
        .atMost(Duration.ofSeconds(60))
        .until(
            () ->
                cuts.take(Side.HOT).buckets().stream()
                    .allMatch(bucket -> bucket.snapshotOffset() >= ends.get(bucket.bucket())));
  }
}
