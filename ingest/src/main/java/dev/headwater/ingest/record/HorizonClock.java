package dev.headwater.ingest.record;

import java.time.Clock;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/**
 * Judges times against the hot horizon: the newest time of the records before, in this input or
 * already stored. One thread judges; another may tell what is stored.
 */
public final class HorizonClock {
  private static final long NONE = Long.MIN_VALUE;
  private static final long DAY_MILLIS = TimeUnit.DAYS.toMillis(1);

  public enum Verdict {
    ACCEPTED,
    LATE,
    FUTURE
  }

  private final RecordType.Horizon rule;
  private final boolean futureAllowed;
  private final Clock wall;
  private volatile long storedMillis = NONE;
  private volatile long hotMillis;
  private long newestMillis = NONE;

  public HorizonClock(
      RecordType type, Set<IngestOption> options, Clock wall, StoredHorizon stored) {
    this.rule = type.horizon();
    this.futureAllowed = options.contains(IngestOption.ALLOW_FUTURE);
    this.wall = wall;
    learn(stored);
  }

  public void learn(StoredHorizon stored) {
    hotMillis = stored.hotDays() * DAY_MILLIS;
    stored.newest().ifPresent(newest -> storedMillis = newest.toEpochMilli());
  }

  /** Judges a record, and moves the clock when it is accepted and newer. */
  public Verdict judge(long millis) {
    if (!futureAllowed && millis > wall.millis() + DAY_MILLIS) {
      return Verdict.FUTURE;
    }
    if (rule == RecordType.Horizon.APART) {
      return Verdict.ACCEPTED;
    }
    long newest = Math.max(newestMillis, storedMillis);
    if (rule == RecordType.Horizon.MOVES_AND_BOUNDS
        && newest != NONE
        && millis < newest - hotMillis) {
      return Verdict.LATE;
    }
    newestMillis = Math.max(newestMillis, millis);
    return Verdict.ACCEPTED;
  }

  /** The oldest time that is not late now, milliseconds. */
  public long horizonMillis() {
    return Math.max(newestMillis, storedMillis) - hotMillis;
  }
}
