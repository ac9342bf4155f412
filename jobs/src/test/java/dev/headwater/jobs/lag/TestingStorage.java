package dev.headwater.jobs.lag;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import org.apache.fluss.config.ConfigOptions;
import org.apache.fluss.config.Configuration;
import org.apache.fluss.server.coordinator.CoordinatorServer;
import org.apache.fluss.server.tablet.TabletServer;
import org.apache.fluss.shaded.zookeeper3.org.apache.zookeeper.server.embedded.ExitHandler;
import org.apache.fluss.shaded.zookeeper3.org.apache.zookeeper.server.embedded.ZooKeeperServerEmbedded;

/**
 * Fluss in this JVM, without a lake, that takes a key-value snapshot every half second.
 *
 * <p>Takes a port each for the coordinator, ZooKeeper and the tablet servers, from the given one
 * on.
 */
public final class TestingStorage implements AutoCloseable {
  private final int port;
  private final ZooKeeperServerEmbedded zooKeeper;
  private final CoordinatorServer coordinator;
  private final List<TabletServer> tabletServers = new ArrayList<>();

  private TestingStorage(Path directory, int port, int servers) throws Exception {
    this.port = port;
    Properties properties = new Properties();
    properties.setProperty("clientPort", Integer.toString(port + 1));
    properties.setProperty("clientPortAddress", "127.0.0.1");
    properties.setProperty("tickTime", "500");
    properties.setProperty("admin.enableServer", "false");
    this.zooKeeper =
        ZooKeeperServerEmbedded.builder()
            .baseDir(Files.createDirectories(directory.resolve("zookeeper")))
            .configuration(properties)
            .exitHandler(ExitHandler.LOG_ONLY)
            .build();
    zooKeeper.start(30_000);
    this.coordinator = new CoordinatorServer(configuration(directory, port, 0));
    coordinator.start();
    for (int id = 0; id < servers; id++) {
      TabletServer server = new TabletServer(configuration(directory, port + 2 + id, id));
      tabletServers.add(server);
      server.start();
    }
  }

  public static TestingStorage start(Path directory, int port, int servers) throws Exception {
    return new TestingStorage(directory, port, servers);
  }

  /** Ends a tablet server for good; what it led is led by others, if there are any. */
  void endTabletServer(int id) throws Exception {
    tabletServers.get(id).close();
  }

  public String bootstrapServers() {
    return "127.0.0.1:" + port;
  }

  private Configuration configuration(Path directory, int listener, int id) {
    Configuration configuration = new Configuration();
    configuration.setString(ConfigOptions.ZOOKEEPER_ADDRESS, "127.0.0.1:" + (port + 1));
    configuration.setString(ConfigOptions.BIND_LISTENERS, "FLUSS://127.0.0.1:" + listener);
    configuration.set(ConfigOptions.TABLET_SERVER_ID, id);
    configuration.setString(ConfigOptions.DATA_DIR, directory.resolve("data-" + id).toString());
    configuration.setString(ConfigOptions.ZOOKEEPER_SESSION_TIMEOUT.key(), "2 s");
    configuration.setString(
        ConfigOptions.REMOTE_DATA_DIR, directory.resolve("remote").toUri().toString());
    configuration.set(ConfigOptions.KV_SNAPSHOT_INTERVAL, Duration.ofMillis(500));
    configuration.set(ConfigOptions.TABLET_SERVER_CONTROLLED_SHUTDOWN_MAX_RETRIES, 0);
    return configuration;
  }

  @Override
  public void close() throws Exception {
    for (TabletServer server : tabletServers) {
      server.close();
    }
    coordinator.close();
    zooKeeper.close();
  }
}
