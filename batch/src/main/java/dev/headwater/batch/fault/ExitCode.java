package dev.headwater.batch.fault;

/** What the process tells its caller; the same numbers as those of {@code headwater}. */
public final class ExitCode {
  public static final int DONE = 0;
  public static final int FAILED = 1;
  public static final int WRONG_USAGE = 2;
  public static final int DEPENDENCY_DOWN = 3;

  private ExitCode() {}
}
