package dev.headwater.jobs.metrics;

import com.fasterxml.jackson.databind.JsonNode;
import dev.headwater.jobs.address.PlatformAddresses;
import dev.headwater.jobs.config.PlatformSettings;
import dev.headwater.jobs.flink.FlinkRest;
import dev.headwater.jobs.flink.JobState;
import dev.headwater.jobs.flink.JobSummary;
import dev.headwater.jobs.run.StoppedJobs;
import dev.headwater.lake.storage.Tiering;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Whether the jobs that a platform is to run do so, and what their checkpoints take. */
final class JobProbe implements Probe {
  private final FlinkRest flink;

  JobProbe(PlatformAddresses platform) {
    this.flink = new FlinkRest(platform.flink());
  }

  @Override
  public List<Sample> read() {
    PlatformSettings settings = PlatformSettings.of(flink);
    Set<String> stopped =
        settings.data().map(data -> StoppedJobs.in(data).names()).orElse(Set.of());
    Set<String> names = new LinkedHashSet<>(settings.jobs());
    names.add(Tiering.JOB_NAME);
    List<JobSummary> runs = flink.jobs();
    List<Sample> samples = new ArrayList<>();
    for (String name : names) {
      Optional<JobSummary> newest = JobSummary.current(runs, name);
      if (newest.map(run -> !wasStopped(run)).orElse(!stopped.contains(name))) {
        boolean runsNow = newest.filter(run -> run.state() == JobState.RUNNING).isPresent();
        samples.add(Sample.of(Metric.JOB_UP, runsNow ? 1 : 0, name));
      }
      newest
          .filter(run -> run.state() == JobState.RUNNING)
          .ifPresent(run -> samples.addAll(running(run)));
    }
    return samples;
  }

  private static boolean wasStopped(JobSummary run) {
    return run.state() == JobState.FINISHED || run.state() == JobState.CANCELED;
  }

  private List<Sample> running(JobSummary run) {
    List<Sample> samples = new ArrayList<>();
    JsonNode checkpoints = flink.checkpoints(run.id());
    long failed = checkpoints.path("counts").path("failed").asLong();
    samples.add(Sample.of(Metric.CHECKPOINT_FAILURES, failed, run.name()));
    JsonNode last = checkpoints.path("latest").path("completed");
    if (last.hasNonNull("latest_ack_timestamp")) {
      samples.addAll(checkpoint(run.name(), last));
    } else if (checkpoints.path("counts").path("total").asLong() > 0) {
      // A run that never completes one must become old too; tiering takes none at all.
      samples.add(Sample.of(Metric.CHECKPOINT_TIME, run.started(), run.name()));
    }
    return samples;
  }

  private static List<Sample> checkpoint(String job, JsonNode last) {
    Duration took = Duration.ofMillis(last.path("end_to_end_duration").asLong());
    return List.of(
        Sample.of(
            Metric.CHECKPOINT_TIME,
            Instant.ofEpochMilli(last.path("latest_ack_timestamp").asLong()),
            job),
        Sample.of(Metric.CHECKPOINT_SECONDS, took, job),
        Sample.of(Metric.CHECKPOINT_BYTES, last.path("checkpointed_size").asLong(), job),
        Sample.of(Metric.STATE_BYTES, last.path("state_size").asLong(), job));
  }
}
