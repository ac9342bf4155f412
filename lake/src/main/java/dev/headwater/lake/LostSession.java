package dev.headwater.lake;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import org.apache.fluss.server.coordinator.CoordinatorServer;
import org.apache.fluss.server.zk.ZooKeeperClient;
import org.apache.fluss.shaded.curator5.org.apache.curator.framework.CuratorFramework;
import org.apache.fluss.shaded.curator5.org.apache.curator.framework.state.ConnectionState;
import org.apache.fluss.shaded.curator5.org.apache.curator.framework.state.ConnectionStateListener;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells when a coordinator must start again because its session with ZooKeeper was over: ZooKeeper
 * was away for longer than a session lasts, and the tablet servers' sessions are over too.
 *
 * <p>Fluss 0.9.1's coordinator then takes one server after the other for dead, and for new again,
 * and what it tells them overtakes itself: servers were seen that followed no leader any more, so
 * that no write had enough replicas for as long as that coordinator lived. One that starts when all
 * servers are registered tells each of them who leads what.
 */
final class LostSession implements ConnectionStateListener {
  private static final Logger LOG = LoggerFactory.getLogger(LostSession.class);

  /** Servers look every 3 s whether they can register again. */
  private static final Duration ALL_REGISTER = Duration.ofSeconds(10);

  private final CompletableFuture<Void> mustStartAgain = new CompletableFuture<>();
  private boolean lost;

  private LostSession() {}

  /** Completes when this coordinator, which must have started, is to start again. */
  static CompletableFuture<Void> of(CoordinatorServer coordinator)
      throws ReflectiveOperationException {
    LostSession session = new LostSession();
    ZooKeeperClient zooKeeper =
        (ZooKeeperClient) PrivateField.of(CoordinatorServer.class, coordinator, "zkClient");
    zooKeeper.getCuratorClient().getConnectionStateListenable().addListener(session);
    return session.mustStartAgain;
  }

  /** Called after Fluss's own listener, which returns once the coordinator is registered again. */
  @Override
  public void stateChanged(CuratorFramework client, ConnectionState state) {
    if (state == ConnectionState.LOST) {
      lost = true;
    } else if (state == ConnectionState.RECONNECTED && lost) {
      LOG.warn(
          "the session with ZooKeeper was over; the coordinator starts again in {}", ALL_REGISTER);
      Executor later =
          CompletableFuture.delayedExecutor(ALL_REGISTER.toMillis(), TimeUnit.MILLISECONDS);
      mustStartAgain.completeAsync(() -> null, later);
    }
  }
}
