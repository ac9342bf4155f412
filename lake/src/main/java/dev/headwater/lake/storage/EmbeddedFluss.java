package dev.headwater.lake.storage;

import dev.headwater.lake.Causes;
import dev.headwater.lake.HostAndPort;
import dev.headwater.lake.LakeException;
import dev.headwater.lake.LakeException.Actor;
import dev.headwater.lake.catalogs.LakeLocation;
import dev.headwater.lake.security.Credentials;
import dev.headwater.lake.storage.mend.Cut;
import dev.headwater.lake.storage.mend.LogRepair;
import dev.headwater.lake.storage.mend.LoneEmptyBatches;
import dev.headwater.lake.storage.mend.MissedTables;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.apache.fluss.server.coordinator.CoordinatorServer;
import org.apache.fluss.server.tablet.TabletServer;
import org.apache.fluss.shaded.zookeeper3.org.apache.zookeeper.server.embedded.ExitHandler;
import org.apache.fluss.shaded.zookeeper3.org.apache.zookeeper.server.embedded.ZooKeeperServerEmbedded;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * ZooKeeper, a Fluss coordinator and a tablet server in this JVM, over one data directory on
 * 127.0.0.1.
 *
 * <p>The directory survives restarts; ZooKeeper's data, the tablet server's and the remote data in
 * it are one unit. Not thread-safe: one thread starts and closes it.
 */
public final class EmbeddedFluss implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(EmbeddedFluss.class);
  private static final Duration START_TIMEOUT = Duration.ofSeconds(60);

  private final StoragePorts ports;
  private final DataDirectory directory;
  private final Optional<Credentials> credentials;
  private final LakeLocation lake;
  private boolean closed;
  private ZooKeeperServerEmbedded zooKeeper;
  private CoordinatorServer coordinator;
  private TabletServer tabletServer;

  private EmbeddedFluss(
      DataDirectory directory,
      StoragePorts ports,
      Optional<Credentials> credentials,
      LakeLocation lake) {
    this.directory = directory;
    this.ports = ports;
    this.credentials = credentials;
    this.lake = lake;
  }

  /**
   * Starts the storage and returns once it serves requests. What a kill left incomplete is mended
   * first, with a line for each cut.
   *
   * @param directory made when absent
   * @param portBase first of three ports, see {@link StoragePorts}
   * @throws LakeException when the directory is in use or damaged, a port is taken, or a part does
   *     not start within a minute; nothing is left running
   */
  public static EmbeddedFluss start(Path directory, int portBase) {
    return start(directory, portBase, Optional.empty());
  }

  /**
   * The same, for clients that say who they are.
   *
   * @param credentials that they are known by; this process has to sign in as administrator. Empty
   *     where everybody may do everything
   */
  public static EmbeddedFluss start(
      Path directory, int portBase, Optional<Credentials> credentials) {
    return start(directory, portBase, credentials, Optional.empty());
  }

  /**
   * The same, with the lake elsewhere.
   *
   * @param lake where tiered tables go; empty for a place in the directory
   */
  public static EmbeddedFluss start(
      Path directory,
      int portBase,
      Optional<Credentials> credentials,
      Optional<LakeLocation> lake) {
    StoragePorts ports = new StoragePorts(portBase);
    DataDirectory opened = open(directory);
    EmbeddedFluss fluss =
        new EmbeddedFluss(
            opened, ports, credentials, lake.orElseGet(() -> LakeLocation.in(opened.lake())));
    try {
      fluss.startServers();
      return fluss;
    } catch (Exception e) {
      fluss.close();
      throw explained(e, directory, ports);
    }
  }

  private static DataDirectory open(Path path) {
    try {
      Path directory = path.toAbsolutePath().normalize();
      if (directory.getParent() != null) {
        Files.createDirectories(directory.getParent());
      }
      return DataDirectory.open(directory);
    } catch (IOException e) {
      throw LakeException.user(
          "data directory " + path + " cannot be made: " + e + "; choose another with --data", e);
    }
  }

  private static LakeException explained(Exception e, Path directory, StoragePorts ports) {
    if (e instanceof LakeException known) {
      return known;
    }
    LOG.error("storage did not start directory={}", directory, e);
    return new LakeException(
        Actor.EXTERNAL,
        "storage did not start on %s with ports %s to %s: %s; see the log above, or run `headwater doctor`"
            .formatted(directory, ports.base(), ports.zooKeeper(), Causes.deepest(e)),
        e);
  }

  /** Address for clients, host:port. */
  public String bootstrapServers() {
    return ports.bootstrapServers();
  }

  /** Where tiered tables go. */
  public LakeLocation lake() {
    return lake;
  }

  private void startServers() throws Exception {
    long started = System.nanoTime();
    ports.requireFree();
    directory.announcePorts(ports.base() + " to " + ports.zooKeeper());
    for (Cut cut : LogRepair.mend(directory.fluss())) {
      LOG.warn(cut.line());
    }
    LoneEmptyBatches.lengthen(directory.fluss());
    Path base = Files.createDirectories(directory.zookeeper());
    Files.createDirectories(directory.remote());
    lake.make();
    StorageSettings settings =
        new StorageSettings(
            new HostAndPort("127.0.0.1", ports.zooKeeper()),
            directory.root(),
            lake,
            1,
            1,
            credentials);
    zooKeeper = StorageServer.zooKeeper(settings, "127.0.0.1", base, ExitHandler.LOG_ONLY);
    coordinator = new CoordinatorServer(settings.coordinator(listeners(ports.coordinator())));
    coordinator.start();
    MissedTables.tell(coordinator);
    tabletServer =
        new TabletServer(
            settings.tabletServer(
                0, listeners(ports.tabletServer()), Files.createDirectories(directory.fluss())));
    tabletServer.start();
    new FlussReadiness(bootstrapServers()).await(START_TIMEOUT);
    LOG.info(
        "storage is up address={} directory={} milliseconds={}",
        bootstrapServers(),
        directory.root(),
        (System.nanoTime() - started) / 1_000_000);
  }

  private Listeners listeners(int port) {
    Listeners own = Listeners.loopback(port);
    return credentials.isEmpty() ? own : own.withLoopbackInternal();
  }

  /** Stops the servers and releases the directory. A second call does nothing. */
  @Override
  public void close() {
    if (closed) {
      return;
    }
    closed = true;
    // Both wait two seconds for their network to fall quiet; together they do so once.
    CompletableFuture<Void> tablets =
        CompletableFuture.runAsync(() -> stop("tablet server", tabletServer));
    stop("coordinator", coordinator);
    tablets.join();
    stop("ZooKeeper", zooKeeper);
    directory.close();
  }

  private static void stop(String part, AutoCloseable closeable) {
    try {
      if (closeable != null) {
        closeable.close();
      }
    } catch (Exception e) {
      LOG.warn("could not stop part={} cause={}", part, Causes.deepest(e));
    }
  }
}
