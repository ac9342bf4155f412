package dev.headwater.ingest.generate.seed;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * SplitMix64 (Steele, Lea and Flood, "Fast splittable pseudorandom number generators", 2014):
 * written out here so that a seed gives the same numbers on every platform and Java version. Not
 * thread-safe.
 */
public final class Dice {
  private static final long GOLDEN_GAMMA = 0x9E3779B97F4A7C15L;

  private long state;

  private Dice(long state) {
    this.state = state;
  }

  /**
   * A stream of its own for each purpose: turning one knob leaves what other purposes draw
   * unchanged.
   */
  public static Dice of(long seed, String purpose) {
    return new Dice(mix(seed + GOLDEN_GAMMA) ^ mix(purpose.hashCode()));
  }

  /** A bijection of 64 bits: different inputs never meet. */
  public static long mix(long value) {
    long z = value;
    z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
    z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
    return z ^ (z >>> 31);
  }

  long next() {
    state += GOLDEN_GAMMA;
    return mix(state);
  }

  /** From 0 to {@code bound} - 1. */
  public int below(int bound) {
    return (int) (((next() >>> 32) * bound) >>> 32);
  }

  /** Both ends included. */
  public int between(int from, int to) {
    return from + below(to - from + 1);
  }

  /** Both ends included, whole milliseconds. */
  public Instant between(Instant from, Instant to) {
    long span = to.toEpochMilli() - from.toEpochMilli() + 1;
    return from.plusMillis(Long.remainderUnsigned(next(), span));
  }

  /** Both ends included, whole milliseconds. */
  public Duration between(Duration from, Duration to) {
    return from.plusMillis(Long.remainderUnsigned(next(), to.toMillis() - from.toMillis() + 1));
  }

  public boolean chance(double share) {
    return (next() >>> 11) * 0x1p-53 < share;
  }

  public <T> T pick(List<T> choices) {
    return choices.get(below(choices.size()));
  }

  /** Like {@link #pick}, with the front of the list more often. */
  public <T> T pickPopular(List<T> choices) {
    return choices.get(Math.min(below(choices.size()), below(choices.size())));
  }
}
