package dev.headwater.lake.server;

import dev.headwater.lake.LakeException;
import dev.headwater.lake.LakeException.Actor;
import java.util.function.Supplier;
import org.apache.arrow.flight.CallStatus;
import org.apache.arrow.flight.FlightRuntimeException;

/** The engine's failures as Flight tells them. */
final class FlightErrors {
  private FlightErrors() {}

  static <T> T translated(String sql, Supplier<T> work) {
    try {
      return work.get();
    } catch (RuntimeException e) {
      throw of(sql, e);
    }
  }

  static FlightRuntimeException of(String sql, RuntimeException e) {
    if (e instanceof ForbiddenException) {
      return CallStatus.UNAUTHORIZED.withDescription(e.getMessage()).toRuntimeException();
    }
    if (e instanceof QueryException query) {
      String where =
          query.position().isEmpty()
              ? ""
              : " (line %d, column %d)".formatted(line(sql, query), column(sql, query));
      return status(query.actor()).withDescription(e.getMessage() + where).toRuntimeException();
    }
    Actor actor = e instanceof LakeException lake ? lake.actor() : Actor.INTERNAL;
    return status(actor).withDescription(e.getMessage()).withCause(e).toRuntimeException();
  }

  private static CallStatus status(Actor actor) {
    return switch (actor) {
      case USER -> CallStatus.INVALID_ARGUMENT;
      case EXTERNAL -> CallStatus.UNAVAILABLE;
      case INTERNAL -> CallStatus.INTERNAL;
    };
  }

  private static int line(String sql, QueryException e) {
    return 1 + (int) before(sql, e).chars().filter(c -> c == '\n').count();
  }

  private static int column(String sql, QueryException e) {
    String before = before(sql, e);
    return before.length() - before.lastIndexOf('\n');
  }

  private static String before(String sql, QueryException e) {
    return sql.substring(0, Math.min(sql.length(), e.position().getAsInt()));
  }
}
