package dev.headwater.lake;

import dev.headwater.lake.LakeException.Actor;
import dev.headwater.lake.storage.Cut;
import dev.headwater.lake.storage.DataDirectory;
import dev.headwater.lake.storage.LogRepair;
import dev.headwater.lake.storage.LoneEmptyBatches;
import dev.headwater.lake.storage.StorageException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Properties;
import java.util.concurrent.CompletableFuture;
import org.apache.fluss.config.ConfigOptions;
import org.apache.fluss.config.Configuration;
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
  private boolean served;
  private boolean closed;
  private ZooKeeperServerEmbedded zooKeeper;
  private CoordinatorServer coordinator;
  private TabletServer tabletServer;

  private EmbeddedFluss(DataDirectory directory, StoragePorts ports) {
    this.directory = directory;
    this.ports = ports;
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
    StoragePorts ports = new StoragePorts(portBase);
    EmbeddedFluss fluss = new EmbeddedFluss(open(directory), ports);
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
    } catch (StorageException e) {
      throw new LakeException(Actor.USER, e.getMessage(), e);
    } catch (IOException e) {
      throw new LakeException(
          Actor.USER,
          "data directory " + path + " cannot be made: " + e + "; choose another with --data",
          e);
    }
  }

  private static LakeException explained(Exception e, Path directory, StoragePorts ports) {
    if (e instanceof LakeException known) {
      return known;
    }
    if (e instanceof StorageException damaged) {
      return new LakeException(Actor.USER, damaged.getMessage(), damaged);
    }
    LOG.error("storage did not start directory={}", directory, e);
    return new LakeException(
        Actor.EXTERNAL,
        "storage did not start on "
            + directory
            + " with ports "
            + ports.base()
            + " to "
            + ports.zooKeeper()
            + ": "
            + Causes.deepest(e)
            + "; see the log above, or run `headwater doctor`",
        e);
  }

  /** Address for clients, host:port. */
  public String bootstrapServers() {
    return ports.bootstrapServers();
  }

  /** Root of the lake's files (a Paimon warehouse). */
  public Path warehouse() {
    return directory.lake();
  }

  private void startServers() throws Exception {
    long started = System.nanoTime();
    ports.requireFree();
    directory.announcePorts(ports.base() + " to " + ports.zooKeeper());
    for (Cut cut : LogRepair.mend(directory.fluss())) {
      LOG.warn(cut.line());
    }
    LoneEmptyBatches.lengthen(directory.fluss());
    zooKeeper = startZooKeeper();
    coordinator = new CoordinatorServer(coordinatorConfiguration());
    coordinator.start();
    MissedTables.tell(coordinator);
    tabletServer = new TabletServer(tabletConfiguration());
    tabletServer.start();
    new FlussReadiness(bootstrapServers()).await(START_TIMEOUT);
    served = true;
    LOG.info(
        "storage is up address={} directory={} milliseconds={}",
        bootstrapServers(),
        directory.root(),
        (System.nanoTime() - started) / 1_000_000);
  }

  private ZooKeeperServerEmbedded startZooKeeper() throws Exception {
    Path base = Files.createDirectories(directory.zookeeper());
    Properties properties = new Properties();
    properties.setProperty("clientPort", Integer.toString(ports.zooKeeper()));
    properties.setProperty("clientPortAddress", "127.0.0.1");
    // ZooKeeper grants sessions of 2 to 20 ticks: 500 ms allows the six seconds below.
    properties.setProperty("tickTime", "500");
    properties.setProperty("maxClientCnxns", "0");
    properties.setProperty("admin.enableServer", "false");
    properties.setProperty("dataDir", base.resolve("data").toString());
    ZooKeeperServerEmbedded server =
        ZooKeeperServerEmbedded.builder()
            .baseDir(base)
            .configuration(properties)
            .exitHandler(ExitHandler.LOG_ONLY)
            .build();
    server.start(START_TIMEOUT.toMillis());
    return server;
  }

  private Configuration coordinatorConfiguration() throws IOException {
    Configuration configuration = sharedConfiguration();
    configuration.setString(
        ConfigOptions.BIND_LISTENERS, "FLUSS://127.0.0.1:" + ports.coordinator());
    return configuration;
  }

  private Configuration tabletConfiguration() throws IOException {
    Configuration configuration = sharedConfiguration();
    configuration.set(ConfigOptions.TABLET_SERVER_ID, 0);
    configuration.setString(
        ConfigOptions.BIND_LISTENERS, "FLUSS://127.0.0.1:" + ports.tabletServer());
    configuration.setString(
        ConfigOptions.DATA_DIR, Files.createDirectories(directory.fluss()).toString());
    // No other server can take the leaders over, so asking for it only delays the stop.
    configuration.set(ConfigOptions.TABLET_SERVER_CONTROLLED_SHUTDOWN_MAX_RETRIES, 0);
    return configuration;
  }

  private Configuration sharedConfiguration() throws IOException {
    Configuration configuration = new Configuration();
    configuration.setString(ConfigOptions.ZOOKEEPER_ADDRESS, "127.0.0.1:" + ports.zooKeeper());
    // After a kill the coordinator waits for its old session to end.
    configuration.set(ConfigOptions.ZOOKEEPER_SESSION_TIMEOUT, Duration.ofSeconds(6));
    configuration.setString(
        ConfigOptions.REMOTE_DATA_DIR,
        Files.createDirectories(directory.remote()).toUri().toString());
    configuration.set(ConfigOptions.KV_SNAPSHOT_INTERVAL, Duration.ofMinutes(2));
    // Must be known before the first table: it fixes how the lake buckets keys.
    configuration.setString("datalake.format", "paimon");
    configuration.setString("datalake.paimon.metastore", "filesystem");
    configuration.setString(
        "datalake.paimon.warehouse", Files.createDirectories(directory.lake()).toString());
    return configuration;
  }

  /** Stops the servers and releases the directory. A second call does nothing. */
  @Override
  public void close() {
    if (closed) {
      return;
    }
    closed = true;
    // Both wait two seconds for their network to fall quiet; together they do so once.
    CompletableFuture<Boolean> tablets =
        CompletableFuture.supplyAsync(() -> stopped("tablet server", tabletServer));
    boolean clean = stopped("coordinator", coordinator);
    clean &= tablets.join();
    clean &= stopped("ZooKeeper", zooKeeper);
    if (clean && served) {
      directory.markStopped();
    }
    directory.close();
  }

  private static boolean stopped(String part, AutoCloseable closeable) {
    if (closeable == null) {
      return true;
    }
    try {
      closeable.close();
      return true;
    } catch (Exception e) {
      LOG.warn("could not stop part={} cause={}", part, Causes.deepest(e));
      return false;
    }
  }
}
