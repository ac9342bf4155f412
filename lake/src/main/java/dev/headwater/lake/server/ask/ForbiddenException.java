package dev.headwater.lake.server.ask;

import dev.headwater.lake.LakeException.Actor;

/** A query that its reader has no right to. */
public final class ForbiddenException extends QueryException {
  private static final long serialVersionUID = 1L;

  ForbiddenException(String message) {
    super(Actor.USER, message, null);
  }
}
