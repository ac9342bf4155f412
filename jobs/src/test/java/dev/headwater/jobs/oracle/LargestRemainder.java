package dev.headwater.jobs.oracle;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/** Splits whole units by whole weights so that nothing is lost. */
final class LargestRemainder {
  private LargestRemainder() {}

  /**
   * Parts in proportion to the weights, each cut off; what is left goes one each to the largest
   * remainders, of equal ones to the first. Negative units are split as their opposite.
   */
  static List<BigInteger> split(BigInteger units, List<BigInteger> weights) {
    if (units.signum() < 0) {
      return split(units.negate(), weights).stream().map(BigInteger::negate).toList();
    }
    BigInteger sum = sum(weights);
    List<BigInteger> parts = new ArrayList<>();
    List<BigInteger> remainders = new ArrayList<>();
    for (BigInteger weight : weights) {
      BigInteger[] quotient = units.multiply(weight).divideAndRemainder(sum);
      parts.add(quotient[0]);
      remainders.add(quotient[1]);
    }
    IntStream.range(0, weights.size())
        .boxed()
        .sorted(Comparator.comparing(remainders::get, Comparator.reverseOrder()))
        .limit(units.subtract(sum(parts)).longValueExact())
        .forEach(index -> parts.set(index, parts.get(index).add(BigInteger.ONE)));
    return parts;
  }

  private static BigInteger sum(List<BigInteger> values) {
    return values.stream().reduce(BigInteger.ZERO, BigInteger::add);
  }
}
