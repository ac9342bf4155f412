package dev.headwater.jobs.cli.batch;

import dev.headwater.jobs.batch.BatchProcess;
import dev.headwater.jobs.cli.options.Platform;
import dev.headwater.jobs.cli.options.PlatformLocation;
import dev.headwater.lake.catalogs.Catalogs;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Commands about campaigns. */
@Command(
    name = "campaigns",
    mixinStandardHelpOptions = true,
    description = "Load campaigns and their costs into the cold layer.",
    subcommands = CampaignsCommand.Load.class)
public final class CampaignsCommand {

  /** Appends to the cold layer what is new in a file. */
  @Command(
      name = "load",
      mixinStandardHelpOptions = true,
      description = {
        "Append the new versions in a file to a cold table; Spark does the work.",
        "A file with a bad row loads nothing. Loading a file twice appends nothing the second time."
      })
  static final class Load implements Callable<Integer> {
    @Parameters(paramLabel = "FILE", description = "JSON lines, or CSV with a header.")
    Path file;

    @Option(
        names = "--table",
        paramLabel = "T",
        required = true,
        description = "campaigns or campaign_costs.")
    String table;

    @Option(
        names = "--format",
        paramLabel = "FORMAT",
        description = "jsonl or csv (default: by the file's ending).")
    String format;

    @Option(
        names = "--currency",
        paramLabel = "CODE",
        description = "Currency of costs that name none (default: ${DEFAULT-VALUE}).")
    String currency = "USD";

    @Option(names = "--dry-run", description = "Say what would be appended, and append nothing.")
    boolean dryRun;

    @Mixin SparkOptions spark = new SparkOptions();

    @Mixin PlatformLocation location = new PlatformLocation();

    @Override
    public Integer call() throws InterruptedException {
      Catalogs catalogs = Platform.at(location.running()).catalogs();
      List<String> words = new ArrayList<>();
      words.addAll(List.of("campaigns-load", file.toAbsolutePath().toString()));
      words.addAll(List.of("--table", table, "--currency", currency));
      words.addAll(spark.words(catalogs));
      if (format != null) {
        words.addAll(List.of("--format", format));
      }
      if (dryRun) {
        words.add("--dry-run");
      }
      return BatchProcess.run(catalogs.directory(), words);
    }
  }
}
