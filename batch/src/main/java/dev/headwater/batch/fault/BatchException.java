package dev.headwater.batch.fault;

/** A failure, with who must act on it. The message says what failed, on what, and what to do. */
public final class BatchException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** Who must act. */
  public enum Actor {
    /** The caller: wrong arguments or input. */
    USER(ExitCode.WRONG_USAGE),
    /** Whoever runs what the work depends on: the catalog, storage, the disk. */
    EXTERNAL(ExitCode.DEPENDENCY_DOWN),
    /** Headwater's developers. */
    INTERNAL(ExitCode.FAILED);

    final int exitCode;

    Actor(int exitCode) {
      this.exitCode = exitCode;
    }
  }

  private final Actor actor;

  public BatchException(Actor actor, String message, Throwable cause) {
    super(message, cause);
    this.actor = actor;
  }

  public BatchException(Actor actor, String message) {
    this(actor, message, null);
  }

  public Actor actor() {
    return actor;
  }
}
