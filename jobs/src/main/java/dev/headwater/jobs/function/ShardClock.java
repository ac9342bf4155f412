package dev.headwater.jobs.function;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import org.apache.flink.table.annotation.DataTypeHint;

/**
 * The clock of one shard: the newest event time that the shard has seen. It is part of the shard's
 * state, so a restart finds the clock that belongs to the rest of it, and a quiet source ages
 * nothing.
 */
public class ShardClock {
  /** Newest event time seen, null before the first. */
  @DataTypeHint("TIMESTAMP_LTZ(3)")
  public Instant newest;

  /**
   * Moves on to the time of a row, never back.
   *
   * @return whether a new UTC day has begun, which is when state is looked through
   */
  boolean moveTo(Instant time) {
    if (newest != null && !time.isAfter(newest)) {
      return false;
    }
    boolean newDay = newest != null && day(newest) < day(time);
    newest = time;
    return newDay;
  }

  /** Start of what is kept; the earliest time there is before the first row. */
  Instant keptFrom(Duration horizon) {
    return newest == null ? Instant.MIN : newest.minus(horizon);
  }

  private static long day(Instant time) {
    return time.atOffset(ZoneOffset.UTC).toLocalDate().toEpochDay();
  }
}
