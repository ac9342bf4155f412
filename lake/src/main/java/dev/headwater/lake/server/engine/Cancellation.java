package dev.headwater.lake.server.engine;

import dev.headwater.lake.server.ask.QueryException;

/** Ends one query from another thread, whether it waits, begins or runs. Thread-safe. */
public final class Cancellation {
  private static final String WHY = "the query was cancelled";

  private volatile boolean requested;
  private volatile Work running;

  /** Asks for the end; a query that has ended does not mind. */
  public void cancel() {
    requested = true;
    Work work = running;
    if (work != null) {
      work.cancel(WHY);
    }
  }

  void begins(Work work) {
    running = work;
    requireWanted();
  }

  /** Throws when the end has been asked for. */
  void requireWanted() {
    if (requested) {
      throw QueryException.refused(WHY);
    }
  }
}
