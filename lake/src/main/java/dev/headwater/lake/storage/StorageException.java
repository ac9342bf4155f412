package dev.headwater.lake.storage;

/** Why a data directory cannot be used. The person at the keyboard must act; messages say how. */
public final class StorageException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** What is wrong. */
  public enum Fault {
    /** The path is no directory, or cannot be made or written. */
    DIRECTORY_UNUSABLE,
    /** Another process, or another part of this one, works on the directory. */
    DIRECTORY_IN_USE,
    /** A log is damaged beyond its incomplete last batch. */
    LOG_CORRUPT
  }

  private final Fault fault;

  StorageException(Fault fault, String message) {
    this(fault, message, null);
  }

  StorageException(Fault fault, String message, Throwable cause) {
    super(message, cause);
    this.fault = fault;
  }

  public Fault fault() {
    return fault;
  }
}
