package dev.headwater.ingest.generate.truth;

import java.util.Set;

/**
 * How right an answer is.
 *
 * @param precision right of given, 0 when nothing was given
 * @param recall right of true, 0 when nothing was given
 * @param right pairs given that are true
 * @param given pairs given
 * @param expected pairs that are true
 */
public record Score(double precision, double recall, long right, long given, long expected) {

  /** Compares the pairs an answer gave with the true ones. */
  public static Score of(Set<AttributedPair> truth, Set<AttributedPair> produced) {
    long right = produced.stream().filter(truth::contains).count();
    return new Score(
        share(right, produced.size()),
        share(right, truth.size()),
        right,
        produced.size(),
        truth.size());
  }

  private static double share(long part, long whole) {
    return whole == 0 ? 0 : (double) part / whole;
  }
}
