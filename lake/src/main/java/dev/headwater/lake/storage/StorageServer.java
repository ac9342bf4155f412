package dev.headwater.lake.storage;

import dev.headwater.lake.Causes;
import dev.headwater.lake.LakeException;
import dev.headwater.lake.LakeException.Actor;
import dev.headwater.lake.storage.mend.Cut;
import dev.headwater.lake.storage.mend.LogRepair;
import dev.headwater.lake.storage.mend.LoneEmptyBatches;
import dev.headwater.lake.storage.mend.LostSession;
import dev.headwater.lake.storage.mend.MissedTables;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.apache.fluss.config.Configuration;
import org.apache.fluss.server.coordinator.CoordinatorServer;
import org.apache.fluss.server.tablet.TabletServer;
import org.apache.fluss.shaded.zookeeper3.org.apache.zookeeper.server.embedded.ExitHandler;
import org.apache.fluss.shaded.zookeeper3.org.apache.zookeeper.server.embedded.ZooKeeperServerEmbedded;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One server of a cluster's storage, in a process of its own.
 *
 * <p>ZooKeeper's data, that of the tablet servers and the remote data are one unit: back up and
 * restore all of it.
 */
public final class StorageServer implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(StorageServer.class);
  private static final Duration START_TIMEOUT = Duration.ofSeconds(60);

  private final AutoCloseable server;
  private final CompletableFuture<?> ended;

  private StorageServer(AutoCloseable server, CompletableFuture<?> ended) {
    this.server = server;
    this.ended = ended;
  }

  /**
   * Starts ZooKeeper; a fatal failure ends the process.
   *
   * @param bindAddress of this machine, {@code 0.0.0.0} for all
   * @param data its directory, made when absent
   * @throws LakeException when it does not start
   */
  public static StorageServer zooKeeper(StorageSettings settings, String bindAddress, Path data) {
    DataDirectory directory = open(data);
    return started(
        "ZooKeeper",
        directory,
        () -> {
          Path base = Files.createDirectories(directory.zookeeper());
          ZooKeeperServerEmbedded server = zooKeeper(settings, bindAddress, base, ExitHandler.EXIT);
          return new StorageServer(closing(server, directory), new CompletableFuture<>());
        });
  }

  static ZooKeeperServerEmbedded zooKeeper(
      StorageSettings settings, String address, Path base, ExitHandler fatal) throws Exception {
    ZooKeeperServerEmbedded server =
        ZooKeeperServerEmbedded.builder()
            .baseDir(base)
            .configuration(settings.zooKeeper(address, base.resolve("data")))
            .exitHandler(fatal)
            .build();
    server.start(START_TIMEOUT.toMillis());
    return server;
  }

  /**
   * Starts the coordinator, and has it told of tables that it would overlook.
   *
   * @throws LakeException when it does not start
   */
  public static StorageServer coordinator(StorageSettings settings, Listeners listeners) {
    return started(
        "the coordinator",
        null,
        () -> {
          Files.createDirectories(settings.remote());
          settings.lake().make();
          Configuration configuration = settings.coordinator(listeners);
          WatchedCoordinator server = new WatchedCoordinator(configuration);
          server.start();
          MissedTables.tell(server);
          return withSession(configuration, server, server.ended());
        });
  }

  /**
   * Starts a tablet server. What a kill left incomplete is mended first, with a line for each cut.
   *
   * @param id unlike that of every other tablet server, and kept with the directory
   * @param data its directory, made when absent
   * @throws LakeException when the directory is in use or damaged or the server does not start
   */
  public static StorageServer tabletServer(
      StorageSettings settings, int id, Listeners listeners, Path data) {
    DataDirectory directory = open(data);
    return started(
        "tablet server " + id,
        directory,
        () -> {
          mend(directory.fluss(), settings.replicas());
          Path logs = Files.createDirectories(directory.fluss());
          Configuration configuration = settings.tabletServer(id, listeners, logs);
          WatchedTabletServer server = new WatchedTabletServer(configuration);
          server.start();
          return withSession(configuration, closing(server, directory), server.ended());
        });
  }

  /**
   * With replicas the leader has the rest of a log, and this server's own end may be one that no
   * other replica ever had: its noted high watermark stays what it follows from.
   */
  private static void mend(Path logs, int replicas) {
    for (Cut cut : replicas == 1 ? LogRepair.mend(logs) : LogRepair.cutReplica(logs)) {
      LOG.warn(cut.line());
    }
    LoneEmptyBatches.lengthen(logs);
  }

  private static StorageServer withSession(
      Configuration configuration, AutoCloseable server, CompletableFuture<?> ended) {
    LostSession session = LostSession.watch(configuration);
    return new StorageServer(
        () -> {
          session.close();
          server.close();
        },
        CompletableFuture.anyOf(ended, session.over()));
  }

  /**
   * Ends when the server does, by itself or because it was closed; and when a session of a
   * coordinator or tablet server with ZooKeeper was over, because then it has to start again.
   */
  public CompletableFuture<?> ended() {
    return ended;
  }

  @Override
  public void close() throws Exception {
    server.close();
  }

  private interface Start {
    StorageServer start() throws Exception;
  }

  private static StorageServer started(String part, DataDirectory directory, Start start) {
    try {
      StorageServer server = start.start();
      LOG.info("{} is up", part);
      return server;
    } catch (Exception e) {
      if (directory != null) {
        directory.close();
      }
      LOG.error("{} did not start", part, e);
      throw new LakeException(
          Actor.EXTERNAL, part + " did not start: " + Causes.deepest(e) + "; see the log above", e);
    }
  }

  private static DataDirectory open(Path data) {
    try {
      Path directory = data.toAbsolutePath().normalize();
      Files.createDirectories(directory.getParent());
      return DataDirectory.open(directory);
    } catch (IOException e) {
      throw LakeException.user(
          "directory " + data + " cannot be made: " + e + "; correct its owner", e);
    }
  }

  private static AutoCloseable closing(AutoCloseable server, DataDirectory directory) {
    return () -> {
      server.close();
      directory.close();
    };
  }

  /** Fluss tells only its own kind when a server has ended. */
  private static final class WatchedCoordinator extends CoordinatorServer {
    private WatchedCoordinator(Configuration configuration) {
      super(configuration);
    }

    private CompletableFuture<?> ended() {
      return getTerminationFuture();
    }
  }

  private static final class WatchedTabletServer extends TabletServer {
    private WatchedTabletServer(Configuration configuration) {
      super(configuration);
    }

    private CompletableFuture<?> ended() {
      return getTerminationFuture();
    }
  }
}
