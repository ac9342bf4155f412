package dev.headwater.lake.storage;

import dev.headwater.lake.HostAndPort;
import dev.headwater.lake.catalogs.LakeLocation;
import dev.headwater.lake.security.Credentials;
import dev.headwater.lake.security.Principal;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.Properties;
import org.apache.fluss.config.ConfigOptions;
import org.apache.fluss.config.Configuration;

/**
 * How every server of a platform's storage is set up, in one process or in many.
 *
 * @param zooKeeper ZooKeeper's address
 * @param directory the platform's data directory, which all servers see: remote data
 * @param lake where tiered tables go
 * @param buckets of a table, where its definition does not say
 * @param replicas of every bucket
 * @param credentials by which clients say who they are; empty where everybody may do everything
 */
public record StorageSettings(
    HostAndPort zooKeeper,
    Path directory,
    LakeLocation lake,
    int buckets,
    int replicas,
    Optional<Credentials> credentials) {
  /** After a kill a server waits for its old session to end. */
  private static final Duration SESSION = Duration.ofSeconds(6);

  /** With replicas: long enough for ZooKeeper to start again after a kill on a busy machine. */
  private static final Duration LONG_SESSION = Duration.ofSeconds(15);

  /** ZooKeeper grants sessions of 2 to 20 ticks. */
  private static final int TICKS_A_SESSION = 12;

  public StorageSettings {
    directory = directory.toAbsolutePath().normalize();
    if (buckets < 1 || replicas < 1) {
      throw new IllegalArgumentException(
          "%d buckets with %d replicas hold nothing".formatted(buckets, replicas));
    }
  }

  /** How long a server may be silent before it counts as dead. */
  Duration session() {
    return replicas == 1 ? SESSION : LONG_SESSION;
  }

  /** Fluss's remote data: log segments and key-value snapshots. */
  public Path remote() {
    return directory.resolve("remote");
  }

  /**
   * ZooKeeper's own settings.
   *
   * @param address to listen on; its port is that of {@link #zooKeeper}
   */
  Properties zooKeeper(String address, Path data) {
    Properties properties = new Properties();
    properties.setProperty("clientPort", Integer.toString(zooKeeper.port()));
    properties.setProperty("clientPortAddress", address);
    properties.setProperty(
        "tickTime", Long.toString(session().dividedBy(TICKS_A_SESSION).toMillis()));
    properties.setProperty("maxClientCnxns", "0");
    properties.setProperty("admin.enableServer", "false");
    properties.setProperty("autopurge.snapRetainCount", "3");
    properties.setProperty("autopurge.purgeInterval", "1");
    properties.setProperty("dataDir", data.toString());
    return properties;
  }

  Configuration coordinator(Listeners listeners) {
    return shared(listeners);
  }

  Configuration tabletServer(int id, Listeners listeners, Path data) {
    Configuration configuration = shared(listeners);
    configuration.set(ConfigOptions.TABLET_SERVER_ID, id);
    configuration.setString(ConfigOptions.DATA_DIR, data.toString());
    if (replicas == 1) {
      // No other server can take the leaders over, so asking for it only delays the stop.
      configuration.set(ConfigOptions.TABLET_SERVER_CONTROLLED_SHUTDOWN_MAX_RETRIES, 0);
    } else {
      // When all replicas are killed at once, they start from the high watermark noted last.
      configuration.set(
          ConfigOptions.LOG_REPLICA_HIGH_WATERMARK_CHECKPOINT_INTERVAL, Duration.ofSeconds(1));
    }
    return configuration;
  }

  private static void askWhoTheyAre(Configuration configuration, Credentials credentials) {
    configuration.setString("internal.listener.name", Listeners.INTERNAL);
    configuration.setString("security.protocol.map", "FLUSS:SASL,CLIENT:SASL");
    configuration.setString("security.sasl.enabled.mechanisms", "PLAIN");
    configuration.setString("security.sasl.plain.jaas.config", credentials.serverLogin());
    configuration.setString("authorizer.enabled", "true");
    configuration.setString("super.users", "User:" + Principal.ADMIN.user());
  }

  private Configuration shared(Listeners listeners) {
    Configuration configuration = new Configuration();
    configuration.setString(ConfigOptions.BIND_LISTENERS, listeners.bind());
    configuration.setString(ConfigOptions.ADVERTISED_LISTENERS, listeners.advertised());
    configuration.setString(ConfigOptions.ZOOKEEPER_ADDRESS, zooKeeper.toString());
    configuration.set(ConfigOptions.ZOOKEEPER_SESSION_TIMEOUT, session());
    configuration.setString(ConfigOptions.REMOTE_DATA_DIR, remote().toUri().toString());
    configuration.set(ConfigOptions.KV_SNAPSHOT_INTERVAL, Duration.ofMinutes(2));
    configuration.set(ConfigOptions.DEFAULT_BUCKET_NUMBER, buckets);
    configuration.set(ConfigOptions.DEFAULT_REPLICATION_FACTOR, replicas);
    // A row counts as written when another server would still have it.
    configuration.set(ConfigOptions.LOG_REPLICA_MIN_IN_SYNC_REPLICAS_NUMBER, Math.min(replicas, 2));
    // Must be known before the first table: it fixes how the lake buckets keys.
    configuration.setString("datalake.format", "paimon");
    lake.catalog()
        .forEach((option, value) -> configuration.setString("datalake.paimon." + option, value));
    if (listeners.metrics().isPresent()) {
      configuration.setString("metrics.reporters", "prometheus");
      configuration.setString(
          "metrics.reporter.prometheus.port", Integer.toString(listeners.metrics().getAsInt()));
    }
    credentials.ifPresent(known -> askWhoTheyAre(configuration, known));
    return configuration;
  }
}
