package dev.headwater.jobs.progress;

import dev.headwater.lake.LakeException.Actor;

/** What cannot be learnt about running jobs, classified by who must act. */
public final class ProgressException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final Actor actor;

  ProgressException(Actor actor, String message) {
    this(actor, message, null);
  }

  ProgressException(Actor actor, String message, Throwable cause) {
    super(message, cause);
    this.actor = actor;
  }

  /** Of somebody who is to stop; the thread stays interrupted. */
  static ProgressException interrupted(String during, InterruptedException cause) {
    Thread.currentThread().interrupt();
    return new ProgressException(Actor.USER, "interrupted while " + during, cause);
  }

  public Actor actor() {
    return actor;
  }
}
