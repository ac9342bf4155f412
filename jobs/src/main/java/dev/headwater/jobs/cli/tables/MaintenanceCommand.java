package dev.headwater.jobs.cli.tables;

import dev.headwater.jobs.cli.options.Platform;
import dev.headwater.jobs.cli.options.PlatformLocation;
import dev.headwater.jobs.cli.words.ExitCode;
import dev.headwater.jobs.cli.words.Table;
import dev.headwater.lake.client.FlussClient;
import dev.headwater.lake.cold.ColdCatalog;
import dev.headwater.lake.maintenance.ColdMaintenance;
import dev.headwater.lake.maintenance.LakeMaintenance;
import dev.headwater.lake.maintenance.MaintenanceReport;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Keeps the lake and the cold catalog small. */
@Command(
    name = "maintenance",
    mixinStandardHelpOptions = true,
    description =
        "Merge small files and expire old snapshots, in the lake and in the cold catalog.")
public final class MaintenanceCommand implements Callable<Integer> {
  private static final int FEWEST_FILES = 8;
  private static final Table<MaintenanceReport> TABLE =
      new Table<MaintenanceReport>()
          .both("table", "table", MaintenanceReport::table)
          .count("files merged", "files_merged", MaintenanceReport::filesMerged)
          .count("into", "files_written", MaintenanceReport::filesWritten)
          .count("snapshots expired", "snapshots_expired", MaintenanceReport::snapshotsExpired);

  @Option(names = "--json", description = "Print one JSON document instead of a table.")
  boolean json;

  @Option(
      names = "--keep-hours",
      paramLabel = "N",
      description =
          "Keep a snapshot so long after a newer one took its place (default: ${DEFAULT-VALUE}).")
  long keepHours = 24;

  @Mixin PlatformLocation location = new PlatformLocation();

  @Override
  public Integer call() {
    Platform platform = Platform.at(location.running());
    Instant before = Instant.now().minus(Duration.ofHours(keepHours));
    List<MaintenanceReport> reports = new ArrayList<>();
    String bootstrapServers = platform.addresses().bootstrapServers();
    try (FlussClient fluss = new FlussClient(bootstrapServers);
        ColdCatalog cold = new ColdCatalog(platform.catalogs())) {
      reports.addAll(new LakeMaintenance(fluss, FEWEST_FILES, before).maintain());
      reports.addAll(new ColdMaintenance(cold, FEWEST_FILES, before).maintain());
    }
    TABLE.print(json, "tables", reports);
    return ExitCode.DONE;
  }
}
