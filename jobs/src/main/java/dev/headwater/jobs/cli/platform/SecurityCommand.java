package dev.headwater.jobs.cli.platform;

import dev.headwater.jobs.cli.words.ExitCode;
import dev.headwater.jobs.cli.words.TextTable;
import dev.headwater.lake.client.FlussLogin;
import dev.headwater.lake.security.Credentials;
import dev.headwater.lake.security.Principal;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Makes what Fluss's clients and servers know each other by. */
@Command(
    name = "security",
    mixinStandardHelpOptions = true,
    description = {
      "Have Fluss ask its clients who they are, each with rights of its own.",
      "A process signs in with the file that HEADWATER_FLUSS_LOGIN names."
    })
public final class SecurityCommand implements Callable<Integer> {
  @Spec CommandSpec spec;

  @Override
  public Integer call() {
    spec.commandLine().usage(System.out);
    return ExitCode.DONE;
  }

  @Command(
      name = "init",
      mixinStandardHelpOptions = true,
      description = "Make a directory with a new secret for every principal, for its owner alone.")
  int init(
      @Parameters(paramLabel = "DIR", description = "Directory that is not there yet.")
          Path directory) {
    Credentials made = Credentials.create(directory);
    TextTable table = new TextTable("principal", "file");
    for (Principal principal : Principal.values()) {
      table.row(principal.user(), made.login(principal).toString());
    }
    table.row("(servers)", made.servers().toString());
    System.out.print(table.text());
    System.err.printf(
        "start the platform with `headwater up --secure %s`, others with %s=FILE%n",
        directory, FlussLogin.VARIABLE);
    return ExitCode.DONE;
  }
}
