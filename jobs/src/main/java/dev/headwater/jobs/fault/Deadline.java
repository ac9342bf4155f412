package dev.headwater.jobs.fault;

import dev.headwater.lake.LakeException.Actor;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/** A point in time until which something may be asked again and again, ever more rarely. */
public final class Deadline {
  private static final long FIRST_PAUSE_MILLIS = 10;
  private static final long LONGEST_PAUSE_MILLIS = 500;

  private final long end;
  private long pauseMillis = FIRST_PAUSE_MILLIS;

  private Deadline(long end) {
    this.end = end;
  }

  public static Deadline after(Duration duration) {
    return new Deadline(System.nanoTime() + duration.toNanos());
  }

  public boolean isOver() {
    return System.nanoTime() - end >= 0;
  }

  /** The same end, with the pauses short again. */
  public Deadline again() {
    return new Deadline(end);
  }

  /**
   * The answer to a question that is asked again while Flink or the storage is in trouble.
   *
   * @throws ProgressException the trouble, when it is there at the end; anything else at once
   */
  public <T> T answer(Supplier<T> question) {
    Deadline asked = again();
    while (true) {
      try {
        return question.get();
      } catch (ProgressException e) {
        waitOut(e);
        asked.pause();
      }
    }
  }

  /**
   * Returns when this is trouble of Flink or the storage that may still pass, and throws it else.
   */
  public void waitOut(ProgressException trouble) {
    if (trouble.actor() != Actor.EXTERNAL || isOver()) {
      throw trouble;
    }
  }

  /** Waits a moment before something that failed is tried once more. */
  public static void pauseBetweenTries() {
    Deadline once = after(Duration.ZERO);
    once.pauseMillis = LONGEST_PAUSE_MILLIS;
    once.pause();
  }

  /** Waits before the next question: the first pauses are short, the later ones longer. */
  public void pause() {
    try {
      TimeUnit.MILLISECONDS.sleep(pauseMillis);
    } catch (InterruptedException e) {
      throw ProgressException.interrupted("waiting for Flink", e);
    }
    pauseMillis = Math.min(pauseMillis * 3 / 2, LONGEST_PAUSE_MILLIS);
  }
}
