package dev.headwater.jobs.platform;

import java.time.Duration;
import org.apache.flink.configuration.CheckpointingOptions;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.CoreOptions;
import org.apache.flink.configuration.DeploymentOptions;
import org.apache.flink.configuration.ExternalizedCheckpointRetention;
import org.apache.flink.configuration.JobManagerOptions;
import org.apache.flink.configuration.MemorySize;
import org.apache.flink.configuration.RestOptions;
import org.apache.flink.configuration.RestartStrategyOptions;
import org.apache.flink.configuration.TaskManagerOptions;
import org.apache.flink.configuration.WebOptions;
import org.apache.flink.table.api.config.ExecutionConfigOptions;
import org.apache.flink.table.api.config.TableConfigOptions;

/** How the embedded Flink, its SQL gateway and every session on it are set up. */
final class FlinkSettings {
  static final int SLOTS = 48;

  /** Names, comma-separated, of the jobs that the platform starts; others learn them from Flink. */
  static final String JOBS = "headwater.jobs";

  /** The platform's data directory. */
  static final String DATA = "headwater.data";

  private FlinkSettings() {}

  static Configuration cluster(PlatformPorts ports, PlatformDirectory directory) {
    Configuration settings = new Configuration();
    settings.set(RestOptions.ADDRESS, "127.0.0.1");
    settings.set(RestOptions.BIND_ADDRESS, "127.0.0.1");
    settings.set(RestOptions.PORT, ports.flink());
    settings.set(RestOptions.BIND_PORT, Integer.toString(ports.flink()));
    settings.set(CoreOptions.TMP_DIRS, directory.temporary().toString());
    settings.set(WebOptions.TMP_DIR, directory.temporary().toString());
    settings.set(WebOptions.SUBMIT_ENABLE, false);
    // One slot runs one job or one stage of a query; memory is taken only by those that sort.
    settings.set(TaskManagerOptions.NUM_TASK_SLOTS, SLOTS);
    settings.set(TaskManagerOptions.MANAGED_MEMORY_SIZE, MemorySize.ofMebiBytes(1024));
    settings.set(TaskManagerOptions.NETWORK_MEMORY_MIN, MemorySize.ofMebiBytes(128));
    settings.set(TaskManagerOptions.NETWORK_MEMORY_MAX, MemorySize.ofMebiBytes(128));
    // Flink does not stop while the outcome of an operation waits for somebody to ask for it.
    settings.set(RestOptions.ASYNC_OPERATION_STORE_DURATION, Duration.ofSeconds(5));
    jobs(settings, directory);
    return settings;
  }

  private static void jobs(Configuration settings, PlatformDirectory directory) {
    settings.set(CoreOptions.DEFAULT_PARALLELISM, 1);
    settings.set(CheckpointingOptions.CHECKPOINTING_INTERVAL, Duration.ofSeconds(5));
    settings.set(
        CheckpointingOptions.CHECKPOINTS_DIRECTORY, directory.checkpoints().toUri().toString());
    settings.set(
        CheckpointingOptions.SAVEPOINT_DIRECTORY, directory.savepoints().toUri().toString());
    settings.set(
        CheckpointingOptions.EXTERNALIZED_CHECKPOINT_RETENTION,
        ExternalizedCheckpointRetention.RETAIN_ON_CANCELLATION);
    settings.set(CheckpointingOptions.MAX_RETAINED_CHECKPOINTS, 2);
    settings.set(RestartStrategyOptions.RESTART_STRATEGY, "exponential-delay");
    settings.set(
        RestartStrategyOptions.RESTART_STRATEGY_EXPONENTIAL_DELAY_MAX_BACKOFF,
        Duration.ofSeconds(10));
    // The tiering committer has no state: all of its job restarts, or none.
    settings.set(JobManagerOptions.EXECUTION_FAILOVER_STRATEGY, "full");
    settings.set(TableConfigOptions.LOCAL_TIME_ZONE, "UTC");
    // A share of the slot's memory: with Flink's 10 MB one row of 500 kB fails every query of a
    // view.
    settings.set(
        ExecutionConfigOptions.TABLE_EXEC_RESOURCE_EXTERNAL_BUFFER_MEMORY,
        MemorySize.ofMebiBytes(128));
  }

  static Configuration gateway(
      Configuration cluster, PlatformPorts ports, PlatformDirectory directory) {
    Configuration settings = new Configuration(cluster);
    settings.set(DeploymentOptions.TARGET, "remote");
    settings.setString("sql-gateway.endpoint.rest.address", "127.0.0.1");
    settings.setString("sql-gateway.endpoint.rest.bind-address", "127.0.0.1");
    settings.setString("sql-gateway.endpoint.rest.port", Integer.toString(ports.gateway()));
    settings.setString("sql-gateway.endpoint.rest.bind-port", Integer.toString(ports.gateway()));
    settings.setString("table.catalog-store.kind", "file");
    settings.setString(
        "table.catalog-store.file.path", directory.catalogStore().toUri().toString());
    return settings;
  }
}
