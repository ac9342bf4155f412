package dev.headwater.lake.storage.mend;

import java.lang.reflect.Field;
import java.util.ArrayList;
import java.util.List;
import org.apache.fluss.server.coordinator.CoordinatorServer;
import org.apache.fluss.server.zk.data.ZkData.TableZNode;
import org.apache.fluss.shaded.curator5.org.apache.curator.framework.listen.ListenerManager;
import org.apache.fluss.shaded.curator5.org.apache.curator.framework.recipes.cache.ChildData;
import org.apache.fluss.shaded.curator5.org.apache.curator.framework.recipes.cache.CuratorCache;
import org.apache.fluss.shaded.curator5.org.apache.curator.framework.recipes.cache.CuratorCacheListener;

/**
 * Tells a coordinator of the tables that it would miss (Fluss issue 2710).
 *
 * <p>A new table's node in ZooKeeper is made empty and filled at once, and the coordinator takes
 * the filling for the table. A busy machine looks only when the node is full: a creation, which the
 * coordinator passes over. Such a table has no leaders, and the first partition made in it leaves
 * the coordinator unable to assign anything more. So a node that is full when first seen is told
 * again as one that was filled; tables that are known by then are passed over. Goes with that
 * issue.
 */
public final class MissedTables {
  private MissedTables() {}

  /** Tells this coordinator, which must have started, for as long as it runs. */
  public static void tell(CoordinatorServer coordinator) throws ReflectiveOperationException {
    Object watcher = field(coordinator.getCoordinatorEventProcessor(), "tableChangeWatcher");
    CuratorCache nodes = (CuratorCache) field(watcher, "curatorCache");
    List<CuratorCacheListener> told = new ArrayList<>();
    ((ListenerManager<?, ?>) nodes.listenable())
        .forEach(listener -> told.add((CuratorCacheListener) listener));
    nodes
        .listenable()
        .addListener(
            (type, before, node) -> {
              if (type == CuratorCacheListener.Type.NODE_CREATED && isTable(node)) {
                told.forEach(
                    listener -> listener.event(CuratorCacheListener.Type.NODE_CHANGED, null, node));
              }
            });
  }

  private static boolean isTable(ChildData node) {
    return TableZNode.parsePath(node.getPath()) != null
        && node.getData() != null
        && node.getData().length > 0;
  }

  private static Object field(Object owner, String name) throws ReflectiveOperationException {
    Field field = owner.getClass().getDeclaredField(name);
    field.setAccessible(true);
    return field.get(owner);
  }
}
