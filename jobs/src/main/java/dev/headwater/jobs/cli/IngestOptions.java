package dev.headwater.jobs.cli;

import dev.headwater.ingest.Format;
import dev.headwater.ingest.Ingest;
import dev.headwater.ingest.IngestInput;
import dev.headwater.ingest.IngestReport;
import dev.headwater.ingest.IngestRequest;
import dev.headwater.lake.TableDefinitions;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;

/** What every ingest is told, whatever it reads. */
final class IngestOptions {
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

  IngestRequest request(IngestInput input, Optional<String> source, Optional<Path> position) {
    return new IngestRequest(
        records.location.addresses().bootstrapServers(),
        TableDefinitions.DATABASE,
        input,
        table,
        Optional.ofNullable(format).map(Format::parse),
        records.options(),
        source,
        records.currency,
        position,
        Duration.ofSeconds(60));
  }

  void report(IngestReport report) {
    if (records.json) {
      Json.print(document(table, report));
    } else {
      System.err.println(table + ": " + report.summary());
    }
  }

  /** Ends an ingest of a source without an end when a person asks for it. */
  static void stopOnSignal(Ingest ingest) {
    StopSignal signal = new StopSignal();
    Thread stop =
        new Thread(
            () -> {
              try {
                signal.await();
                ingest.stop(Duration.ZERO);
              } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
              }
            },
            "ingest-stop");
    stop.setDaemon(true);
    stop.start();
  }

  static Map<String, Object> document(String table, IngestReport report) {
    return new Table<IngestReport>()
        .named("table", counts -> table)
        .named("read", IngestReport::read)
        .named("accepted", IngestReport::accepted)
        .named("late", IngestReport::late)
        .named("rejected", IngestReport::rejected)
        .named("rejected_by_reason", IngestReport::rejectedByReason)
        .named("ignored_fields", IngestReport::ignoredFields)
        .named("seconds", counts -> counts.elapsed().toMillis() / 1000.0)
        .document(report);
  }
}
