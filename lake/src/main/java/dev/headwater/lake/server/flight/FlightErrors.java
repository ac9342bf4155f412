package dev.headwater.lake.server.flight;

import dev.headwater.lake.LakeException;
import dev.headwater.lake.LakeException.Actor;
import dev.headwater.lake.server.ask.ForbiddenException;
import dev.headwater.lake.server.ask.QueryException;
import org.apache.arrow.flight.CallStatus;
import org.apache.arrow.flight.FlightRuntimeException;

/** The engine's failures as Flight tells them. */
final class FlightErrors {
  private FlightErrors() {}

  static FlightRuntimeException of(String sql, RuntimeException e) {
    if (e instanceof ForbiddenException) {
      return CallStatus.UNAUTHORIZED.withDescription(e.getMessage()).toRuntimeException();
    }
    if (e instanceof QueryException query) {
      String where = query.position().isEmpty() ? "" : place(sql, query.position().getAsInt());
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

  private static String place(String sql, int position) {
    String before = sql.substring(0, Math.min(sql.length(), position));
    return " (line %d, column %d)"
        .formatted(
            1 + before.chars().filter(c -> c == '\n').count(),
            before.length() - before.lastIndexOf('\n'));
  }
}
