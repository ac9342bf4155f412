package dev.headwater.batch.recompute;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.headwater.batch.backfill.RangeWork;
import java.time.LocalDate;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class DaysTest {
  private static final LocalDate LEAP = LocalDate.of(2024, 2, 29);

  @Test
  void bothEndsAreIncluded() {
    Days days = new Days(LEAP.minusDays(1), LEAP.plusDays(1));
    assertThat(days.each()).containsExactly("2024-02-28", "2024-02-29", "2024-03-01");
    assertThat(List.of("2024-02-27", "2024-02-28", "2024-03-01", "2024-03-02"))
        .filteredOn(days.each()::contains)
        .containsExactly("2024-02-28", "2024-03-01");
  }

  @Test
  void reversedDaysAndDaysToComeAreRefused() {
    assertThatThrownBy(() -> new Days(LEAP, LEAP.minusDays(1)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("2024-02-29 to 2024-02-28: --from has to be the earlier one");
    assertThatThrownBy(() -> new Days(LEAP, LEAP).begunBy(LEAP.minusDays(1)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("2024-02-29 lies in the future: it is 2024-02-28 (UTC)");
    assertThat(new Days(LEAP, LEAP).begunBy(LEAP)).hasToString("2024-02-29");
  }

  @Test
  void anUnknownNameIsAnsweredWithTheKnownOnes() {
    assertThatThrownBy(() -> Mart.named("order_marts"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("nothing recomputes order_marts; there are all, first_touch, ")
        .hasMessageEndingWith(", orders_daily");
    assertThat(Mart.named("order_mart")).isEqualTo(Mart.ORDER_MART);
  }

  @Test
  void whatATableIsMadeOfComesWithItAndBeforeIt() {
    Set<Mart> marts = Mart.withWhatTheyNeed(EnumSet.of(Mart.ORDER_MART, Mart.ORDERS_DAILY));
    assertThat(RangeWork.turns(marts))
        .containsExactly(
            List.of(Mart.FIRST_TOUCH, Mart.ORDER_FIRST_CLICK, Mart.ORDERS_HOURLY),
            List.of(Mart.ORDER_MART, Mart.ORDERS_DAILY));
  }
}
