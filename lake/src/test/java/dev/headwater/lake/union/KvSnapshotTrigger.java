package dev.headwater.lake.union;

import static org.awaitility.Awaitility.await;

import dev.headwater.lake.EmbeddedFluss;
import java.lang.reflect.Field;
import java.time.Duration;
import java.util.Collection;
import org.apache.fluss.metadata.TableBucket;
import org.apache.fluss.server.kv.snapshot.PeriodicSnapshotManager;
import org.apache.fluss.server.tablet.TabletServer;

/** Makes key-value snapshots now, where the platform makes one every two minutes. */
public final class KvSnapshotTrigger {
  private KvSnapshotTrigger() {}

  public static void snapshot(LakeFixture lake, Collection<TableBucket> buckets) throws Exception {
    Field field = EmbeddedFluss.class.getDeclaredField("tabletServer");
    field.setAccessible(true);
    TabletServer server = (TabletServer) field.get(lake.fluss());
    for (TableBucket bucket : buckets) {
      PeriodicSnapshotManager snapshots =
          server.getReplicaManager().getReplicaOrException(bucket).getKvSnapshotManager();
      long before = snapshots.currentSnapshotId();
      snapshots.triggerSnapshot();
      await("a snapshot of " + bucket)
          .atMost(Duration.ofSeconds(20))
          .until(() -> snapshots.currentSnapshotId() > before);
    }
  }
}
