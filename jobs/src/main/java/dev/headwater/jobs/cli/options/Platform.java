package dev.headwater.jobs.cli.options;

import dev.headwater.jobs.address.PlatformAddresses;
import dev.headwater.jobs.config.PlatformSettings;
import dev.headwater.jobs.flink.FlinkRest;
import dev.headwater.jobs.run.ColdJobs;
import dev.headwater.jobs.run.JobListener;
import dev.headwater.jobs.run.JobRunner;
import dev.headwater.jobs.run.Snapshots;
import dev.headwater.lake.catalogs.Catalogs;
import java.net.URI;
import java.nio.file.Path;

/** A running platform as commands use it. */
public record Platform(PlatformAddresses addresses, FlinkRest flink) {
  public static Platform at(PlatformAddresses addresses) {
    return new Platform(addresses, new FlinkRest(addresses.flink()));
  }

  /**
   * Where its data lives.
   *
   * @throws IllegalArgumentException when it was not started by {@code up}
   */
  public Catalogs catalogs() {
    return new Catalogs(addresses.bootstrapServers(), data());
  }

  public JobRunner runner() {
    PlatformSettings settings = PlatformSettings.of(flink);
    return new JobRunner(
        addresses.gateway(),
        flink,
        new Snapshots(
            folder("execution.checkpointing.dir"),
            folder("execution.checkpointing.savepoint-dir"),
            settings.keptSnapshots()),
        settings
            .data()
            .<JobListener>map(
                data -> new ColdJobs(new Catalogs(addresses.bootstrapServers(), data)))
            .orElse(job -> {}));
  }

  /**
   * Its data directory.
   *
   * @throws IllegalArgumentException when it is a cluster that others started
   */
  public Path data() {
    return PlatformSettings.of(flink)
        .data()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "the platform at " + addresses.flink() + " was not started by `headwater up`"));
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
