package dev.headwater.jobs.cli;

import dev.headwater.ingest.fault.IngestException;
import dev.headwater.jobs.cli.words.ExitCode;
import dev.headwater.jobs.cli.words.Visible;
import dev.headwater.jobs.fault.ProgressException;
import dev.headwater.jobs.query.QueryFailedException;
import dev.headwater.jobs.sql.GatewayUnreachableException;
import dev.headwater.jobs.sql.SqlException;
import dev.headwater.lake.LakeException;
import dev.headwater.lake.LakeException.Actor;
import picocli.CommandLine;
import picocli.CommandLine.IExecutionExceptionHandler;
import picocli.CommandLine.ParseResult;

/** Turns a failure into words on stderr and an exit code. */
final class Failures implements IExecutionExceptionHandler {
  @Override
  public int handleExecutionException(Exception failure, CommandLine command, ParseResult words) {
    command.getErr().println(Visible.text(message(failure)));
    if (code(failure) == ExitCode.FAILED
        && !(failure instanceof SqlException || failure instanceof QueryFailedException)) {
      failure.printStackTrace(command.getErr());
    }
    return code(failure);
  }

  private static String message(Exception failure) {
    return failure.getMessage() == null ? failure.toString() : failure.getMessage();
  }

  static int code(Exception failure) {
    if (failure instanceof GatewayUnreachableException) {
      return ExitCode.DEPENDENCY_DOWN;
    }
    if (failure instanceof IllegalArgumentException) {
      return ExitCode.WRONG_USAGE;
    }
    if (failure instanceof IngestException) {
      return failure instanceof IngestException.User
          ? ExitCode.WRONG_USAGE
          : ExitCode.DEPENDENCY_DOWN;
    }
    if (failure instanceof LakeException lake) {
      return code(lake.actor());
    }
    if (failure instanceof ProgressException progress) {
      return code(progress.actor());
    }
    return ExitCode.FAILED;
  }

  private static int code(Actor actor) {
    return switch (actor) {
      case USER -> ExitCode.WRONG_USAGE;
      case EXTERNAL -> ExitCode.DEPENDENCY_DOWN;
      case INTERNAL -> ExitCode.FAILED;
    };
  }
}
