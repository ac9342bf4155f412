package dev.headwater.jobs.oracle;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Every value here was worked out by hand. */
class ModelOracleTest {
  private static final List<String> FOUR_DAYS =
      List.of("2026-01-05", "2026-01-06", "2026-01-07", "2026-01-12");

  @Test
  void theFirstOrTheLastTouchHasAll() {
    assertThat(shares("first", "10.00", FOUR_DAYS)).containsExactly("e0 1.000000000 10.00");
    assertThat(shares("last", "10.00", FOUR_DAYS)).containsExactly("e3 1.000000000 10.00");
  }

  @Test
  void missingCentsGoToTheLargestRemainderAndThenToTheEarlierTouch() {
    assertThat(shares("linear", "10.00", FOUR_DAYS.subList(0, 3)))
        .containsExactly("e0 0.333333334 3.34", "e1 0.333333333 3.33", "e2 0.333333333 3.33");
    assertThat(shares("linear", "-0.02", FOUR_DAYS.subList(0, 3)))
        .containsExactly("e0 0.333333334 -0.01", "e1 0.333333333 -0.01", "e2 0.333333333 0.00");
    assertThat(LargestRemainder.split(BigInteger.TEN, whole(1, 2, 4))).isEqualTo(whole(1, 3, 6));
  }

  @Test
  void theEndsOfAPathHaveFortyPercentEach() {
    assertThat(shares("position_based", "10.00", FOUR_DAYS))
        .containsExactly(
            "e0 0.400000000 4.00",
            "e1 0.100000000 1.00",
            "e2 0.100000000 1.00",
            "e3 0.400000000 4.00");
    assertThat(shares("position_based", "10.00", FOUR_DAYS.subList(0, 2)))
        .containsExactly("e0 0.500000000 5.00", "e1 0.500000000 5.00");
    assertThat(shares("position_based", "10.00", FOUR_DAYS.subList(0, 1)))
        .containsExactly("e0 1.000000000 10.00");
  }

  @Test
  void aTouchAWeekBeforeTheLastHasHalfItsWeight() {
    assertThat(shares("time_decay", "9.99", List.of("2026-01-05", "2026-01-12")))
        .containsExactly("e0 0.333333333 3.33", "e1 0.666666667 6.66");
    // 2^(-1/7) = 0.905723664…
    assertThat(Halving.of(1_000_000_000, 1, 7)).isEqualTo(905_723_664);
    assertThat(Halving.of(1_000_000, 9, 3)).isEqualTo(125_000);
  }

  /** Touch, credit and revenue of an order on 2026-01-12 after touches on these days. */
  private static List<String> shares(String model, String amount, List<String> days) {
    List<EventRecord> path =
        days.stream()
            .map(
                day ->
                    new EventRecord(
                        "e" + days.indexOf(day),
                        "c",
                        "visit",
                        null,
                        null,
                        "email",
                        null,
                        Instant.parse(day + "T00:00:00Z")))
            .toList();
    OrderRecord order =
        new OrderRecord(
            "c", "o", "p", new BigDecimal(amount), "EUR", Instant.parse("2026-01-12T00:00:00Z"));
    return Credit.of(order, path).stream()
        .filter(credit -> credit.model().equals(model))
        .map(
            credit ->
                "%s %s %s".formatted(credit.touch().eventId(), credit.share(), credit.revenue()))
        .toList();
  }

  private static List<BigInteger> whole(long... values) {
    return Arrays.stream(values).mapToObj(BigInteger::valueOf).toList();
  }
}
