package dev.headwater.jobs.config;

import dev.headwater.jobs.address.PlatformPorts;
import dev.headwater.jobs.function.StateHorizon;
import dev.headwater.jobs.run.JobDefinition;
import dev.headwater.lake.HostAndPort;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.apache.flink.configuration.CheckpointingOptions;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.CoreOptions;
import org.apache.flink.configuration.DeploymentOptions;
import org.apache.flink.configuration.ExternalizedCheckpointRetention;
import org.apache.flink.configuration.JobManagerOptions;
import org.apache.flink.configuration.MemorySize;
import org.apache.flink.configuration.PipelineOptions;
import org.apache.flink.configuration.RestOptions;
import org.apache.flink.configuration.RestartStrategyOptions;
import org.apache.flink.configuration.TaskManagerOptions;
import org.apache.flink.configuration.WebOptions;
import org.apache.flink.table.api.config.ExecutionConfigOptions;
import org.apache.flink.table.api.config.TableConfigOptions;

/** How Flink, its SQL gateway and every session on it are set up, in one process or in many. */
public final class FlinkSettings {
  public static final int SLOTS = 48;

  /** Names, comma-separated, of the jobs that the platform starts; others learn them from Flink. */
  static final String JOBS = "headwater.jobs";

  /** The platform's data directory. */
  static final String DATA = "headwater.data";

  /** How many checkpoints and savepoints of its ended runs a job keeps. */
  static final String KEPT = "headwater.kept-snapshots";

  private FlinkSettings() {}

  /** Of the embedded Flink. */
  public static Configuration embedded(PlatformPorts ports, PlatformDirectory directory) {
    Configuration settings = shared(directory, directory.temporary());
    listen(settings, new HostAndPort("127.0.0.1", ports.flink()), "127.0.0.1");
    workers(settings, SLOTS, MemorySize.ofMebiBytes(1024));
    return settings;
  }

  /** What every process of Flink and every client of it agree on. */
  public static Configuration shared(PlatformDirectory directory, Path temporary) {
    Configuration settings = new Configuration();
    settings.set(CoreOptions.TMP_DIRS, temporary.toString());
    settings.set(WebOptions.TMP_DIR, temporary.toString());
    settings.set(WebOptions.SUBMIT_ENABLE, false);
    // Flink does not stop while the outcome of an operation waits for somebody to ask for it.
    settings.set(RestOptions.ASYNC_OPERATION_STORE_DURATION, Duration.ofSeconds(5));
    settings.setString(DATA, directory.root().toString());
    jobs(settings, directory);
    return settings;
  }

  /** Where the REST interface is; a client needs no more. */
  public static void listen(Configuration settings, HostAndPort rest, String bindAddress) {
    settings.set(RestOptions.ADDRESS, rest.host());
    settings.set(RestOptions.BIND_ADDRESS, bindAddress);
    settings.set(RestOptions.PORT, rest.port());
    settings.set(RestOptions.BIND_PORT, Integer.toString(rest.port()));
  }

  /** One slot runs one job or one stage of a query; memory is taken only by those that sort. */
  public static void workers(Configuration settings, int slots, MemorySize managed) {
    settings.set(TaskManagerOptions.NUM_TASK_SLOTS, slots);
    settings.set(TaskManagerOptions.MANAGED_MEMORY_SIZE, managed);
    settings.set(TaskManagerOptions.NETWORK_MEMORY_MIN, MemorySize.ofMebiBytes(128));
    settings.set(TaskManagerOptions.NETWORK_MEMORY_MAX, MemorySize.ofMebiBytes(128));
  }

  /** Flink's own metrics, for Prometheus. */
  public static void tellMetrics(Configuration settings, int port) {
    settings.setString("metrics.reporters", "prometheus");
    settings.setString(
        "metrics.reporter.prometheus.factory.class",
        "org.apache.flink.metrics.prometheus.PrometheusReporterFactory");
    settings.setString("metrics.reporter.prometheus.port", Integer.toString(port));
  }

  /** What jobs learn of the platform. */
  public static void announce(Configuration settings, List<JobDefinition> jobs, int hotDays) {
    settings.setString(
        JOBS, jobs.stream().map(JobDefinition::name).collect(Collectors.joining(",")));
    settings.set(
        PipelineOptions.GLOBAL_JOB_PARAMETERS,
        Map.of(StateHorizon.HOT_DAYS, Integer.toString(hotDays)));
  }

  /** What those who start jobs learn of the platform. */
  public static void announceKept(Configuration settings, int keptSnapshots) {
    settings.setString(KEPT, Integer.toString(keptSnapshots));
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

  /**
   * Of the SQL gateway.
   *
   * @param cluster settings of its cluster, or of a client of it
   * @param gateway what others call it; it listens on that port
   */
  public static Configuration gateway(
      Configuration cluster, HostAndPort gateway, String bindAddress, PlatformDirectory directory) {
    Configuration settings = new Configuration(cluster);
    settings.set(DeploymentOptions.TARGET, "remote");
    settings.setString("sql-gateway.endpoint.rest.address", gateway.host());
    settings.setString("sql-gateway.endpoint.rest.bind-address", bindAddress);
    settings.setString("sql-gateway.endpoint.rest.port", Integer.toString(gateway.port()));
    settings.setString("sql-gateway.endpoint.rest.bind-port", Integer.toString(gateway.port()));
    settings.setString("table.catalog-store.kind", "file");
    settings.setString(
        "table.catalog-store.file.path", directory.catalogStore().toUri().toString());
    return settings;
  }
}
