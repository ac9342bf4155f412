package dev.headwater.jobs.cli.words;

import dev.headwater.jobs.run.StartOutcome;
import java.util.Optional;

/** Says what happened to a job. */
public final class JobsWords {
  private JobsWords() {}

  public static void print(StartOutcome outcome) {
    String words =
        switch (outcome.kind()) {
          case STARTED -> "started from the beginning";
          case RESUMED -> "goes on from " + outcome.from().orElseThrow().getFileName();
          case RUNS_ALREADY -> "runs already";
          case NOT_STARTED -> "not started, " + outcome.failure().orElseThrow();
        };
    System.err.println(outcome.job() + ": " + words);
  }

  public static void printStop(String job, Optional<String> savepoint) {
    System.err.println(
        job + ": " + savepoint.map(path -> "stopped, savepoint " + path).orElse("does not run"));
  }
}
