package dev.headwater.lake.storage.mend;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.apache.fluss.config.ConfigOptions;
import org.apache.fluss.config.Configuration;
import org.apache.fluss.server.zk.ZooKeeperClient;
import org.apache.fluss.server.zk.ZooKeeperUtils;
import org.apache.fluss.shaded.curator5.org.apache.curator.framework.state.ConnectionState;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells when a server of a cluster must start again because it was away from ZooKeeper, or
 * ZooKeeper from it, for longer than a session lasts.
 *
 * <p>Fluss 0.9.1's servers register again and go on. When all sessions were over, its coordinator
 * takes one tablet server after the other for dead, and for new again, and what it tells them
 * overtakes itself: servers were seen that followed no leader any more, so that no write had enough
 * replicas until they were started again.
 *
 * <p>This session is shorter than the server's, so that the server's is never over without it. Goes
 * when a replica of Fluss follows a leader that it is told of with the epoch it has.
 */
public final class LostSession implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(LostSession.class);

  private final CompletableFuture<Void> over = new CompletableFuture<>();
  private final ZooKeeperClient zooKeeper;
  private boolean lost;

  private LostSession(Configuration configuration) {
    zooKeeper = ZooKeeperUtils.startZookeeperClient(configuration, over::completeExceptionally);
    zooKeeper
        .getCuratorClient()
        .getConnectionStateListenable()
        .addListener((client, state) -> become(state));
  }

  /**
   * Begins a session beside that of a server.
   *
   * @param server its configuration
   */
  public static LostSession watch(Configuration server) {
    Configuration own = new Configuration(server);
    Duration session = server.get(ConfigOptions.ZOOKEEPER_SESSION_TIMEOUT);
    own.set(ConfigOptions.ZOOKEEPER_SESSION_TIMEOUT, session.multipliedBy(4).dividedBy(5));
    return new LostSession(own);
  }

  /** Completes when ZooKeeper can be reached again after a session that was over. */
  public CompletableFuture<Void> over() {
    return over;
  }

  private void become(ConnectionState state) {
    if (state == ConnectionState.LOST) {
      LOG.warn("the session with ZooKeeper is over; the server starts again with the next one");
      lost = true;
    } else if (state == ConnectionState.RECONNECTED && lost) {
      over.complete(null);
    }
  }

  @Override
  public void close() {
    zooKeeper.close();
  }
}
