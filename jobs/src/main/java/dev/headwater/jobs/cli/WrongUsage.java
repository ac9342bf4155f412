package dev.headwater.jobs.cli;

import dev.headwater.jobs.cli.words.ExitCode;
import dev.headwater.jobs.cli.words.Visible;
import picocli.CommandLine;
import picocli.CommandLine.IParameterExceptionHandler;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/** Says what is wrong with the words of a command, and where its help is. */
final class WrongUsage implements IParameterExceptionHandler {
  @Override
  public int handleParseException(ParameterException wrong, String[] arguments) {
    CommandLine command = wrong.getCommandLine();
    command.getErr().println(Visible.text(wrong.getMessage()));
    UnmatchedArgumentException.printSuggestions(wrong, command.getErr());
    command.getErr().println("See `" + command.getCommandSpec().qualifiedName() + " --help`.");
    return ExitCode.WRONG_USAGE;
  }
}
