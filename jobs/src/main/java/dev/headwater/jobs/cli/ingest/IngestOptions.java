package dev.headwater.jobs.cli.ingest;

import dev.headwater.ingest.Ingest;
import dev.headwater.ingest.record.Format;
import dev.headwater.ingest.request.IngestInput;
import dev.headwater.ingest.request.IngestReport;
import dev.headwater.ingest.request.IngestRequest;
import dev.headwater.jobs.cli.options.StopSignal;
import dev.headwater.jobs.cli.words.ExitCode;
import dev.headwater.jobs.cli.words.Json;
import dev.headwater.jobs.cli.words.Table;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;

/** What every ingest is told, whatever it reads. */
public final class IngestOptions {
  // Required, but a parent of a sub-command would ask for it too.
  @Option(
      names = "--table",
      paramLabel = "T",
      description = "events, orders, customers, campaigns or hits.")
  String table;

  @Option(
      names = "--format",
      paramLabel = "FORMAT",
      description = "jsonl, csv or combined-log (default: by table and file ending).")
  String format;

  @Mixin RecordOptions records = new RecordOptions();

  void requireTable(CommandSpec command) {
    if (table == null) {
      throw new ParameterException(command.commandLine(), "Missing required option: '--table=T'");
    }
  }

  IngestRequest request(
      IngestInput input, Set<String> nulls, Optional<String> source, Optional<Path> position) {
    return records.request(
        input, table, Optional.ofNullable(format).map(Format::parse), nulls, source, position);
  }

  /** Ingests until the source ends, or a person asks for the end. */
  int follow(IngestInput input) {
    Ingest ingest =
        new Ingest(
            request(input, Set.of(), Optional.empty(), Optional.empty()),
            ShownProgress.onStderr(table));
    CompletableFuture<Void> unused =
        new StopSignal().asked().thenRunAsync(() -> ingest.stop(Duration.ZERO));
    IngestReport report = ingest.run();
    report(report);
    return exitCode(report);
  }

  static int exitCode(IngestReport report) {
    return report.isAllRefused() ? ExitCode.FAILED : ExitCode.DONE;
  }

  void report(IngestReport report) {
    if (records.json) {
      Json.print(document(table, report));
    } else {
      System.err.println(table + ": " + report.summary());
    }
  }

  public static Map<String, Object> document(String table, IngestReport report) {
    return new Table<IngestReport>()
        .named("table", counts -> table)
        .named("read", IngestReport::read)
        .named("accepted", IngestReport::accepted)
        .named("late", IngestReport::late)
        .named("rejected", IngestReport::rejected)
        .named("rejected_by_reason", IngestReport::rejectedByReason)
        .named("ignored_fields", IngestReport::ignoredFields)
        .named("times_cut", IngestReport::timesCut)
        .named("seconds", counts -> counts.elapsed().toMillis() / 1000.0)
        .document(report);
  }
}
