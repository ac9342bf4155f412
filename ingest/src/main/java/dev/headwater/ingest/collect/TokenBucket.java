package dev.headwater.ingest.collect;

import java.util.concurrent.TimeUnit;

/** A rate of requests: as many at once as may come in a second, then evenly. Thread-safe. */
final class TokenBucket {
  private static final double NANOS = TimeUnit.SECONDS.toNanos(1);

  private final int perSecond;
  private double tokens;
  private long filledNanos;

  TokenBucket(int perSecond, long nowNanos) {
    this.perSecond = perSecond;
    this.tokens = perSecond;
    this.filledNanos = nowNanos;
  }

  int perSecond() {
    return perSecond;
  }

  /** Whether one more may come now. */
  synchronized boolean take(long nowNanos) {
    double elapsed = Math.max(0, nowNanos - filledNanos) / NANOS;
    tokens = Math.min(perSecond, tokens + elapsed * perSecond);
    filledNanos = nowNanos;
    if (tokens < 1) {
      return false;
    }
    tokens--;
    return true;
  }
}
