package dev.headwater.lake.server;

import dev.headwater.lake.LakeException.Actor;
import java.util.OptionalInt;

/** A query that its reader has no right to. */
public final class ForbiddenException extends QueryException {
  private static final long serialVersionUID = 1L;

  ForbiddenException(String message) {
    super(Actor.USER, message, OptionalInt.empty(), null);
  }
}
