package dev.headwater.jobs.fault;

import dev.headwater.lake.LakeException.Actor;

/** What cannot be learnt about running jobs, classified by who must act. */
public final class ProgressException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final Actor actor;

  public ProgressException(Actor actor, String message) {
    this(actor, message, null);
  }

  public ProgressException(Actor actor, String message, Throwable cause) {
    super(message, cause);
    this.actor = actor;
  }

  /** Of somebody who is to stop; the thread stays interrupted. */
  public static ProgressException interrupted(String during, InterruptedException cause) {
    Thread.currentThread().interrupt();
    return new ProgressException(Actor.USER, "interrupted while " + during, cause);
  }

  public Actor actor() {
    return actor;
  }
}
