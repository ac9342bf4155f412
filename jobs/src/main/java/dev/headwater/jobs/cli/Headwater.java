package dev.headwater.jobs.cli;

import dev.headwater.jobs.cli.batch.BackfillCommand;
import dev.headwater.jobs.cli.batch.CampaignsCommand;
import dev.headwater.jobs.cli.batch.VerifyCommand;
import dev.headwater.jobs.cli.demo.DemoCommand;
import dev.headwater.jobs.cli.demo.GenerateCommand;
import dev.headwater.jobs.cli.ingest.IngestCommand;
import dev.headwater.jobs.cli.ingest.RejectsCommand;
import dev.headwater.jobs.cli.platform.DoctorCommand;
import dev.headwater.jobs.cli.platform.JobsCommand;
import dev.headwater.jobs.cli.platform.SecurityCommand;
import dev.headwater.jobs.cli.platform.SettleCommand;
import dev.headwater.jobs.cli.platform.StatusCommand;
import dev.headwater.jobs.cli.query.QueryCommand;
import dev.headwater.jobs.cli.query.ServeCommand;
import dev.headwater.jobs.cli.query.SqlCommand;
import dev.headwater.jobs.cli.tables.MaintenanceCommand;
import dev.headwater.jobs.cli.tables.TablesCommand;
import dev.headwater.jobs.cli.words.Terminal;
import dev.headwater.lake.LakeException;
import dev.headwater.lake.client.FlussLogin;
import java.nio.file.Path;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExecutionException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.RunLast;

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
      SecurityCommand.class,
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
    Terminal.guard();
    System.exit(run(arguments));
  }

  static int run(String... arguments) {
    return run(line(), arguments);
  }

  static int run(CommandLine line, String... arguments) {
    return line.execute(ArgumentOrder.commandFirst(line, arguments));
  }

  static CommandLine line() {
    CommandLine line = new CommandLine(new Headwater());
    line.setExecutionExceptionHandler(new Failures());
    line.setExecutionStrategy(Headwater::signInAndExecute);
    line.setParameterExceptionHandler(new WrongUsage());
    line.setCaseInsensitiveEnumValuesAllowed(true);
    // What follows a role are the role's own words.
    line.getSubcommands().get("role").setStopAtPositional(true);
    return line;
  }

  private static int signInAndExecute(ParseResult words) {
    String login = System.getenv(FlussLogin.VARIABLE);
    if (login != null && !login.isEmpty()) {
      try {
        FlussLogin.use(Path.of(login));
      } catch (LakeException e) {
        throw new ExecutionException(words.commandSpec().commandLine(), e.getMessage(), e);
      }
    }
    return new RunLast().execute(words);
  }
}
