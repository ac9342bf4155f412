package dev.headwater.jobs.schedule;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headwater.jobs.schedule.TouchedDays.Backfilled;
import dev.headwater.jobs.schedule.TouchedDays.LateEvent;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

class TouchedDaysTest {
  private static final LocalDate CLOSED = LocalDate.parse("2026-03-31");
  private static final Instant NOON = Instant.parse("2026-06-01T12:00:00Z");

  @Test
  void anEventThatTheArchiveHasNotTouchesItsDay() {
    assertThat(touched(Map.of(), List.of())).containsExactly(day(3));
  }

  @Test
  void aRepeatOfWhatTheStreamHadTouchesNothing() {
    assertThat(touched(Map.of("2026-03-03/e", false), List.of())).isEmpty();
  }

  @Test
  void aDayIsTouchedUntilARunHasFinishedThatBeganAfterIt() {
    Map<String, Boolean> archived = Map.of("2026-03-03/e", true);
    DayRange march = new DayRange(day(1), day(31));
    assertThat(touched(archived, List.of())).as("broken off").containsExactly(day(3));
    assertThat(touched(archived, List.of(new Backfilled(march, NOON)))).containsExactly(day(3));
    assertThat(touched(archived, List.of(new Backfilled(march, NOON.plusSeconds(1))))).isEmpty();
    Backfilled others = new Backfilled(new DayRange(day(4), day(31)), NOON.plusSeconds(1));
    assertThat(touched(archived, List.of(others))).containsExactly(day(3));
  }

  @Test
  void aDayThatIsNotClosedYetWaits() {
    TouchedDays days = new TouchedDays(List.of(event(3)), Map.of(), List.of());
    assertThat(days.until(day(2))).isEmpty();
    assertThat(days.until(day(3))).containsExactly(day(3));
  }

  @Test
  void daysBesideATouchedOneAreRecomputedWhenTheyHaveEvents() {
    assertThat(
            TouchedDays.ranges(
                new TreeSet<>(Set.of(day(3), day(5), day(9))), Set.of(day(2), day(4), day(11))))
        .containsExactly(new DayRange(day(2), day(5)), new DayRange(day(9), day(9)));
  }

  private static Set<LocalDate> touched(Map<String, Boolean> archived, List<Backfilled> runs) {
    return new TouchedDays(List.of(event(3)), archived, runs).until(CLOSED);
  }

  private static LateEvent event(int day) {
    return new LateEvent(day(day), "e", NOON);
  }

  private static LocalDate day(int day) {
    return LocalDate.of(2026, 3, day);
  }
}
