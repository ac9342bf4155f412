package dev.headwater.jobs.platform;

import dev.headwater.jobs.address.ClusterAddresses;
import dev.headwater.jobs.config.FlinkSettings;
import dev.headwater.jobs.config.PlatformDirectory;
import dev.headwater.jobs.flink.FlinkRest;
import dev.headwater.jobs.run.JobDefinition;
import dev.headwater.jobs.supervise.TieringSupervisor;
import dev.headwater.lake.HostAndPort;
import dev.headwater.lake.catalogs.Catalogs;
import dev.headwater.lake.catalogs.LakeLocation;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.apache.flink.configuration.BlobServerOptions;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.DeploymentOptions;
import org.apache.flink.configuration.HeartbeatManagerOptions;
import org.apache.flink.configuration.JobManagerOptions;
import org.apache.flink.configuration.MemorySize;
import org.apache.flink.configuration.TaskManagerOptions;
import org.apache.flink.runtime.entrypoint.ClusterEntrypoint;
import org.apache.flink.runtime.entrypoint.StandaloneSessionClusterEntrypoint;
import org.apache.flink.runtime.taskexecutor.TaskManagerRunner;
import org.apache.flink.runtime.util.JvmShutdownSafeguard;
import org.apache.flink.runtime.util.SignalHandler;
import org.apache.flink.table.gateway.SqlGateway;
import org.apache.flink.table.gateway.service.context.DefaultContext;
import org.apache.flink.table.gateway.service.session.SessionManager;
import org.apache.flink.util.FileUtils;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Flink's parts of a cluster, each in a process of its own.
 *
 * @param addresses where the cluster's parts find each other
 * @param bindAddress of this machine, {@code 0.0.0.0} for all
 * @param data the platform's data directory, which all parts see
 * @param temporary directory of this process alone; emptied first
 * @param keptSnapshots how many checkpoints and savepoints of its ended runs a job keeps
 */
