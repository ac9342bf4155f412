package dev.headwater.jobs.cli;

import picocli.CommandLine;
import picocli.CommandLine.Command;

/** The command line: parses words, runs the command they name, and ends with its exit code. */
@Command(
    name = "headwater",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    header = "A streaming lakehouse that answers which touch brought an order.",
    synopsisSubcommandLabel = "COMMAND",
    subcommands = {
      UpCommand.class,
      DemoCommand.class,
      GenerateCommand.class,
      IngestCommand.class,
      SettleCommand.class,
      StatusCommand.class,
      DoctorCommand.class,
      SqlCommand.class,
      JobsCommand.class,
      RejectsCommand.class,
      QueryCommand.class,
      ServeCommand.class,
      RoleCommand.class,
      TablesCommand.class,
      CampaignsCommand.class,
      BackfillCommand.class,
      VerifyCommand.class,
      MaintenanceCommand.class,
      ScheduleCommand.class,
    },
    footer = {
      "",
      "Exit codes: 0 done, 1 failed, 2 wrong usage, 3 something it depends on is down.",
      "`headwater test` runs all tests. Start with: headwater demo"
    })
public final class Headwater {
  Headwater() {}

  /** Runs one command and ends the process with its exit code. */
  public static void main(String[] arguments) {
    System.exit(run(arguments));
  }

  static int run(String... arguments) {
    CommandLine line = new CommandLine(new Headwater());
    line.setExecutionExceptionHandler(new Failures());
    line.setParameterExceptionHandler(new WrongUsage());
    line.setCaseInsensitiveEnumValuesAllowed(true);
    // What follows a role are the role's own words.
    line.getSubcommands().get("role").setStopAtPositional(true);
    return line.execute(ArgumentOrder.commandFirst(line, arguments));
  }
}
