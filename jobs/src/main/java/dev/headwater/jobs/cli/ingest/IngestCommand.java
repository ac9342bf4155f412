package dev.headwater.jobs.cli.ingest;

import dev.headwater.ingest.Ingest;
import dev.headwater.ingest.request.IngestInput;
import dev.headwater.ingest.request.IngestReport;
import dev.headwater.jobs.cli.words.ExitCode;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Reads a file or stdin into a table. */
@Command(
    name = "ingest",
    mixinStandardHelpOptions = true,
    description = {
      "Read a file into a table. Good records land; bad ones are kept aside with their reason.",
      "An interrupted ingest goes on where it stopped when the same command runs again."
    },
    subcommands = {IngestKafkaCommand.class, IngestPostgresCommand.class, IngestHttpCommand.class})
public final class IngestCommand implements Callable<Integer> {
  private static final Duration STOP_TIMEOUT = Duration.ofSeconds(12);

  // Not called required: a sub-command has no file.
  @Parameters(paramLabel = "FILE", arity = "0..1", description = "File to read, - for stdin.")
  String file;

  @Option(
      names = "--source",
      paramLabel = "NAME",
      description = "Name of the source in kept records (default: the file's path).")
  String source;

  @Option(
      names = "--position",
      paramLabel = "FILE",
      description = "Where an unfinished ingest notes how far it is (default: beside the input).")
  Path position;

  @Mixin CsvOptions csv = new CsvOptions();

  @Mixin IngestOptions options = new IngestOptions();

  @Spec CommandSpec spec;

  @Override
  public Integer call() {
    if (file == null) {
      throw new ParameterException(spec.commandLine(), "Missing required parameter: 'FILE'");
    }
    options.requireTable(spec);
    IngestInput input = file.equals("-") ? IngestInput.stdin() : IngestInput.file(Path.of(file));
    Ingest ingest =
        new Ingest(
            options.request(
                input, csv.nulls(), Optional.ofNullable(source), Optional.ofNullable(position)),
            ShownProgress.onStderr(options.table));
    Thread stop = new Thread(() -> ingest.stop(STOP_TIMEOUT), "ingest-stop");
    Runtime.getRuntime().addShutdownHook(stop);
    IngestReport report = ingest.run();
    options.report(report);
    return report.interruptedAfterLine().isPresent()
        ? ExitCode.FAILED
        : IngestOptions.exitCode(report);
  }
}
