package dev.headwater.batch;

/** What the process tells its caller; the same numbers as those of {@code headwater}. */
final class ExitCode {
  static final int DONE = 0;
  static final int FAILED = 1;
  static final int WRONG_USAGE = 2;
  static final int DEPENDENCY_DOWN = 3;

  private ExitCode() {}
}
