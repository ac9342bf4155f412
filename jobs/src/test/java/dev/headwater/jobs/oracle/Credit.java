package dev.headwater.jobs.oracle;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** A touch's part in an order by one attribution model, worked out in whole numbers of any size. */
record Credit(
    String model,
    OrderRecord order,
    EventRecord touch,
    long position,
    long length,
    BigDecimal share,
    BigDecimal revenue) {
  private static final BigInteger BILLION = BigInteger.TEN.pow(9);
  private static final long HALF_LIFE_SECONDS = Duration.ofDays(7).toSeconds();

  /** The parts of all models, for one order and its path, earliest touch first. */
  static List<Credit> of(OrderRecord order, List<EventRecord> path) {
    int length = path.size();
    if (length == 0) {
      return List.of();
    }
    List<Credit> credits = new ArrayList<>();
    add(credits, "first", order, path, only(0, length));
    add(credits, "last", order, path, only(length - 1, length));
    add(credits, "linear", order, path, Collections.nCopies(length, BigInteger.ONE));
    add(credits, "position_based", order, path, positionBased(length));
    add(credits, "time_decay", order, path, timeDecay(order, path));
    return credits;
  }

  private static void add(
      List<Credit> credits,
      String model,
      OrderRecord order,
      List<EventRecord> path,
      List<BigInteger> weights) {
    List<BigInteger> shares = LargestRemainder.split(BILLION, weights);
    BigInteger cents = order.totalAmount().setScale(2).unscaledValue();
    List<BigInteger> revenues = LargestRemainder.split(cents, shares);
    for (int i = 0; i < path.size(); i++) {
      if (weights.get(i).signum() > 0) {
        credits.add(
            new Credit(
                model,
                order,
                path.get(i),
                i + 1L,
                path.size(),
                new BigDecimal(shares.get(i), 9),
                new BigDecimal(revenues.get(i), 2)));
      }
    }
  }

  private static List<BigInteger> only(int index, int length) {
    List<BigInteger> weights = new ArrayList<>(Collections.nCopies(length, BigInteger.ZERO));
    weights.set(index, BigInteger.ONE);
    return weights;
  }

  /** In units of a share of 20 % / (length - 2), so that all are whole. */
  private static List<BigInteger> positionBased(int length) {
    List<BigInteger> weights = new ArrayList<>(Collections.nCopies(length, BigInteger.ONE));
    if (length > 2) {
      BigInteger end = BigInteger.valueOf(2L * (length - 2));
      weights.set(0, end);
      weights.set(length - 1, end);
    }
    return weights;
  }

  private static List<BigInteger> timeDecay(OrderRecord order, List<EventRecord> path) {
    long last = path.get(path.size() - 1).secondsBefore(order);
    return path.stream()
        .map(touch -> touch.secondsBefore(order) - last)
        .map(seconds -> Halving.of(1_000_000, seconds, HALF_LIFE_SECONDS))
        .toList();
  }
}
