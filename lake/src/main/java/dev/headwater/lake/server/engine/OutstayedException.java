package dev.headwater.lake.server.engine;

/**
 * A query without a row yet needs more than a brief turn; it begins anew when it has a long one.
 */
final class OutstayedException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  OutstayedException(Throwable cause) {
    super("the query needs more than a brief turn", cause);
  }
}
