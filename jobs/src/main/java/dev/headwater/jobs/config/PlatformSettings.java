package dev.headwater.jobs.config;

import dev.headwater.jobs.flink.FlinkRest;
import dev.headwater.jobs.run.JobDefinition;
import dev.headwater.jobs.run.JobDefinitions;
import dev.headwater.jobs.run.Snapshots;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * What a running platform was started with, as its Flink cluster tells.
 *
 * @param jobs names of the jobs that it starts
 * @param data its data directory; empty for a cluster that was not started by {@code up}
 * @param keptSnapshots how many checkpoints and savepoints of its ended runs a job keeps
 */
public record PlatformSettings(List<String> jobs, Optional<Path> data, int keptSnapshots) {
  public PlatformSettings {
    jobs = List.copyOf(jobs);
  }

  /** The jobs that it starts. */
  public List<JobDefinition> definitions() {
    return jobs.isEmpty() ? List.of() : JobDefinitions.load().named(jobs);
  }

  /** Asks the cluster. */
  public static PlatformSettings of(FlinkRest flink) {
    List<String> jobs =
        flink
            .configured(FlinkSettings.JOBS)
            .filter(names -> !names.isBlank())
            .map(names -> List.of(names.split(",", -1)))
            .orElse(List.of());
    return new PlatformSettings(
        jobs,
        flink.configured(FlinkSettings.DATA).map(Path::of),
        flink.configured(FlinkSettings.KEPT).map(Integer::parseInt).orElse(Snapshots.DEFAULT_KEPT));
  }
}
