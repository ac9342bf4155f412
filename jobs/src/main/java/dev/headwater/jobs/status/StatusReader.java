package dev.headwater.jobs.status;

import dev.headwater.jobs.address.PlatformAddresses;
import dev.headwater.jobs.checkpoint.ColdPosition;
import dev.headwater.jobs.config.PlatformSettings;
import dev.headwater.jobs.flink.FlinkRest;
import dev.headwater.jobs.flink.JobState;
import dev.headwater.jobs.flink.JobSummary;
import dev.headwater.jobs.query.QueryClient;
import dev.headwater.jobs.retention.RetentionFile;
import dev.headwater.jobs.retention.RetentionReport;
import dev.headwater.jobs.run.JobDefinition;
import dev.headwater.jobs.run.JobDefinitions;
import dev.headwater.jobs.run.StartFailures;
import dev.headwater.jobs.run.StoppedJobs;
import dev.headwater.jobs.schedule.ScheduleDirectory;
import dev.headwater.jobs.sql.GatewaySession;
import dev.headwater.lake.catalogs.Catalogs;
import dev.headwater.lake.client.FlussClient;
import dev.headwater.lake.cold.ColdCatalog;
import dev.headwater.lake.cold.feed.ColdFeed;
import dev.headwater.lake.cold.feed.FeedState;
import dev.headwater.lake.progress.HotHorizon;
import dev.headwater.lake.progress.TableProgress;
import dev.headwater.lake.progress.TableProgressReader;
import dev.headwater.lake.storage.Tiering;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Looks at a running platform. */
public final class StatusReader implements AutoCloseable {
  private final PlatformAddresses platform;
  private final FlinkRest flink;
  private final FlussClient storage;
  private final TableProgressReader tables;

  /**
   * Connects to a platform.
   *
   * @throws dev.headwater.lake.LakeException when its storage does not answer
   */
  public StatusReader(PlatformAddresses platform) {
    this.platform = platform;
    this.flink = new FlinkRest(platform.flink());
    this.storage = new FlussClient(platform.bootstrapServers());
    this.tables = new TableProgressReader(platform.bootstrapServers());
  }

  /**
   * Looks once.
   *
   * @throws RuntimeException of the part that does not answer, with its address
   */
  public Status read() {
    PlatformSettings settings = PlatformSettings.of(flink);
    List<JobSummary> runs = flink.jobs();
    return new Status(
        components(runs),
        JobParts.of(
            settings.jobs(),
            runs,
            settings.data().map(data -> StoppedJobs.in(data).names()).orElse(Set.of()),
            settings.data().map(data -> StartFailures.in(data).read()).orElse(Map.of()),
            flink::rootException),
        tables(),
        feeds(settings, runs),
        LiveIngests.read(new QueryClient(platform.query())),
        HotHorizon.read(storage),
        settings.data().map(data -> new RetentionFile(data).read()).orElse(RetentionReport.NONE),
        settings.data().map(data -> new ScheduleDirectory(data).runs()).orElse(List.of()));
  }

  private List<Part> components(List<JobSummary> runs) {
    GatewaySession.open(platform.gateway(), Map.of()).close();
    new QueryClient(platform.query()).check();
    boolean tiering =
        runs.stream()
            .anyMatch(
                run -> run.name().equals(Tiering.JOB_NAME) && run.state() == JobState.RUNNING);
    return List.of(
        new Part("storage", "UP", true, platform.bootstrapServers()),
        new Part("flink", "UP", true, platform.flink().toString()),
        new Part("sql gateway", "UP", true, platform.gateway().toString()),
        new Part("query server", "UP", true, platform.query().toString()),
        new Part("tiering", tiering ? "RUNNING" : "NOT RUNNING", tiering, ""));
  }

  private List<TableStatus> tables() {
    List<TableStatus> statuses = new ArrayList<>();
    for (TableProgress table : tables.read()) {
      statuses.add(new TableStatus(table, tables.committed(table)));
    }
    return statuses;
  }

  private List<FeedState> feeds(PlatformSettings settings, List<JobSummary> runs) {
    List<FeedState> feeds = new ArrayList<>();
    if (settings.data().isEmpty()) {
      return feeds;
    }
    try (ColdCatalog cold =
        new ColdCatalog(new Catalogs(platform.bootstrapServers(), settings.data().get()))) {
      for (JobDefinition job : JobDefinitions.load().all()) {
        if (settings.jobs().contains(job.name()) && job.coldSource().isPresent()) {
          Optional<Long> read =
              JobSummary.current(runs, job.name())
                  .flatMap(run -> ColdPosition.read(flink, run.id()));
          feeds.add(new ColdFeed(storage, cold, job.name(), job.coldSource().get()).state(read));
        }
      }
    }
    return feeds;
  }

  @Override
  public void close() {
    storage.close();
    tables.close();
  }
}
