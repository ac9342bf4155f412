package dev.headwater.jobs.role;

import dev.headwater.jobs.address.PlatformAddresses;
import dev.headwater.jobs.config.PlatformSettings;
import dev.headwater.jobs.flink.FlinkRest;
import dev.headwater.jobs.metrics.MetricsDoor;
import dev.headwater.jobs.metrics.PlatformMetrics;
import dev.headwater.jobs.metrics.RoleMetric;
import dev.headwater.jobs.platform.ClusterFlink;
import dev.headwater.jobs.platform.ClusterJobs;
import dev.headwater.jobs.platform.Flows;
import dev.headwater.jobs.query.QueryClient;
import dev.headwater.jobs.sql.GatewaySession;
import dev.headwater.jobs.supervise.TieringSupervisor;
import dev.headwater.lake.HostAndPort;
import dev.headwater.lake.catalogs.LakeLocation;
import dev.headwater.lake.server.QueryServer;
import dev.headwater.lake.server.ask.QuerySettings;
import dev.headwater.lake.server.door.QueryDoors;
import dev.headwater.lake.storage.StorageServer;
import dev.headwater.lake.tables.TableDefinitions;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import java.util.function.IntSupplier;

/** Plays a role in this process, once what it needs answers. */
public final class RoleProcess {
  private final Role role;
  private final RoleSettings settings;
  private final CompletableFuture<?> stop;
  private final PlatformAddresses platform;
  private final PrometheusRegistry metrics = new PrometheusRegistry();

  private RoleProcess(Role role, RoleSettings settings, CompletableFuture<?> stop) {
    this.role = role;
    this.settings = settings;
    this.stop = stop;
    this.platform = settings.addresses().platform();
  }

  /**
   * Plays the role until it is told to stop.
   *
   * @param stop completes when somebody asks this process to end
   * @return whether it ended because it was asked to; else a part of it ended by itself
   * @throws dev.headwater.lake.LakeException when what it needs does not answer
   * @throws IllegalArgumentException for a role that runs a command instead
   */
  public static boolean play(Role role, RoleSettings settings, CompletableFuture<?> stop)
      throws Exception {
    RoleProcess process = new RoleProcess(role, settings, stop);
    return switch (role) {
      case ZOOKEEPER -> process.zooKeeper();
      case COORDINATOR -> process.coordinator();
      case TABLET_SERVER -> process.tabletServer();
      case JOBMANAGER -> process.jobManager();
      case TASKMANAGER -> process.taskManager();
      case GATEWAY -> process.gateway();
      case TIERING -> process.tiering();
      case JOBS -> process.jobs();
      case QUERY -> process.query();
      case SCHEDULER, INGEST, BACKFILL ->
          throw new IllegalArgumentException("role " + role.key() + " runs a command");
    };
  }

  /** Tells that this process is well until it is told to stop. */
  public static void stayWell(Role role, RoleSettings settings, CompletableFuture<?> stop) {
    boolean unused = new RoleProcess(role, settings, stop).until(() -> !stop.isDone());
  }

  /**
   * Does the work of a role that ends by itself, and tells meanwhile whether it is well.
   *
   * @param isWell throws what keeps the work from going on
   * @param register what else is told of the work
   * @return what the work returns
   */
  public static int work(
      Role role,
      RoleSettings settings,
      Callable<Boolean> isWell,
      Consumer<PrometheusRegistry> register,
      IntSupplier work) {
    RoleProcess process = new RoleProcess(role, settings, new CompletableFuture<>());
    register.accept(process.metrics);
    try (Health health = Health.watch(settings.healthFile(), isWell::call);
        MetricsDoor door = process.tell(health)) {
      return work.getAsInt();
    }
  }

  private boolean zooKeeper() throws Exception {
    HostAndPort own = settings.address(Setting.ZOOKEEPER);
    try (StorageServer server =
        StorageServer.zooKeeper(
            settings.storage(),
            settings.text(Setting.BIND),
            settings.data().resolve("zookeeper"))) {
      return until(server.ended(), () -> Needed.listens(own));
    }
  }

  private boolean coordinator() throws Exception {
    HostAndPort own = settings.address(Setting.FLUSS);
    Needed.await("ZooKeeper", settings.address(Setting.ZOOKEEPER), stop);
    try (StorageServer server =
        StorageServer.coordinator(settings.storage(), settings.listeners(own))) {
      return until(server.ended(), () -> Needed.listens(own));
    }
  }

