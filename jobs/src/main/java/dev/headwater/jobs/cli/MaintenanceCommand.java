package dev.headwater.jobs.cli;

import dev.headwater.jobs.platform.PlatformAddresses;
import dev.headwater.jobs.platform.PlatformSettings;
import dev.headwater.jobs.progress.FlinkRest;
import dev.headwater.lake.Catalogs;
import dev.headwater.lake.ColdCatalog;
import dev.headwater.lake.archive.ArchiveMaintenance;
import dev.headwater.lake.archive.ArchivedTable;
import dev.headwater.lake.archive.MaintenanceReport;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Keeps the archive small. */
@Command(
    name = "maintenance",
    mixinStandardHelpOptions = true,
    description = "Merge the archive's small files and expire its old snapshots.")
final class MaintenanceCommand implements Callable<Integer> {
  private static final int FEWEST_FILES = 8;

  @Option(names = "--json", description = "Print one JSON document instead of a table.")
  boolean json;

  @Option(
      names = "--keep-hours",
      paramLabel = "N",
      description = "Keep snapshots so long for those who read them (default: ${DEFAULT-VALUE}).")
  long keepHours = 24;

  @Mixin PlatformLocation location = new PlatformLocation();

  @Override
  public Integer call() {
    PlatformAddresses platform = location.running();
    Path data =
        PlatformSettings.of(new FlinkRest(platform.flink()))
            .data()
            .orElseThrow(
                () ->
                    new IllegalArgumentException(
                        "the platform at "
                            + platform.flink()
                            + " was not started by `headwater up`"));
    List<MaintenanceReport> reports = new ArrayList<>();
    try (ColdCatalog cold = new ColdCatalog(new Catalogs(platform.bootstrapServers(), data))) {
      ArchiveMaintenance maintenance =
          new ArchiveMaintenance(cold, FEWEST_FILES, Duration.ofHours(keepHours));
      for (ArchivedTable table : ArchivedTable.values()) {
        reports.add(maintenance.maintain(table));
      }
    }
    print(reports);
    return ExitCode.DONE;
  }

  private void print(List<MaintenanceReport> reports) {
    if (json) {
      Json.print(Map.of("tables", reports.stream().map(MaintenanceCommand::document).toList()));
      return;
    }
    TextTable words = new TextTable("table", "files merged", "into", "snapshots expired");
    reports.forEach(
        report ->
            words.row(
                report.table(),
                "%,d".formatted(report.filesMerged()),
                "%,d".formatted(report.filesWritten()),
                "%,d".formatted(report.snapshotsExpired())));
    System.out.print(words.text());
  }

  private static Map<String, Object> document(MaintenanceReport report) {
    Map<String, Object> document = new LinkedHashMap<>();
    document.put("table", report.table());
    document.put("files_merged", report.filesMerged());
    document.put("files_written", report.filesWritten());
    document.put("snapshots_expired", report.snapshotsExpired());
    return document;
  }
}
