package dev.headwater.lake.server.engine;

import dev.headwater.lake.LakeException.Actor;
import dev.headwater.lake.server.ask.QueryException;
import java.time.Duration;
import java.util.Comparator;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/**
 * The answers on their way, which hold memory though most of them wait for their readers. There are
 * never more than so many: the one whose reader rests longest makes room. Thread-safe.
 */
final class OpenAnswers {
  /** A reader that takes a little longer has not stopped. */
  static final Duration REST = Duration.ofSeconds(1);

  private static final Duration DEPARTURE = Duration.ofSeconds(5);

  private final int most;
  private final Set<Work> open = new HashSet<>();
  private final Set<Work> leaving = new HashSet<>();
  private boolean ended;

  OpenAnswers(int most) {
    this.most = most;
  }

  /**
   * Takes one in.
   *
   * @throws QueryException when there is no room
   */
  synchronized void enter(Work work) {
    if (!ended && open.size() >= most && makeRoom()) {
      awaitFewerThan(most, DEPARTURE);
    }
    if (ended) {
      throw new QueryException(Actor.EXTERNAL, "the server ends", null);
    }
    if (open.size() >= most) {
      throw new QueryException(
          Actor.EXTERNAL,
          "%d answers are on their way, as many as the server sends at a time; ask again"
              .formatted(open.size()),
          null);
    }
    open.add(work);
  }

  private boolean makeRoom() {
    Optional<Work> longest =
        open.stream()
            .filter(work -> !leaving.contains(work) && work.rests().compareTo(REST) >= 0)
            .max(Comparator.comparing(Work::rests));
    longest.ifPresent(
        work -> {
          leaving.add(work);
          work.cancel(
              "%d answers were open and the reader of this one took nothing for %d s, so that it was ended; read an answer at once, or ask for less"
                  .formatted(most, work.rests().toSeconds()));
        });
    return longest.isPresent();
  }

  private void awaitFewerThan(int count, Duration limit) {
    long until = System.nanoTime() + limit.toNanos();
    try {
      for (long left = limit.toNanos(); open.size() >= count && left > 0; ) {
        TimeUnit.NANOSECONDS.timedWait(this, left);
        left = until - System.nanoTime();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  synchronized void leave(Work work) {
    open.remove(work);
    leaving.remove(work);
    notifyAll();
  }

  synchronized int count() {
    return open.size();
  }

  /**
   * Ends it: no answer begins after this, and those that are open have so long to end.
   *
   * @return whether all have ended
   */
  synchronized boolean end(Duration limit) {
    ended = true;
    awaitFewerThan(1, limit);
    return open.isEmpty();
  }
}
