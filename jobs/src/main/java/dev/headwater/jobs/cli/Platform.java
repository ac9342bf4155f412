package dev.headwater.jobs.cli;

import dev.headwater.jobs.platform.PlatformAddresses;
import dev.headwater.jobs.progress.FlinkRest;
import dev.headwater.jobs.run.JobRunner;
import dev.headwater.jobs.run.Snapshots;
import java.net.URI;
import java.nio.file.Path;

/** A running platform as commands use it. */
record Platform(PlatformAddresses addresses, FlinkRest flink) {
  static Platform at(PlatformAddresses addresses) {
    return new Platform(addresses, new FlinkRest(addresses.flink()));
  }

  JobRunner runner() {
    return new JobRunner(
        addresses.gateway(),
        flink,
        new Snapshots(
            folder("execution.checkpointing.dir"),
            folder("execution.checkpointing.savepoint-dir")));
  }

  private Path folder(String option) {
    return Path.of(
        URI.create(
            flink
                .configured(option)
                .orElseThrow(
                    () ->
                        new IllegalStateException(
                            "the Flink cluster at " + addresses.flink() + " has no " + option))));
  }
}
