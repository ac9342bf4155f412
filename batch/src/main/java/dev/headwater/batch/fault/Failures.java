package dev.headwater.batch.fault;

import dev.headwater.batch.fault.BatchException.Actor;
import java.io.IOException;
import java.sql.SQLException;
import org.apache.commons.lang3.exception.ExceptionUtils;
import picocli.CommandLine;
import picocli.CommandLine.IExecutionExceptionHandler;
import picocli.CommandLine.ParseResult;

/** Turns a failure into words on stderr and an exit code. */
public final class Failures implements IExecutionExceptionHandler {
  @Override
  public int handleExecutionException(Exception failure, CommandLine command, ParseResult words) {
    Actor actor = actor(failure);
    command.getErr().println(message(failure, actor));
    if (actor == Actor.INTERNAL) {
      failure.printStackTrace(command.getErr());
    }
    return actor.exitCode;
  }

  private static String message(Exception failure, Actor actor) {
    return actor == Actor.EXTERNAL && !(failure instanceof BatchException)
        ? "the cold catalog or its files cannot be used: " + deepest(failure)
        : String.valueOf(failure.getMessage());
  }

  /** Disks, networks and databases fail below Spark and Iceberg, which wrap what they are told. */
  private static Actor actor(Exception failure) {
    if (failure instanceof BatchException known) {
      return known.actor();
    }
    if (failure instanceof IllegalArgumentException) {
      return Actor.USER;
    }
    return ExceptionUtils.getThrowableList(failure).stream()
            .anyMatch(cause -> cause instanceof IOException || cause instanceof SQLException)
        ? Actor.EXTERNAL
        : Actor.INTERNAL;
  }

  /** What is below all that was wrapped around it, in words. */
  public static String deepest(Throwable failure) {
    Throwable cause = ExceptionUtils.getRootCause(failure);
    return cause.getMessage() == null
        ? cause.toString()
        : cause.getClass().getSimpleName() + ": " + cause.getMessage();
  }
}
