package dev.headwater.batch;

import dev.headwater.batch.backfill.BackfillWork;
import dev.headwater.batch.backfill.VerifyWork;
import dev.headwater.batch.fault.ExitCode;
import dev.headwater.batch.fault.Failures;
import dev.headwater.batch.load.CampaignsLoad;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/**
 * The command line of Spark's process. It is told plain addresses and directories; people use
 * {@code headwater}, which finds those and starts this.
 */
@Command(
    name = "batch",
    mixinStandardHelpOptions = true,
    description = "Spark's part of Headwater.",
    synopsisSubcommandLabel = "COMMAND",
    subcommands = {CampaignsLoad.class, BackfillWork.class, VerifyWork.class})
public final class Batch {
  public Batch() {}

  /** Runs one command and ends the process with its exit code. */
  public static void main(String[] arguments) {
    System.exit(run(arguments));
  }

  static int run(String... arguments) {
    CommandLine line = new CommandLine(new Batch());
    line.setExecutionExceptionHandler(new Failures());
    line.setParameterExceptionHandler(
        (wrong, words) -> {
          wrong.getCommandLine().getErr().println(wrong.getMessage());
          return ExitCode.WRONG_USAGE;
        });
    line.setCaseInsensitiveEnumValuesAllowed(true);
    return line.execute(arguments);
  }
}
