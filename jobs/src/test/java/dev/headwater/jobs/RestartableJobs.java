package dev.headwater.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headwater.ingest.request.IngestReport;
import dev.headwater.jobs.address.PlatformAddresses;
import dev.headwater.jobs.flink.FlinkRest;
import dev.headwater.jobs.run.JobDefinition;
import dev.headwater.jobs.run.JobDefinitions;
import dev.headwater.jobs.run.JobRunner;
import dev.headwater.jobs.run.Snapshots;
import dev.headwater.jobs.run.StartOutcome;
import dev.headwater.jobs.settle.PlatformSettle;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.awaitility.Awaitility;

/** Some jobs on a platform that runs no others, to be killed and started by a test. */
final class RestartableJobs {
  private static final Duration LONG = Duration.ofMinutes(2);

  private final PlatformAddresses platform;
  private final Path directory;
  private final List<JobDefinition> jobs;
  private int files;
  private int beginnings;

  RestartableJobs(PlatformAddresses platform, Path directory, String... jobs) {
    this.platform = platform;
    this.directory = directory;
    this.jobs = JobDefinitions.load().named(List.of(jobs));
  }

  /** Starts the jobs as if they had never run. */
  void startFromNothing() {
    beginnings++;
    assertThat(runner().startAll(jobs))
        .extracting(StartOutcome::kind)
        .containsOnly(StartOutcome.Kind.STARTED);
  }

  /** Starts the jobs where their last savepoint is. */
  void resume() {
    assertThat(runner().startAll(jobs))
        .extracting(StartOutcome::kind)
        .containsOnly(StartOutcome.Kind.RESUMED);
  }

  private JobRunner runner() {
    Path folder = directory.resolve("run-" + beginnings);
    return new JobRunner(
        platform.gateway(),
        new FlinkRest(platform.flink()),
        new Snapshots(folder.resolve("checkpoints"), folder.resolve("savepoints")),
        job -> {});
  }

  /** Ends the jobs where they are, without a savepoint. */
  void kill() {
    FlinkRest flink = new FlinkRest(platform.flink());
    JobRunner runner = runner();
    jobs.forEach(job -> flink.cancel(runner.running(job).orElseThrow().id()));
    Awaitility.await("the end of the jobs")
        .atMost(LONG)
        .until(() -> jobs.stream().allMatch(job -> runner.running(job).isEmpty()));
  }

  void stopWithSavepoints() {
    JobRunner runner = runner();
    jobs.forEach(job -> assertThat(runner.stop(job)).isPresent());
  }

  void ingest(String table, String... lines) throws IOException {
    Path file = Files.write(directory.resolve(++files + "-" + table), List.of(lines));
    IngestReport report = FileIngest.of(platform, table, file);
    assertThat(report.accepted()).as(report.summary()).isEqualTo(lines.length);
  }

  void settle() {
    assertThat(PlatformSettle.settle(platform, LONG).messages()).isEmpty();
  }
}
