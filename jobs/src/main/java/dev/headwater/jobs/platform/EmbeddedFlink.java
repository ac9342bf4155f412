package dev.headwater.jobs.platform;

import dev.headwater.jobs.address.PlatformPorts;
import dev.headwater.jobs.config.FlinkSettings;
import dev.headwater.jobs.config.PlatformDirectory;
import dev.headwater.jobs.fault.ProgressException;
import dev.headwater.jobs.flink.FlinkRest;
import dev.headwater.lake.HostAndPort;
import dev.headwater.lake.catalogs.Catalogs;
import java.nio.file.Files;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.LockSupport;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.core.fs.FileSystem;
import org.apache.flink.runtime.minicluster.MiniCluster;
import org.apache.flink.runtime.minicluster.MiniClusterConfiguration;
import org.apache.flink.table.gateway.SqlGateway;
import org.apache.flink.table.gateway.service.context.DefaultContext;
import org.apache.flink.table.gateway.service.session.SessionManager;

/** A Flink cluster with its web page, and Flink's SQL gateway, in this JVM. */
final class EmbeddedFlink implements AutoCloseable {
  private static final Duration START_TIMEOUT = Duration.ofSeconds(30);
  private static final Duration BETWEEN_LOOKS = Duration.ofMillis(20);
  private static final Duration STOP_TIMEOUT = Duration.ofSeconds(4);

  private final MiniCluster cluster;
  private final SqlGateway gateway;
  private final Configuration clientSettings;

  private EmbeddedFlink(MiniCluster cluster, SqlGateway gateway, Configuration clientSettings) {
    this.cluster = cluster;
    this.gateway = gateway;
    this.clientSettings = clientSettings;
  }

  static EmbeddedFlink start(PlatformOptions options, Catalogs catalogs) throws Exception {
    PlatformPorts ports = options.ports();
    PlatformDirectory directory = new PlatformDirectory(options.data());
    Files.createDirectories(directory.temporary());
    directory.prepare(catalogs);
    Configuration settings = FlinkSettings.embedded(ports, directory);
    FlinkSettings.announce(settings, options.jobs(), options.hotDays());
    FlinkSettings.announceKept(settings, options.keptSnapshots());
    FileSystem.initialize(settings, null);
    MiniCluster cluster =
        new MiniCluster(
            new MiniClusterConfiguration.Builder()
                .setConfiguration(settings)
                .setNumTaskManagers(1)
                .setNumSlotsPerTaskManager(FlinkSettings.SLOTS)
                .build());
    cluster.start();
    try {
      Configuration client =
          FlinkSettings.gateway(
              settings, new HostAndPort("127.0.0.1", ports.gateway()), "127.0.0.1", directory);
      SqlGateway gateway =
          new SqlGateway(client, SessionManager.create(new DefaultContext(client, List.of())));
      gateway.start();
      awaitAnswers(new FlinkRest(options.addresses().flink()));
      return new EmbeddedFlink(cluster, gateway, client);
    } catch (Exception e) {
      cluster.close();
      throw e;
    }
  }

  /** Flink's REST interface listens before the part behind it, which knows of jobs, leads. */
  private static void awaitAnswers(FlinkRest flink) {
    long end = System.nanoTime() + START_TIMEOUT.toNanos();
    while (true) {
      try {
        flink.jobs();
        return;
      } catch (ProgressException notYet) {
        if (System.nanoTime() > end) {
          throw notYet;
        }
        LockSupport.parkNanos(BETWEEN_LOOKS.toNanos());
      }
    }
  }

  /** What a client in this JVM needs to submit jobs. */
  Configuration clientSettings() {
    return clientSettings;
  }

  @Override
  public void close() throws Exception {
    gateway.stop();
    try {
      cluster.closeAsync().get(STOP_TIMEOUT.toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException tasksStillFallQuiet) {
      // Every connection of a task waits two seconds before it ends; nothing depends on it.
    }
  }
}
