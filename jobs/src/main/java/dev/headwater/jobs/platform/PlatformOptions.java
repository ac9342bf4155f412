package dev.headwater.jobs.platform;

import dev.headwater.jobs.address.PlatformAddresses;
import dev.headwater.jobs.address.PlatformPorts;
import dev.headwater.jobs.config.PlatformDirectory;
import dev.headwater.jobs.run.JobDefinition;
import dev.headwater.jobs.run.Snapshots;
import dev.headwater.lake.security.Credentials;
import dev.headwater.lake.server.ask.QuerySettings;
import dev.headwater.lake.server.door.Readers;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * What {@code up} starts.
 *
 * @param data data directory, made when absent
 * @param ports where the parts listen
 * @param jobs jobs to start
 * @param hotDays length of the hot horizon in days, at least 1
 * @param queryMegabytes memory of the query server, beside that of Java
 * @param readers who may ask the query server
 * @param prometheus that the page's dashboards ask
 * @param credentials by which Fluss's clients say who they are; empty: everybody may do everything
 * @param keptSnapshots how many checkpoints and savepoints of its ended runs a job keeps, at least
 *     1
 */
public record PlatformOptions(
    Path data,
    PlatformPorts ports,
    List<JobDefinition> jobs,
    int hotDays,
    int queryMegabytes,
    Readers readers,
    URI prometheus,
    Optional<Credentials> credentials,
    int keptSnapshots) {
  /** Length of the hot horizon unless told otherwise. */
  public static final int DEFAULT_HOT_DAYS = 35;

  /** Memory of the query server unless told otherwise. */
  public static final int DEFAULT_QUERY_MEGABYTES = 1024;

  public PlatformOptions {
    data = data.toAbsolutePath().normalize();
    jobs = List.copyOf(jobs);
    Objects.requireNonNull(readers, "readers");
    if (hotDays < 1) {
      throw new IllegalArgumentException("a hot horizon of " + hotDays + " days keeps nothing");
    }
    if (keptSnapshots < 1) {
      throw new IllegalArgumentException(
          "a job that keeps " + keptSnapshots + " snapshots has nothing to go on from");
    }
  }

  public PlatformOptions(
      Path data,
      PlatformPorts ports,
      List<JobDefinition> jobs,
      int hotDays,
      int queryMegabytes,
      Readers readers,
      URI prometheus,
      Optional<Credentials> credentials) {
    this(
        data,
        ports,
        jobs,
        hotDays,
        queryMegabytes,
        readers,
        prometheus,
        credentials,
        Snapshots.DEFAULT_KEPT);
  }

  public PlatformOptions(
      Path data, PlatformPorts ports, List<JobDefinition> jobs, int hotDays, int queryMegabytes) {
    this(
        data,
        ports,
        jobs,
        hotDays,
        queryMegabytes,
        Readers.anyone(),
        QuerySettings.DEFAULT_PROMETHEUS,
        Optional.empty());
  }

  Snapshots snapshots() {
    PlatformDirectory directory = new PlatformDirectory(data);
    return new Snapshots(directory.checkpoints(), directory.savepoints(), keptSnapshots);
  }

  PlatformAddresses addresses() {
    return PlatformAddresses.of("127.0.0.1", ports);
  }
}
