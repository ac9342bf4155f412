package dev.headwater.jobs.oracle;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;

/** Powers of one half from repeated square roots, exact to far more digits than are asked for. */
final class Halving {
  private static final MathContext DIGITS = new MathContext(30);
  private static final BigDecimal TWO = BigDecimal.valueOf(2);
  // The roots 2^-1/2, 2^-1/4, 2^-1/8 and so on.
  private static final List<BigDecimal> ROOTS = roots();

  private Halving() {}

  /** {@code scale * 2^(-halves / ofHalves)}, rounded. */
  static BigInteger of(long scale, long halves, long ofHalves) {
    BigDecimal power = BigDecimal.ONE.divide(TWO.pow(Math.toIntExact(halves / ofHalves)), DIGITS);
    BigDecimal fraction =
        BigDecimal.valueOf(halves % ofHalves).divide(BigDecimal.valueOf(ofHalves), DIGITS);
    for (BigDecimal root : ROOTS) {
      fraction = fraction.multiply(TWO);
      if (fraction.compareTo(BigDecimal.ONE) >= 0) {
        fraction = fraction.subtract(BigDecimal.ONE);
        power = power.multiply(root, DIGITS);
      }
    }
    return power
        .multiply(BigDecimal.valueOf(scale))
        .setScale(0, RoundingMode.HALF_UP)
        .toBigIntegerExact();
  }

  private static List<BigDecimal> roots() {
    List<BigDecimal> roots = new ArrayList<>();
    BigDecimal root = BigDecimal.ONE.divide(TWO);
    for (int i = 0; i < 64; i++) {
      root = root.sqrt(DIGITS);
      roots.add(root);
    }
    return roots;
  }
}
