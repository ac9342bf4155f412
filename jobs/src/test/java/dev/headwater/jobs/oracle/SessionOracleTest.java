package dev.headwater.jobs.oracle;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Every value here was worked out by hand. */
class SessionOracleTest {

  @Test
  void aPauseOfHalfAnHourStaysInTheSessionAndAMillisecondMoreBeginsAnother() {
    assertThat(
            sessions(
                event("c", "click", "shop", "email", "2026-01-05T01:00:00.001Z"),
                event("a", "page_view", "home", "search", "2026-01-05T00:00:00Z"),
                event("b", "add_to_cart", "cart", null, "2026-01-05T00:30:00Z")))
        .containsExactly(
            "['c', 2026-01-05T00:00:00Z, 2026-01-05T00:30:00Z, 2, 1, 0, 'home', 'cart', 'search']",
            "['c', 2026-01-05T01:00:00.001Z, 2026-01-05T01:00:00.001Z, 1, 0, 1, 'shop', 'shop',"
                + " 'email']");
  }

  @Test
  void ofEqualTimesTheLargerDigestIsFirstAndAlsoLast() {
    // MD5("a") starts with 0cc17, MD5("b") with 92eb5.
    assertThat(
            sessions(
                event("a", "click", "of-a", "email", "2026-01-05T00:00:00Z"),
                event("b", "click", null, "search", "2026-01-05T00:00:00Z")))
        .containsExactly(
            "['c', 2026-01-05T00:00:00Z, 2026-01-05T00:00:00Z, 2, 0, 2, NULL, NULL, 'search']");
  }

  @Test
  void aRepeatedEventCountsOnce() {
    EventRecord event = event("a", "page_view", null, null, "2026-01-05T00:00:00Z");
    assertThat(sessions(event, event))
        .containsExactly(
            "['c', 2026-01-05T00:00:00Z, 2026-01-05T00:00:00Z, 1, 1, 0, NULL, NULL, NULL]");
  }

  @Test
  void theHistoryKeepsMergedAwaySessionsAsTombstonesWhichAreNoRows() {
    ExpectedRows history =
        oracle(event("a", "click", null, null, "2026-01-05T00:00:00Z")).rowsOf("sessions_history");
    Instant time = Instant.parse("2026-01-05T00:00:00Z");
    assertThat(
            history.differenceFrom(
                List.of(
                    row("c", time, time, 1, 0, 1, null, null, null, false),
                    row("c", time.plusMillis(1), time, 1, 0, 1, null, null, null, true))))
        .isEmpty();
    assertThat(
            history.differenceFrom(List.of(row("c", time, time, 1, 0, 1, null, null, null, true))))
        .contains("sessions_history: 1 rows expected, 0 found");
  }

  private static List<Object> row(Object... values) {
    return Arrays.asList(values);
  }

  private static List<String> sessions(EventRecord... events) {
    return oracle(events).rowsOf("sessions").canonical();
  }

  private static Oracle oracle(EventRecord... events) {
    return new Oracle(
        new OracleInput(List.of(events), List.of(), List.of(), List.of(), List.of(), 0));
  }

  private static EventRecord event(
      String id, String type, String host, String channel, String time) {
    return new EventRecord(id, "c", type, null, null, channel, host, Instant.parse(time));
  }
}
