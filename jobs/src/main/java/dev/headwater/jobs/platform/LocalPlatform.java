package dev.headwater.jobs.platform;

import dev.headwater.jobs.address.PlatformAddresses;
import dev.headwater.jobs.config.PlatformDirectory;
import dev.headwater.jobs.flink.FlinkRest;
import dev.headwater.jobs.metrics.MetricsDoor;
import dev.headwater.jobs.metrics.PlatformMetrics;
import dev.headwater.jobs.retention.Retention;
import dev.headwater.jobs.retention.RetentionFile;
import dev.headwater.jobs.run.ColdJobs;
import dev.headwater.jobs.run.JobDefinition;
import dev.headwater.jobs.run.JobRunner;
import dev.headwater.jobs.run.StartFailures;
import dev.headwater.jobs.run.StartOutcome;
import dev.headwater.jobs.supervise.JobSupervisor;
import dev.headwater.jobs.supervise.TieringSupervisor;
import dev.headwater.lake.Causes;
import dev.headwater.lake.catalogs.Catalogs;
import dev.headwater.lake.client.FlussClient;
import dev.headwater.lake.client.FlussLogin;
import dev.headwater.lake.cold.ColdCatalog;
import dev.headwater.lake.cold.ColdTables;
import dev.headwater.lake.progress.HotHorizon;
import dev.headwater.lake.security.AccessRules;
import dev.headwater.lake.security.Principal;
import dev.headwater.lake.server.QueryServer;
import dev.headwater.lake.server.ask.QuerySettings;
import dev.headwater.lake.server.door.QueryDoors;
import dev.headwater.lake.storage.EmbeddedFluss;
import dev.headwater.lake.tables.TableDefinitions;
import io.netty.util.concurrent.DefaultThreadFactory;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The whole platform in this JVM: storage, Flink, SQL gateway, tiering and the jobs. */
public final class LocalPlatform implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(LocalPlatform.class);
  private static final Duration BETWEEN_LOOKS = Duration.ofSeconds(5);
  private static final Duration BETWEEN_RETENTIONS = Duration.ofHours(1);
  private static final Duration QUIET = Duration.ofMinutes(30);

  private final PlatformOptions options;
  private final List<AutoCloseable> parts = new ArrayList<>();
  private final ScheduledExecutorService supervisor =
      Executors.newScheduledThreadPool(2, new DefaultThreadFactory("supervisor", true));
  private JobRunner runner;
  private TieringSupervisor tiering;
  private PlatformMetrics metrics;
  private List<ScheduledFuture<?>> watches = List.of();
  private List<StartOutcome> starts = List.of();

  private LocalPlatform(PlatformOptions options) {
    this.options = options;
  }

  /**
   * Starts everything and returns when the jobs have been submitted; those that could not be are
   * tried again.
   *
   * @throws dev.headwater.lake.LakeException when the storage cannot start; nothing is left running
   */
  public static LocalPlatform start(PlatformOptions options) {
    LocalPlatform platform = new LocalPlatform(options);
    try {
      platform.startParts();
      return platform;
    } catch (Exception e) {
      platform.close();
      Throwable failure = e instanceof CompletionException ? e.getCause() : e;
      throw failure instanceof RuntimeException unchecked
          ? unchecked
          : new IllegalStateException("the platform did not start: " + Causes.deepest(e), e);
    }
  }

  private void startParts() throws Exception {
    PlatformAddresses addresses = options.addresses();
    PlatformDirectory directory = new PlatformDirectory(options.data());
    CompletableFuture<TableDefinitions> definitions =
        CompletableFuture.supplyAsync(TableDefinitions::load);
    Catalogs catalogs = new Catalogs(options.addresses().bootstrapServers(), options.data());
    // One process is one principal; others come with their own.
    options.credentials().ifPresent(known -> FlussLogin.use(known.login(Principal.ADMIN)));
    EmbeddedFluss storage =
        EmbeddedFluss.start(options.data(), options.ports().base(), options.credentials());
    parts.add(storage);
    // After storage, which makes the data directory and takes its lock.
    CompletableFuture<Void> cold = CompletableFuture.runAsync(() -> createColdTables(catalogs));
    TableDefinitions tables = definitions.join();
    tables.requireHorizon(options.hotDays());
    tables.apply(storage.bootstrapServers());
    if (options.credentials().isPresent()) {
      giveRights(storage.bootstrapServers(), tables);
    }
    requireHorizonIsHot(storage.bootstrapServers());
    HotHorizon.setDays(storage.bootstrapServers(), options.hotDays());
    EmbeddedFlink flink = EmbeddedFlink.start(options, catalogs);
    parts.add(flink);
    QueryServer queries =
        QueryServer.start(
            QuerySettings.of(storage.bootstrapServers(), storage.lake(), directory.query())
                .withMemoryMegabytes(options.queryMegabytes())
                .withPrometheus(options.prometheus()),
            Flows.of(options.jobs(), tables),
            QueryDoors.loopback(options.ports().query(), options.ports().flightSql())
                .withReaders(options.readers()));
    parts.add(queries);
    FlinkRest rest = new FlinkRest(addresses.flink());
    runner = new JobRunner(addresses.gateway(), rest, options.snapshots(), new ColdJobs(catalogs));
    tiering = new TieringSupervisor(rest, flink.clientSettings(), storage.bootstrapServers());
    cold.join();
    JobSupervisor jobs = new JobSupervisor(runner, rest, StartFailures.in(options.data()));
    starts = jobs.start(options.jobs());
    tiering.look();
    Retention retention = new Retention(addresses, catalogs, tables, runner, QUIET);
    watches =
        List.of(
            watch(tiering::look, BETWEEN_LOOKS),
            watch(() -> jobs.look(options.jobs()), BETWEEN_LOOKS),
            watch(retention::lookQuietly, BETWEEN_RETENTIONS));
    PrometheusRegistry registry = new PrometheusRegistry();
    queries.metrics().register(registry);
    parts.add(MetricsDoor.open("127.0.0.1", options.ports().metrics(), registry));
    metrics = PlatformMetrics.begin(addresses, options.data(), registry);
  }

  private static void giveRights(String bootstrapServers, TableDefinitions tables) {
    try (FlussClient admin = new FlussClient(bootstrapServers)) {
      LOG.info("principals have their rights given={}", AccessRules.apply(admin, tables));
    }
  }

  private void requireHorizonIsHot(String bootstrapServers) {
    try (FlussClient client = new FlussClient(bootstrapServers)) {
      new RetentionFile(options.data())
          .requireHorizonIsHot(HotHorizon.read(client).newest(), options.hotDays());
    }
  }

  private static void createColdTables(Catalogs catalogs) {
    try (ColdCatalog cold = new ColdCatalog(catalogs)) {
      ColdTables.load().apply(cold);
    }
  }

  private ScheduledFuture<?> watch(Runnable look, Duration between) {
    long pause = between.toMillis();
    return supervisor.scheduleWithFixedDelay(look, pause, pause, TimeUnit.MILLISECONDS);
  }

  /** What became of its jobs when it started. */
  public List<StartOutcome> starts() {
    return starts;
  }

  /** Where the platform's parts listen. */
  public PlatformAddresses addresses() {
    return options.addresses();
  }

  /** Stops the jobs with savepoints, then every part. A second call does nothing. */
  @Override
  public void close() {
    if (metrics != null) {
      metrics.close();
    }
    watches.forEach(watch -> watch.cancel(false));
    supervisor.shutdown();
    if (parts.isEmpty()) {
      return;
    }
    long begun = System.nanoTime();
    if (tiering != null) {
      saveJobs();
      LOG.info("jobs are saved milliseconds={}", (System.nanoTime() - begun) / 1_000_000);
    }
    // What the jobs wrote is flushed, so storage and Flink may fall quiet side by side.
    parts.stream()
        .map(part -> CompletableFuture.runAsync(() -> stop(part)))
        .toList()
        .forEach(CompletableFuture::join);
    parts.clear();
    LOG.info("the platform has stopped milliseconds={}", (System.nanoTime() - begun) / 1_000_000);
  }

  private static void stop(AutoCloseable part) {
    try {
      part.close();
    } catch (Exception e) {
      LOG.warn("a part did not stop cause={}", Causes.deepest(e));
    }
  }

  private void saveJobs() {
    List<CompletableFuture<Void>> stops = new ArrayList<>();
    for (JobDefinition job : options.jobs()) {
      stops.add(
          CompletableFuture.runAsync(
              () -> {
                try {
                  runner.release(job);
                } catch (RuntimeException e) {
                  LOG.warn(
                      "job stops without a savepoint and will go on from its last checkpoint job={}"
                          + " cause={}",
                      job.name(),
                      Causes.deepest(e));
                }
              }));
    }
    stops.add(CompletableFuture.runAsync(tiering::close));
    stops.forEach(CompletableFuture::join);
    tiering = null;
  }
}
