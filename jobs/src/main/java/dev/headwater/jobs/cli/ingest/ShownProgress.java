package dev.headwater.jobs.cli.ingest;

import dev.headwater.ingest.request.IngestProgress;

/** How far an ingest is, for who looks at the command. */
public final class ShownProgress {
  private ShownProgress() {}

  /** A bar when stderr is a terminal, else a plain line now and then, on stderr. */
  @SuppressWarnings("SystemConsoleNull") // changes with Java 22, and Headwater runs on 17
  public static IngestProgress onStderr(String task) {
    return System.console() != null ? new BarProgress(task) : new LineProgress(task, System.err);
  }
}
