package dev.headwater.jobs.progress;

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

/** Fluss in this JVM, without a lake, that takes a key-value snapshot every half second. */
final class TestingStorage implements AutoCloseable {
  private final int port;
  private final ZooKeeperServerEmbedded zooKeeper;
  private final CoordinatorServer coordinator;
  private final TabletServer tabletServer;

  private TestingStorage(Path directory, int port) throws Exception {
    this.port = port;
    Properties properties = new Properties();
    properties.setProperty("clientPort", Integer.toString(port + 2));
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
    this.coordinator = new CoordinatorServer(configuration(directory, port));
    coordinator.start();
    this.tabletServer = new TabletServer(configuration(directory, port + 1));
    tabletServer.start();
  }

  static TestingStorage start(Path directory, int port) throws Exception {
    return new TestingStorage(directory, port);
  }

  String bootstrapServers() {
    return "127.0.0.1:" + port;
  }

  private Configuration configuration(Path directory, int listener) {
    Configuration configuration = new Configuration();
    configuration.setString(ConfigOptions.ZOOKEEPER_ADDRESS, "127.0.0.1:" + (port + 2));
    configuration.setString(ConfigOptions.BIND_LISTENERS, "FLUSS://127.0.0.1:" + listener);
    configuration.set(ConfigOptions.TABLET_SERVER_ID, 0);
    configuration.setString(ConfigOptions.DATA_DIR, directory.resolve("data").toString());
    configuration.setString(
        ConfigOptions.REMOTE_DATA_DIR, directory.resolve("remote").toUri().toString());
    configuration.set(ConfigOptions.KV_SNAPSHOT_INTERVAL, Duration.ofMillis(500));
    configuration.set(ConfigOptions.TABLET_SERVER_CONTROLLED_SHUTDOWN_MAX_RETRIES, 0);
    return configuration;
  }

  @Override
  public void close() throws Exception {
    tabletServer.close();
    coordinator.close();
    zooKeeper.close();
  }
}