public record ClusterFlink(
    ClusterAddresses addresses, String bindAddress, Path data, Path temporary, int keptSnapshots) {
  private static final Logger LOG = LoggerFactory.getLogger(ClusterFlink.class);

  /** Changes with every start of the jobmanager, which forgets its jobs when it ends. */
  static final String INCARNATION = "headwater.incarnation";

  /** After so long without a word from the jobmanager its tasks are cancelled. */
  static final Duration SILENCE = Duration.ofSeconds(20);

  private static final Duration CANCELLATION = Duration.ofMinutes(1);
  private static final MemorySize SORTING_PER_SLOT = MemorySize.ofMebiBytes(24);
  private static final MemorySize FRAMEWORK_HEAP = MemorySize.ofMebiBytes(128);
  private static final MemorySize OFF_HEAP = MemorySize.ofMebiBytes(256);

  /**
   * Runs the jobmanager until the process ends.
   *
   * @param jobs that the cluster is to run
   * @param metricsPort where it tells Prometheus Flink's own metrics
   */
  public void runJobManager(List<JobDefinition> jobs, int hotDays, int metricsPort)
      throws IOException {
    prepare();
    Configuration settings = settings();
    FlinkSettings.tellMetrics(settings, metricsPort);
    FlinkSettings.announce(settings, jobs, hotDays);
    FlinkSettings.announceKept(settings, keptSnapshots);
    settings.setString(INCARNATION, Instant.now().toString());
    settings.set(JobManagerOptions.BIND_HOST, bindAddress);
    settings.set(JobManagerOptions.RPC_BIND_PORT, addresses.flinkRpc().port());
    settings.set(BlobServerOptions.PORT, Integer.toString(addresses.flinkRpc().port() + 1));
    SignalHandler.register(LOG);
    JvmShutdownSafeguard.installAsShutdownHook(LOG);
    ClusterEntrypoint.runClusterEntrypoint(new StandaloneSessionClusterEntrypoint(settings));
  }

  /**
   * Runs a taskmanager until the process ends. It takes this JVM's heap.
   *
   * @param own what the others call this one
   * @param slots jobs, or stages of queries, that it runs at a time
   * @param metricsPort where it tells Prometheus Flink's own metrics
   */
  public void runTaskManager(HostAndPort own, int slots, int metricsPort) throws IOException {
    prepare();
    Configuration settings = settings();
    FlinkSettings.tellMetrics(settings, metricsPort);
    FlinkSettings.workers(settings, slots, SORTING_PER_SLOT.multiply(slots));
    settings.set(TaskManagerOptions.HOST, own.host());
    settings.set(TaskManagerOptions.BIND_HOST, bindAddress);
    settings.set(TaskManagerOptions.RPC_PORT, Integer.toString(own.port()));
    // A jobmanager that meets the same name again knows that the process before is gone.
    settings.set(TaskManagerOptions.TASK_MANAGER_RESOURCE_ID, resourceId(own));
    settings.set(TaskManagerOptions.CPU_CORES, (double) Runtime.getRuntime().availableProcessors());
    settings.set(
        TaskManagerOptions.TASK_HEAP_MEMORY,
        new MemorySize(Runtime.getRuntime().maxMemory()).subtract(FRAMEWORK_HEAP));
    settings.set(TaskManagerOptions.FRAMEWORK_HEAP_MEMORY, FRAMEWORK_HEAP);
    settings.set(TaskManagerOptions.TASK_OFF_HEAP_MEMORY, OFF_HEAP);
    // Flink only tells of these; Java's options set them.
    settings.set(TaskManagerOptions.FRAMEWORK_OFF_HEAP_MEMORY, OFF_HEAP);
    settings.set(TaskManagerOptions.JVM_METASPACE, OFF_HEAP.multiply(2));
    settings.set(TaskManagerOptions.JVM_OVERHEAD_MIN, OFF_HEAP);
    settings.set(TaskManagerOptions.JVM_OVERHEAD_MAX, OFF_HEAP);
    // Fluss's writer waits for ever for what it cannot send any more; a new process does not.
    settings.set(TaskManagerOptions.TASK_CANCELLATION_TIMEOUT, CANCELLATION);
    SignalHandler.register(LOG);
    JvmShutdownSafeguard.installAsShutdownHook(LOG);
    TaskManagerRunner.runTaskManagerProcessSecurely(settings);
  }

  /** Name of a taskmanager in Flink's REST interface. */
  public static String resourceId(HostAndPort own) {
    return own.toString().replace(':', '-');
  }

  /**
   * Starts the SQL gateway, with the platform's catalogs.
   *
   * @param lake where the lake's files are
   * @throws Exception when its port is taken
   */
  public AutoCloseable startGateway(LakeLocation lake, int hotDays) throws Exception {
    prepare();
    PlatformDirectory directory = new PlatformDirectory(data);
    directory.prepare(new Catalogs(addresses.fluss().toString(), data, lake));
    Configuration client = client();
    FlinkSettings.announce(client, List.of(), hotDays);
    Configuration settings =
        FlinkSettings.gateway(client, addresses.gateway(), bindAddress, directory);
    SqlGateway gateway =
        new SqlGateway(settings, SessionManager.create(new DefaultContext(settings, List.of())));
    gateway.start();
    return gateway::stop;
  }

  /** The cluster's tiering; nothing is done yet. */
  public TieringSupervisor tiering() throws IOException {
    Files.createDirectories(temporary);
    return new TieringSupervisor(
        new FlinkRest(addresses.platform().flink()), client(), addresses.fluss().toString());
  }

  /** What a client needs to submit jobs. */
  public Configuration client() {
    Configuration settings = settings();
    settings.set(DeploymentOptions.TARGET, "remote");
    return settings;
  }

  private Configuration settings() {
    Configuration settings = FlinkSettings.shared(new PlatformDirectory(data), temporary);
    FlinkSettings.listen(settings, addresses.flink(), bindAddress);
    settings.set(JobManagerOptions.ADDRESS, addresses.flinkRpc().host());
    settings.set(JobManagerOptions.PORT, addresses.flinkRpc().port());
    settings.set(
        TaskManagerOptions.TASK_MANAGER_LOAD_BALANCE_MODE,
        TaskManagerOptions.TaskManagerLoadBalanceMode.SLOTS);
    // What is gone is known by its refusal to answer; what hangs, by the timeout.
    settings.set(HeartbeatManagerOptions.HEARTBEAT_INTERVAL, Duration.ofSeconds(2));
    settings.set(HeartbeatManagerOptions.HEARTBEAT_TIMEOUT, SILENCE);
    return settings;
  }

  private void prepare() throws IOException {
    FileUtils.deleteDirectory(temporary.toFile());
    Files.createDirectories(temporary);
  }
}