  private boolean tabletServer() throws Exception {
    HostAndPort own = settings.address(Setting.ADDRESS);
    int id = settings.number(Setting.TABLET_SERVER_ID);
    Path data = settings.data().resolve("tablet-server-" + id);
    try (DiskRoom room = new DiskRoom(data, settings.number(Setting.DISK_RESERVE))) {
      Needed.await(
          "room on the disk of " + data,
          room::isEnoughToStart,
          "free some, or change " + Setting.DISK_RESERVE.variable(),
          stop);
      Needed.await("the coordinator", settings.address(Setting.FLUSS), stop);
      try (StorageServer server =
          StorageServer.tabletServer(settings.storage(), id, settings.listeners(own), data)) {
        return until(
            CompletableFuture.anyOf(server.ended(), room.shortage()), () -> Needed.listens(own));
      }
    }
  }

  /** Flink's own processes end by themselves, the JVM with them. */
  private boolean jobManager() throws IOException {
    FlinkRest flink = new FlinkRest(platform.flink());
    try (Health health = Health.watch(settings.healthFile(), () -> answers(flink))) {
      settings
          .flink()
          .runJobManager(
              settings.jobs(),
              settings.number(Setting.HOT_DAYS),
              settings.number(Setting.METRICS_PORT));
    }
    return false;
  }

  private boolean taskManager() throws IOException {
    HostAndPort own = settings.address(Setting.ADDRESS);
    FlinkRest flink = new FlinkRest(platform.flink());
    Needed.await("the jobmanager", settings.address(Setting.FLINK_RPC), stop);
    try (Health health =
        Health.watch(
            settings.healthFile(), () -> flink.knowsTaskManager(ClusterFlink.resourceId(own)))) {
      settings
          .flink()
          .runTaskManager(
              own, settings.number(Setting.SLOTS), settings.number(Setting.METRICS_PORT));
    }
    return false;
  }

  private boolean gateway() throws Exception {
    try (AutoCloseable gateway =
        settings.flink().startGateway(settings.lake(), settings.number(Setting.HOT_DAYS))) {
      return until(
          () -> {
            GatewaySession.open(platform.gateway(), Map.of()).close();
            return true;
          });
    }
  }

  private boolean tiering() throws Exception {
    Needed.await("Flink", settings.address(Setting.FLINK), stop);
    try (TieringSupervisor tiering = settings.flink().tiering()) {
      return until(tiering::lookAndTell);
    }
  }

  private boolean jobs() throws Exception {
    ClusterJobs jobs = settings.clusterJobs();
    Needed.await("Fluss", settings.address(Setting.FLUSS), stop);
    Needed.await("Flink", settings.address(Setting.FLINK), stop);
    Needed.await("the SQL gateway", settings.address(Setting.GATEWAY), stop);
    try (PlatformMetrics looks = PlatformMetrics.begin(platform, settings.data(), metrics)) {
      return until(jobs::look);
    }
  }

  private boolean query() throws Exception {
    QueryDoors doors = settings.queryDoors();
    String fluss = settings.text(Setting.FLUSS);
    FlinkRest flink = new FlinkRest(platform.flink());
    Needed.await("Fluss", settings.address(Setting.FLUSS), stop);
    Needed.await("Flink", settings.address(Setting.FLINK), stop);
    Needed.await("a table in the lake", () -> LakeLocation.announcedBy(fluss) != null, stop);
    QuerySettings engine =
        QuerySettings.of(fluss, LakeLocation.announcedBy(fluss), settings.data().resolve("query"))
            .withMemoryMegabytes(settings.number(Setting.QUERY_MEMORY))
            .withPrometheus(URI.create(settings.text(Setting.PROMETHEUS)));
    try (QueryServer server =
        QueryServer.start(
            engine,
            Flows.of(PlatformSettings.of(flink).definitions(), TableDefinitions.load()),
            doors)) {
      server.metrics().register(metrics);
      QueryClient client = new QueryClient(platform.query());
      return until(
          () -> {
            client.check();
            return true;
          });
    }
  }

  private boolean until(Health.Look look) {
    return until(new CompletableFuture<>(), look);
  }

  private boolean until(CompletableFuture<?> ended, Health.Look look) {
    try (Health health = Health.watch(settings.healthFile(), look);
        MetricsDoor door = tell(health)) {
      CompletableFuture.anyOf(stop, ended).exceptionally(failure -> Optional.empty()).join();
      return stop.isDone();
    }
  }

  /** Fluss's servers tell metrics of their own on that port. */
  private MetricsDoor tell(Health health) {
    if (role == Role.COORDINATOR || role == Role.TABLET_SERVER) {
      return null;
    }
    metrics.register(RoleMetric.of(role.key(), health::isWell));
    return MetricsDoor.open(
        settings.text(Setting.BIND), settings.number(Setting.METRICS_PORT), metrics);
  }

  private static boolean answers(FlinkRest flink) {
    flink.jobs();
    return true;
  }
}
