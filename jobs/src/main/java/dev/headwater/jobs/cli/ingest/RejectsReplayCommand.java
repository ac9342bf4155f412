package dev.headwater.jobs.cli.ingest;

import dev.headwater.ingest.Ingest;
import dev.headwater.ingest.record.Format;
import dev.headwater.ingest.request.IngestInput;
import dev.headwater.ingest.request.IngestInput.Rejects.Effect;
import dev.headwater.ingest.request.IngestReport;
import dev.headwater.ingest.request.IngestRequest;
import dev.headwater.jobs.cli.words.ExitCode;
import dev.headwater.jobs.cli.words.Json;
import dev.headwater.jobs.rejects.RejectFilter;
import dev.headwater.jobs.rejects.RejectGroup;
import dev.headwater.jobs.rejects.Rejects;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Ingests refused records once more. */
@Command(
    name = "replay",
    mixinStandardHelpOptions = true,
    description = {
      "Ingest refused records once more after a mend, each once.",
      "What is accepted or late now leaves rejected_records; the rest stays there with its new"
          + " reason.",
      "An interrupted replay goes on when the same command runs again."
    })
final class RejectsReplayCommand implements Callable<Integer> {
  private static final Duration STOP_TIMEOUT = Duration.ofSeconds(12);

  @Mixin RejectFilterOptions which = new RejectFilterOptions();

  @Option(names = "--dry-run", description = "Only tell what would become of the records.")
  boolean dryRun;

  @Mixin CsvOptions csv = new CsvOptions();

  @Mixin RecordOptions records = new RecordOptions();

  @Override
  public Integer call() {
    RejectFilter filter = which.filter();
    Rejects rejects = new Rejects(records.location.queryServer());
    long incomplete = rejects.incomplete(filter);
    List<RejectGroup> groups = rejects.groups(filter);
    List<Map<String, Object>> documents = new ArrayList<>();
    for (RejectGroup group : groups) {
      IngestReport report = replay(rejects, group, filter);
      documents.add(IngestOptions.document(group.table(), report));
      if (!records.json) {
        System.err.println(
            group.table()
                + ": "
                + report.summary()
                + (dryRun ? " (dry run: nothing written)" : ""));
      }
    }
    if (records.json) {
      Map<String, Object> document = new LinkedHashMap<>();
      document.put("dry_run", dryRun);
      document.put("tables", documents);
      document.put("incomplete", incomplete);
      Json.print(document);
    } else if (groups.isEmpty()) {
      System.err.println("there is nothing to replay");
    }
    if (incomplete > 0) {
      System.err.printf(
          "%,d stay: what is kept of them is not the whole record (invalid_utf8, too_long, CSV rows"
              + " without their header); mend them at their source%n",
          incomplete);
    }
    return ExitCode.DONE;
  }

  private IngestReport replay(Rejects rejects, RejectGroup group, RejectFilter filter) {
    IngestInput input =
        new IngestInput.Rejects(
            rejects.records(group, filter),
            group.count(),
            group.header(),
            dryRun ? Effect.NONE : Effect.WRITTEN);
    Format format = Format.parse(group.format());
    IngestRequest request =
        records.request(
            input,
            group.table(),
            Optional.of(format),
            format == Format.CSV ? csv.nulls() : Set.of(),
            Optional.empty(),
            Optional.empty());
    Ingest ingest = new Ingest(request, ShownProgress.onStderr(group.table()));
    Thread stop = new Thread(() -> ingest.stop(STOP_TIMEOUT), "replay-stop");
    Runtime.getRuntime().addShutdownHook(stop);
    IngestReport report = ingest.run();
    Runtime.getRuntime().removeShutdownHook(stop);
    return report;
  }
}
