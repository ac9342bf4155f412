package dev.headwater.lake.server.engine;

import dev.headwater.lake.LakeException.Actor;
import dev.headwater.lake.server.ask.QueryException;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/** Lets so many queries run at a time, the others in the order in which they came. Thread-safe. */
final class Turns {
  private final int places;
  private final Duration patience;
  private final Semaphore free;

  /**
   * @param patience how long a query waits
   */
  Turns(int places, Duration patience) {
    this.places = places;
    this.patience = patience;
    this.free = new Semaphore(places, true);
  }

  void take() {
    try {
      if (free.tryAcquire(patience.toMillis(), TimeUnit.MILLISECONDS)) {
        return;
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    throw new QueryException(
        Actor.EXTERNAL,
        "the server was busy with other queries for " + patience.toSeconds() + " s",
        null);
  }

  void release() {
    free.release();
  }

  /**
   * Ends it: no query begins after this, and those that run have so long to end.
   *
   * @return whether all have ended
   */
  boolean end(Duration limit) throws InterruptedException {
    return free.tryAcquire(places, limit.toMillis(), TimeUnit.MILLISECONDS);
  }

  int running() {
    return places - free.availablePermits();
  }

  int waiting() {
    return free.getQueueLength();
  }
}
