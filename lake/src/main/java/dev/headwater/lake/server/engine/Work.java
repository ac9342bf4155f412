package dev.headwater.lake.server.engine;

import dev.headwater.lake.server.duck.DuckErrors;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;

/**
 * What one query computes: it takes a turn for each batch of its answer and none while the reader
 * takes it, and it ends, wherever it is, when its time is over. One thread computes; others may
 * cancel.
 */
final class Work {
  /** What a brief turn may take. */
  static final Duration BRIEF = Duration.ofMillis(300);

  private final Turns turns;
  private final TimeLimits.Limit limit;
  private Turns.Turn turn;
  private boolean begun;
  private boolean outstayed;
  private long resting;

  /** Begins in a turn. */
  Work(Turns turns, Turns.Turn turn, Statement statement, TimeLimits timeLimits, Duration limit) {
    this.turns = turns;
    this.turn = turn;
    this.limit = timeLimits.begin(statement, limit);
    watch(turn);
  }

  private void watch(Turns.Turn watched) {
    if (watched.isBrief()) {
      limit.after(BRIEF, () -> pass(watched));
    }
  }

  /**
   * Passes a brief turn on. A query without a row begins anew later, and nobody has seen it; one
   * with rows cannot, and goes on without.
   */
  private synchronized void pass(Turns.Turn watched) {
    if (turn != watched || watched.stay()) {
      return;
    }
    if (begun) {
      watched.release();
    } else {
      outstayed = true;
      limit.interrupt();
    }
  }

  /** Waits for a turn to compute further rows. */
  void resume() {
    limit.requireTime();
    Turns.Turn next = turns.take();
    synchronized (this) {
      turn = next;
      resting = 0;
    }
    watch(next);
  }

  /** There are rows, which the reader takes before others are computed. */
  synchronized void rest() {
    if (outstayed && !begun) {
      throw new OutstayedException(null);
    }
    begun = true;
    resting = System.nanoTime();
    release();
  }

  private synchronized void release() {
    if (turn != null) {
      turn.release();
      turn = null;
    }
  }

  /** How long its reader has been taking what there is; nothing while it computes. */
  synchronized Duration rests() {
    return resting == 0 ? Duration.ZERO : Duration.ofNanos(System.nanoTime() - resting);
  }

  void cancel(String why) {
    limit.cancel(why);
  }

  /** Throws the reason when it has been ended. */
  void requireTime() {
    limit.requireTime();
  }

  /** Throws the reason when this was the cause, else hands the error back. */
  SQLException explained(SQLException e) {
    limit.explained(e);
    synchronized (this) {
      if (outstayed && !begun && DuckErrors.isInterrupt(e)) {
        throw new OutstayedException(e);
      }
    }
    return e;
  }

  /** Ends it: no limit, no turn. */
  void end() {
    limit.close();
    release();
  }
}
