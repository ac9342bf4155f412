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

  /** What the person who gave the command can mend. */
  public static LakeException user(String message) {
    return user(message, null);
  }

  public static LakeException user(String message, Throwable cause) {
    return new LakeException(Actor.USER, message, cause);
  }

  /** What is down or refuses. */
  public static LakeException external(String message) {
    return new LakeException(Actor.EXTERNAL, message);
  }

  /**
   * The same, with the reason behind it.
   *
   * @param what failed; the words of the innermost cause are put after it
   */
  public static LakeException external(String what, Throwable cause) {
    return new LakeException(Actor.EXTERNAL, what + ": " + Causes.deepest(cause), cause);
  }

  public Actor actor() {
    return actor;
  }
}
