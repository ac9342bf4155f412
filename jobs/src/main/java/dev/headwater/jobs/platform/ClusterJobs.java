package dev.headwater.jobs.platform;

import dev.headwater.jobs.address.PlatformAddresses;
import dev.headwater.jobs.config.PlatformDirectory;
import dev.headwater.jobs.config.PlatformSettings;
import dev.headwater.jobs.flink.FlinkRest;
import dev.headwater.jobs.retention.Retention;
import dev.headwater.jobs.retention.RetentionFile;
import dev.headwater.jobs.run.ColdJobs;
import dev.headwater.jobs.run.JobDefinition;
import dev.headwater.jobs.run.JobRunner;
import dev.headwater.jobs.run.Snapshots;
import dev.headwater.jobs.run.StartFailures;
import dev.headwater.jobs.supervise.JobSupervisor;
import dev.headwater.lake.catalogs.Catalogs;
import dev.headwater.lake.client.FlussClient;
import dev.headwater.lake.client.FlussLogin;
import dev.headwater.lake.cold.ColdCatalog;
import dev.headwater.lake.cold.ColdTables;
import dev.headwater.lake.progress.HotHorizon;
import dev.headwater.lake.security.AccessRules;
import dev.headwater.lake.tables.TableDefinitions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps the jobs of a cluster: makes the tables, submits the jobs, starts again what fails, and all
 * of them when the jobmanager has ended and forgotten them. Not thread-safe.
 */
public final class ClusterJobs {
  private static final Logger LOG = LoggerFactory.getLogger(ClusterJobs.class);
  private static final Duration BETWEEN_RETENTIONS = Duration.ofHours(1);
  private static final Duration QUIET = Duration.ofMinutes(30);

  private final PlatformAddresses platform;
  private final Path data;
  private final int hotDays;
  private final Catalogs catalogs;
  private final FlinkRest flink;
  private final JobSupervisor supervisor;
  private final TableDefinitions tables = TableDefinitions.load();
  private final Retention retention;
  private Instant nextRetention = Instant.now().plus(BETWEEN_RETENTIONS);
  private boolean tablesAreThere;

  /**
   * Jobs of one cluster; nothing is done yet.
   *
   * @param data the platform's data directory
   * @param hotDays length of the hot horizon in days
   * @param keptSnapshots how many checkpoints and savepoints of its ended runs a job keeps
   * @throws dev.headwater.lake.LakeException when the horizon is shorter than a window
   */
  public ClusterJobs(PlatformAddresses platform, Path data, int hotDays, int keptSnapshots) {
    this.platform = platform;
    this.data = data;
    this.hotDays = hotDays;
    this.catalogs = new Catalogs(platform.bootstrapServers(), data);
    this.flink = new FlinkRest(platform.flink());
    PlatformDirectory directory = new PlatformDirectory(data);
    JobRunner runner =
        new JobRunner(
            platform.gateway(),
            flink,
            new Snapshots(directory.checkpoints(), directory.savepoints(), keptSnapshots),
            new ColdJobs(catalogs));
    this.supervisor = new JobSupervisor(runner, flink, StartFailures.in(data));
    this.retention = new Retention(platform, catalogs, tables, runner, QUIET);
    tables.requireHorizon(hotDays);
  }

  /**
   * Looks once and does what is needed.
   *
   * @return whether the cluster runs what it is to run, so far as it was asked now
   * @throws IOException when the data directory cannot be written
   */
  public boolean look() throws IOException {
    if (!tablesAreThere) {
      makeTables();
    }
    List<JobDefinition> jobs = PlatformSettings.of(flink).definitions();
    if (startsAnew(jobs)) {
      return false;
    }
    supervisor.look(jobs);
    if (Instant.now().isAfter(nextRetention)) {
      nextRetention = Instant.now().plus(BETWEEN_RETENTIONS);
      retention.lookQuietly();
    }
    return true;
  }

  private void makeTables() {
    tables.apply(platform.bootstrapServers());
    try (FlussClient client = new FlussClient(platform.bootstrapServers())) {
      if (FlussLogin.file().isPresent()) {
        LOG.info("principals have their rights given={}", AccessRules.apply(client, tables));
      }
      new RetentionFile(data).requireHorizonIsHot(HotHorizon.read(client).newest(), hotDays);
    }
    HotHorizon.setDays(platform.bootstrapServers(), hotDays);
    try (ColdCatalog cold = new ColdCatalog(catalogs)) {
      ColdTables.load().apply(cold);
    }
    tablesAreThere = true;
    LOG.info("all tables are there");
  }

  /**
   * Submits the jobs once for each start of the jobmanager: what somebody stopped since then stays
   * stopped, also when this process is started again.
   *
   * @return whether there is still something to wait for
   */
  private boolean startsAnew(List<JobDefinition> jobs) throws IOException {
    String incarnation = flink.configured(ClusterFlink.INCARNATION).orElse("unknown");
    Path file = data.resolve("flink/jobs-submitted");
    if (Files.exists(file) && Files.readString(file).equals(incarnation)) {
      return false;
    }
    // Tasks of a jobmanager that is gone still write; two runs of a job must not overlap.
    if (!incarnation.equals("unknown")
        && Instant.now().isBefore(Instant.parse(incarnation).plus(ClusterFlink.SILENCE))) {
      LOG.info("the jobmanager has just started");
      return true;
    }
    int held = flink.slotsHeldByNobody();
    if (held > 0) {
      LOG.info("tasks of the jobmanager before are still ending slots={}", held);
      return true;
    }
    if (flink.slots() < jobs.size()) {
      LOG.info("too few slots yet slots={} jobs={}", flink.slots(), jobs.size());
      return true;
    }
    supervisor.start(jobs);
    Files.writeString(file, incarnation);
    LOG.info("all jobs are submitted jobs={}", jobs.size());
    return false;
  }
}
