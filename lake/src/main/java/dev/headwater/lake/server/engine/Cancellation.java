package dev.headwater.lake.server.engine;

import dev.headwater.lake.server.ask.QueryException;

/** Ends one query from another thread, whether it waits, begins or runs. Thread-safe. */
public final class Cancellation {
  private static final String WHY = "the query was cancelled";

  private volatile boolean requested;
  private volatile TimeLimits.Limit running;

  /** Asks for the end; a query that has ended does not mind. */
  public void cancel() {
    requested = true;
    TimeLimits.Limit limit = running;
    if (limit != null) {
      limit.cancel(WHY);
    }
  }

  void begins(TimeLimits.Limit limit) {
    running = limit;
    if (requested) {
      throw QueryException.refused(WHY);
    }
  }
}
