package dev.headwater.jobs.doctor;

import dev.headwater.jobs.address.PlatformAddresses;
import dev.headwater.jobs.config.PlatformSettings;
import dev.headwater.jobs.flink.FlinkRest;
import dev.headwater.jobs.run.JobDefinition;
import dev.headwater.jobs.run.JobDefinitions;
import dev.headwater.jobs.run.Snapshots;
import dev.headwater.lake.catalogs.Catalogs;
import dev.headwater.lake.client.FlussClient;
import dev.headwater.lake.cold.ColdCatalog;
import dev.headwater.lake.cold.ColdTables;
import dev.headwater.lake.cold.archive.ArchivedTable;
import dev.headwater.lake.maintenance.LakeTables;
import dev.headwater.lake.tables.TableDefinition;
import dev.headwater.lake.tables.TableDefinitions;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Looks whether files, Fluss, lake, archive and running jobs agree, and history is whole. */
final class DriftChecks {
  private static final String EVOLVE =
      "run the `tables evolve` command again that added the column, or start the platform again";

  private DriftChecks() {}

  static List<Finding> run(PlatformAddresses platform) {
    FlinkRest flink = new FlinkRest(platform.flink());
    PlatformSettings settings = PlatformSettings.of(flink);
    List<Finding> findings = new ArrayList<>();
    try (FlussClient client = new FlussClient(platform.bootstrapServers())) {
      findings.addAll(lake(new LakeTables(client)));
    } catch (RuntimeException e) {
      findings.add(PlatformChecks.failure("lake", e, "see its message"));
    }
    Optional<Path> data = settings.data();
    if (data.isPresent()) {
      try (ColdCatalog cold =
          new ColdCatalog(new Catalogs(platform.bootstrapServers(), data.get()))) {
        findings.add(found("cold tables", ColdTables.load().differences(cold), EVOLVE));
      }
      findings.add(scripts(flink, settings, data.get()));
    }
    findings.add(
        found("archive", unarchived(), "add the column to these files, as `tables evolve` does"));
    return findings;
  }

  private static List<Finding> lake(LakeTables lake) {
    List<String> older = lake.olderThanTheLake();
    if (!older.isEmpty()) {
      return List.of(
          Finding.fault(
              "lake",
              "made before Fluss was told of a lake, which it never takes them into: "
                  + String.join(", ", older),
              "set datalake.format: paimon for every server of Fluss, drop these tables and start again: they are made anew, and what was in them has to be sent once more"));
    }
    return List.of(found("lake", lake.otherColumns(), EVOLVE), history(lake.missingFiles()));
  }

  private static Finding found(String subject, List<String> differences, String mend) {
    return differences.isEmpty()
        ? Finding.good(subject, "every column is as its definition has it")
        : Finding.fault(subject, String.join("; ", differences), mend);
  }

  private static Finding history(List<String> missing) {
    return missing.isEmpty()
        ? Finding.good("history", "every file of every table's newest snapshot is there")
        : Finding.fault(
            "history",
            String.join("; ", missing),
            "headwater tables rebuild TABLE, for tables of jobs; of others bring back the lake from a backup");
  }

  /** Columns of hot tables that their archive, or the job that fills it, does not name. */
  private static List<String> unarchived() {
    List<String> missing = new ArrayList<>();
    ColdTables cold = ColdTables.load();
    for (ArchivedTable archived : ArchivedTable.values()) {
      JobDefinition job = JobDefinitions.load().named(List.of(archived.job())).get(0);
      TableDefinition hot =
          TableDefinitions.load().all().stream()
              .filter(table -> table.name().equals(archived.table()))
              .findFirst()
              .orElseThrow();
      for (String column : hot.descriptor().getSchema().getColumnNames()) {
        if (!cold.columns(archived.archive()).contains(column)) {
          missing.add("lake/sql/cold/" + archived.archive() + ".sql has no " + column);
        }
        if (!job.names(column)) {
          missing.add("jobs/sql/" + job.name() + ".sql has no " + column);
        }
      }
    }
    return missing;
  }

  private static Finding scripts(FlinkRest flink, PlatformSettings settings, Path data) {
    Snapshots snapshots =
        new Snapshots(data.resolve("flink/checkpoints"), data.resolve("flink/savepoints"));
    List<String> older =
        flink.jobs().stream()
            .filter(run -> run.state().isAlive() && settings.jobs().contains(run.name()))
            .map(run -> JobDefinitions.load().named(List.of(run.name())).get(0))
            .filter(job -> !snapshots.haveSeen(job))
            .map(JobDefinition::name)
            .distinct()
            .toList();
    return older.isEmpty()
        ? Finding.good("job files", "every running job was started from its file as it is now")
        : Finding.fault(
            "job files",
            "changed since their jobs were started: " + String.join(", ", older),
            "headwater jobs restart " + String.join(" ", older));
  }
}
