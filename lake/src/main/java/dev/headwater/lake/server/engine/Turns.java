package dev.headwater.lake.server.engine;

import dev.headwater.lake.LakeException.Actor;
import dev.headwater.lake.server.ask.QueryException;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/**
 * Lets so many queries compute at a time, the others in the order in which they came. Some further
 * places are passed on soon, so that nobody who needs a moment waits for those who need minutes.
 * Thread-safe.
 */
final class Turns {
  private final Duration patience;
  private final Semaphore places;
  private final Semaphore briefPlaces;
  private final boolean brief;

  /**
   * @param brief places beside the others, none when 0
   * @param patience how long a query waits
   */
  Turns(int places, int brief, Duration patience) {
    this.patience = patience;
    this.places = new Semaphore(places, true);
    this.briefPlaces = new Semaphore(brief, true);
    this.brief = brief > 0;
  }

  /** Any place; a brief one where the others are taken. */
  Turn take() {
    if (tryAtOnce(places)) {
      return new Turn(places);
    }
    return wait(brief ? briefPlaces : places);
  }

  /** A place for as long as it takes. */
  Turn takeLong() {
    return wait(places);
  }

  private Turn wait(Semaphore wanted) {
    try {
      if (wanted.tryAcquire(patience.toMillis(), TimeUnit.MILLISECONDS)) {
        return new Turn(wanted);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    throw new QueryException(
        Actor.EXTERNAL,
        "the server was busy with other queries for " + patience.toSeconds() + " s",
        null);
  }

  /** Not before those that wait already. */
  private static boolean tryAtOnce(Semaphore wanted) {
    try {
      return wanted.tryAcquire(0, TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  int waiting() {
    return places.getQueueLength() + briefPlaces.getQueueLength();
  }

  /** A place, until it is given back. Thread-safe. */
  final class Turn {
    private Semaphore held;

    private Turn(Semaphore held) {
      this.held = held;
    }

    /** Whether it must be passed on soon. */
    synchronized boolean isBrief() {
      return held == briefPlaces;
    }

    /** Goes on in a place for as long as it takes, when one is free. */
    synchronized boolean stay() {
      if (isBrief() && tryAtOnce(places)) {
        briefPlaces.release();
        held = places;
      }
      return !isBrief();
    }

    /** Gives it back, once. */
    synchronized void release() {
      if (held != null) {
        held.release();
        held = null;
      }
    }
  }
}
