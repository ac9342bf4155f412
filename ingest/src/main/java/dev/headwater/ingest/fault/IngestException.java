package dev.headwater.ingest.fault;

/** What ingest cannot do, classified by who must act. Messages name the next step. */
public abstract sealed class IngestException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private IngestException(String message, Throwable cause) {
    super(message, cause);
  }

  /** The person who gave the command must change it, or the input. Nothing was written. */
  public static final class User extends IngestException {
    private static final long serialVersionUID = 1L;

    public User(String message) {
      super(message, null);
    }

    /** A message with values in the places of its {@code %s}. */
    @SuppressWarnings("AnnotateFormatMethod") // the annotation is of no library in use
    public User(String format, Object... values) {
      super(String.format(format, values), null);
    }

    public User(String message, Throwable cause) {
      super(message, cause);
    }
  }

  /** The platform, or the input's device, is down or refuses. The same command continues later. */
  public static final class External extends IngestException {
    private static final long serialVersionUID = 1L;

    public External(String message) {
      super(message, null);
    }

    /** A message with values in the places of its {@code %s}. */
    @SuppressWarnings("AnnotateFormatMethod") // the annotation is of no library in use
    public External(String format, Object... values) {
      super(String.format(format, values), null);
    }

    public External(String message, Throwable cause) {
      super(message, cause);
    }
  }

  /**
   * The platform went away, and rows of a table without a key may or may not have been written: a
   * repeat can count them twice.
   */
  public static final class UnknownOutcome extends IngestException {
    private static final long serialVersionUID = 1L;

    public UnknownOutcome(String message, Throwable cause) {
      super(message, cause);
    }
  }
}
