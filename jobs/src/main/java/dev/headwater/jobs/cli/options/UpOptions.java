package dev.headwater.jobs.cli.options;

import dev.headwater.jobs.address.PlatformPorts;
import dev.headwater.jobs.platform.PlatformOptions;
import dev.headwater.jobs.run.JobDefinition;
import dev.headwater.jobs.run.JobDefinitions;
import dev.headwater.jobs.run.Snapshots;
import dev.headwater.lake.security.Credentials;
import dev.headwater.lake.server.ask.QuerySettings;
import dev.headwater.lake.server.door.Readers;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Option;

/** Options of the commands that start a platform. */
public final class UpOptions {
  public static final String READERS =
      "Those who may ask the query server, and what they may read (default: everybody,"
          + " everything).";

  public static final String PROMETHEUS =
      "Prometheus that the page's dashboards ask (default: ${DEFAULT-VALUE}).";

  @Option(
      names = "--data",
      paramLabel = "DIR",
      description =
          "Data directory, made when absent (default: data/platform; each demo has its own in"
              + " data).")
  public Path data;

  @Option(
      names = "--port-base",
      paramLabel = "N",
      description = "First of eight ports in a row (default: ${DEFAULT-VALUE}).")
  public int portBase = PlatformPorts.DEFAULT_BASE;

  @Option(
      names = "--jobs",
      paramLabel = "A,B|all|none",
      split = ",",
      description = "Jobs to start (default: all).")
  List<String> jobs = List.of();

  @Option(
      names = "--hot-days",
      paramLabel = "N",
      description = "Length of the hot horizon in days (default: ${DEFAULT-VALUE}).")
  int hotDays = PlatformOptions.DEFAULT_HOT_DAYS;

  @Option(
      names = "--keep-snapshots",
      paramLabel = "N",
      description =
          "Checkpoints and savepoints of its ended runs that a job keeps on disk (default:"
              + " ${DEFAULT-VALUE}).")
  int keptSnapshots = Snapshots.DEFAULT_KEPT;

  @Option(
      names = "--query-memory",
      paramLabel = "MB",
      description = "Memory of the query server, beside that of Java (default: ${DEFAULT-VALUE}).")
  int queryMegabytes = PlatformOptions.DEFAULT_QUERY_MEGABYTES;

  @Option(names = "--readers", paramLabel = "FILE", description = READERS)
  Path readers;

  @Option(names = "--prometheus", paramLabel = "URL", description = PROMETHEUS)
  URI prometheus = QuerySettings.DEFAULT_PROMETHEUS;

  @Option(
      names = "--secure",
      paramLabel = "DIR",
      description =
          "Have Fluss ask everybody who they are, by the credentials that `security init` made"
              + " (default: everybody may do everything).")
  Path secure;

  public PlatformOptions platform() {
    List<JobDefinition> chosen = JobDefinitions.load().chosen(jobs);
    if (data == null) {
      data = Path.of("data", "platform");
    }
    return new PlatformOptions(
        data,
        new PlatformPorts(portBase),
        chosen,
        hotDays,
        queryMegabytes,
        readers == null ? Readers.anyone() : Readers.read(readers),
        prometheus,
        Optional.ofNullable(secure).map(Credentials::of),
        keptSnapshots);
  }
}
