package dev.headwater.jobs.sql;

/**
 * A statement that the gateway refused or that failed while it ran; the message is Flink's,
 * shortened.
 */
public final class SqlException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  SqlException(String message) {
    super(message);
  }

  /** The same failure with the place in the script in front. */
  public SqlException at(String file, int line) {
    return new SqlException(file + " line " + line + ": " + getMessage());
  }
}
