package dev.headwater.jobs.query;

/** A query that is wrong, was refused or did not come to its end; the message says all. */
public final class QueryFailedException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  QueryFailedException(String message, Throwable cause) {
    super(message, cause);
  }
}
