package dev.headwater.jobs.function;

import java.time.Duration;
import java.time.Instant;
import org.apache.flink.metrics.Counter;
import org.apache.flink.table.functions.FunctionContext;

/**
 * How long functions keep state, by event time.
 *
 * <p>State is dropped only when it is older than any row that is still taken, so what goes can
 * never make a stored row smaller or delete it. Ingest refuses events older than the hot days; one
 * day more is for windows that began earlier, another for rows that are read in another order than
 * they were ingested.
 */
public final class StateHorizon {
  /** Name of the job parameter with the length of the hot horizon in days. */
  public static final String HOT_DAYS = "headwater.hot-days";

  private static final String DEFAULT_HOT_DAYS = "35";
  private static final int MARGIN_DAYS = 2;

  private final Duration length;
  private final Counter passedOver;

  StateHorizon(Duration length, Counter passedOver) {
    this.length = length;
    this.passedOver = passedOver;
  }

  static StateHorizon of(FunctionContext context) {
    int hotDays = Integer.parseInt(context.getJobParameter(HOT_DAYS, DEFAULT_HOT_DAYS));
    return new StateHorizon(
        Duration.ofDays(hotDays + MARGIN_DAYS), context.getMetricGroup().counter("passedOver"));
  }

  /** Whether a row is so old that its neighbours may be gone; such a row changes nothing. */
  boolean passesOver(ShardClock clock, Instant time) {
    boolean old = time.isBefore(clock.keptFrom(length));
    if (old) {
      passedOver.inc();
    }
    return old;
  }

  Instant keptFrom(ShardClock clock) {
    return clock.keptFrom(length);
  }
}
