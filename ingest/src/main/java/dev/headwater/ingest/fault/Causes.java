package dev.headwater.ingest.fault;

public final class Causes {
  private Causes() {}

  /** The last cause of a failure in words: the one that says something. */
  public static String deepest(Throwable failure) {
    Throwable deepest = failure;
    while (deepest.getCause() != null && deepest.getCause() != deepest) {
      deepest = deepest.getCause();
    }
    String name = deepest.getClass().getSimpleName();
    return deepest.getMessage() == null ? name : name + ": " + deepest.getMessage();
  }
}
