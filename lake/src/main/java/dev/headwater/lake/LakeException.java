package dev.headwater.lake;

/** What the storage room cannot do, classified by who must act. Messages name the next step. */
public final class LakeException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** Who must act. */
  public enum Actor {
    /** The person who gave the command: a wrong argument, directory, port or definition. */
    USER,
    /** Something this process depends on is down or refuses. */
    EXTERNAL,
    /** Headwater itself. */
    INTERNAL
  }

  private final Actor actor;

  public LakeException(Actor actor, String message) {
    this(actor, message, null);
  }

  public LakeException(Actor actor, String message, Throwable cause) {
    super(message, cause);
    this.actor = actor;
  }

  public Actor actor() {
    return actor;
  }
}
