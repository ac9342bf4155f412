package dev.headwater.jobs.cli;

import dev.headwater.ingest.Format;
import dev.headwater.ingest.Ingest;
import dev.headwater.ingest.IngestInput;
import dev.headwater.ingest.IngestOption;
import dev.headwater.ingest.IngestProgress;
import dev.headwater.ingest.IngestReport;
import dev.headwater.ingest.IngestRequest;
import dev.headwater.lake.TableDefinitions;
import java.nio.file.Path;
import java.time.Duration;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Reads a file or stdin into a table. */
@Command(
    name = "ingest",
    mixinStandardHelpOptions = true,
    description = {
      "Read a file into a table. Good records land; bad ones are kept aside with their reason.",
      "An interrupted ingest goes on where it stopped when the same command runs again."
    })
final class IngestCommand implements Callable<Integer> {
  private static final Duration STOP_TIMEOUT = Duration.ofSeconds(12);

  @Parameters(paramLabel = "FILE", description = "File to read, - for stdin.")
  String file;

  @Option(
      names = "--table",
      paramLabel = "T",
      required = true,
      description = "events, orders, customers, campaigns or hits.")
  String table;

  @Option(
      names = "--format",
      paramLabel = "FORMAT",
      description = "jsonl, csv or combined-log (default: by table and file ending).")
  String format;

  @Option(
      names = "--lenient",
      description = "Ignore and count unknown fields instead of rejecting their record.")
  boolean lenient;

  @Option(
      names = "--allow-future",
      description = "Accept records more than a day ahead of this machine's clock.")
  boolean allowFuture;

  @Option(
      names = "--source",
      paramLabel = "NAME",
      description = "Name of the source in kept records (default: the file's path).")
  String source;

  @Option(
      names = "--currency",
      paramLabel = "CODE",
      description = "Currency of orders that name none (default: ${DEFAULT-VALUE}).")
  String currency = "USD";

  @Option(
      names = "--position",
      paramLabel = "FILE",
      description = "Where an unfinished ingest notes how far it is (default: beside the input).")
  Path position;

  @Option(names = "--json", description = "Print one JSON document instead of words.")
  boolean json;

  @Mixin PlatformLocation location = new PlatformLocation();

  @Override
  public Integer call() {
    Optional<Format> chosen = Optional.ofNullable(format).map(Format::parse);
    IngestRequest request =
        new IngestRequest(
            location.addresses().bootstrapServers(),
            TableDefinitions.DATABASE,
            file.equals("-") ? IngestInput.stdin() : IngestInput.file(Path.of(file)),
            table,
            chosen,
            options(),
            Optional.ofNullable(source),
            currency,
            Optional.ofNullable(position),
            Duration.ofSeconds(60));
    Ingest ingest = new Ingest(request, IngestProgress.onStderr(table));
    Thread stop = new Thread(() -> ingest.stop(STOP_TIMEOUT), "ingest-stop");
    Runtime.getRuntime().addShutdownHook(stop);
    IngestReport report = ingest.run();
    report(report);
    return report.interruptedAfterLine().isPresent() ? ExitCode.FAILED : ExitCode.DONE;
  }

  private Set<IngestOption> options() {
    Set<IngestOption> options = EnumSet.noneOf(IngestOption.class);
    if (lenient) {
      options.add(IngestOption.LENIENT);
    }
    if (allowFuture) {
      options.add(IngestOption.ALLOW_FUTURE);
    }
    return options;
  }

  private void report(IngestReport report) {
    if (json) {
      Json.print(document(table, report));
    } else {
      System.err.println(table + ": " + report.summary());
    }
  }

  static Map<String, Object> document(String table, IngestReport report) {
    Map<String, Object> document = new LinkedHashMap<>();
    document.put("table", table);
    document.put("read", report.read());
    document.put("accepted", report.accepted());
    document.put("late", report.late());
    document.put("rejected", report.rejected());
    document.put("rejected_by_reason", report.rejectedByReason());
    document.put("ignored_fields", report.ignoredFields());
    document.put("seconds", report.elapsed().toMillis() / 1000.0);
    return document;
  }
}
