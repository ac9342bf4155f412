package dev.headwater.lake;

import dev.headwater.lake.LakeException.Actor;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Properties;
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
  private final Path directory;
  private ZooKeeperServerEmbedded zooKeeper;
  private CoordinatorServer coordinator;
  private TabletServer tabletServer;

  private EmbeddedFluss(Path directory, StoragePorts ports) {
    this.directory = directory;
    this.ports = ports;
  }

  /**
   * Starts the storage and returns once it serves requests.
   *
   * @param directory made when absent
   * @param portBase first of three ports, see {@link StoragePorts}
   * @throws LakeException when a part does not start within a minute; nothing is left running
   */
  public static EmbeddedFluss start(Path directory, int portBase) {
    StoragePorts ports = new StoragePorts(portBase);
    ports.requireFree();
    EmbeddedFluss fluss = new EmbeddedFluss(directory.toAbsolutePath().normalize(), ports);
    try {
      fluss.startServers();
      return fluss;
    } catch (Exception e) {
      fluss.close();
      throw new LakeException(
          Actor.EXTERNAL,
          "storage did not start on "
              + directory
              + " with ports "
              + portBase
              + " to "
              + (portBase + 2)
              + ": "
              + Causes.deepest(e)
              + "; see the log above, or run `headwater doctor`",
          e);
    }
  }

  /** Address for clients, host:port. */
  public String bootstrapServers() {
    return ports.bootstrapServers();
  }

  /** Root of the lake's files (a Paimon warehouse). */
  public Path warehouse() {
    return warehouse(directory);
  }

  static Path warehouse(Path directory) {
    return directory.resolve("lake");
  }

  private void startServers() throws Exception {
    long started = System.nanoTime();
    zooKeeper = startZooKeeper();
    coordinator = new CoordinatorServer(coordinatorConfiguration());
    coordinator.start();
    tabletServer = new TabletServer(tabletConfiguration());
    tabletServer.start();
    new FlussReadiness(bootstrapServers()).await(START_TIMEOUT);
    LOG.info(
        "storage is up address={} directory={} milliseconds={}",
        bootstrapServers(),
        directory,
        (System.nanoTime() - started) / 1_000_000);
  }

  private ZooKeeperServerEmbedded startZooKeeper() throws Exception {
    Path base = Files.createDirectories(directory.resolve("zookeeper"));
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
        ConfigOptions.DATA_DIR, Files.createDirectories(directory.resolve("fluss")).toString());
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
        Files.createDirectories(directory.resolve("remote")).toUri().toString());
    configuration.set(ConfigOptions.KV_SNAPSHOT_INTERVAL, Duration.ofMinutes(2));
    // Must be known before the first table: it fixes how the lake buckets keys.
    configuration.setString("datalake.format", "paimon");
    configuration.setString("datalake.paimon.metastore", "filesystem");
    configuration.setString(
        "datalake.paimon.warehouse", Files.createDirectories(warehouse()).toString());
    return configuration;
  }

  /** Stops tablet server, coordinator and ZooKeeper, in this order. A second call does nothing. */
  @Override
  public void close() {
    closeQuietly("tablet server", tabletServer);
    tabletServer = null;
    closeQuietly("coordinator", coordinator);
    coordinator = null;
    closeQuietly("ZooKeeper", zooKeeper);
    zooKeeper = null;
  }

  private static void closeQuietly(String part, AutoCloseable closeable) {
    if (closeable == null) {
      return;
    }
    try {
      long started = System.nanoTime();
      closeable.close();
      LOG.info("stopped part={} milliseconds={}", part, (System.nanoTime() - started) / 1_000_000);
    } catch (Exception e) {
      LOG.warn("could not stop part={} cause={}", part, Causes.deepest(e));
    }
  }
}
