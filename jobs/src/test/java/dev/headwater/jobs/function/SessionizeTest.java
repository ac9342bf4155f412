package dev.headwater.jobs.function;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headwater.jobs.Seed;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.apache.flink.types.Row;
import org.apache.flink.types.RowKind;
import org.junit.jupiter.api.Test;

/** Sessions, whatever order events arrive in and however often a run fails. */
class SessionizeTest {
  private static final Duration LONG_HORIZON = Duration.ofDays(37);
  private static final int WORLDS = 3_000;

  private static SessionTable tableOf(List<SessionEvent> events) {
    SessionRun run = new SessionRun(LONG_HORIZON);
    SessionTable table = new SessionTable();
    events.forEach(event -> run.process(event).forEach(table::write));
    return table;
  }

  private static <T> List<T> shuffled(List<T> list, Random random) {
    List<T> copy = new ArrayList<>(list);
    Collections.shuffle(copy, random);
    return copy;
  }

  private static <T> List<List<T>> orders(List<T> list) {
    if (list.isEmpty()) {
      return List.of(List.of());
    }
    List<List<T>> orders = new ArrayList<>();
    for (T first : list) {
      List<T> rest = new ArrayList<>(list);
      rest.remove(first);
      for (List<T> order : orders(rest)) {
        List<T> whole = new ArrayList<>(List.of(first));
        whole.addAll(order);
        orders.add(whole);
      }
    }
    return orders;
  }

  @Test
  void everyOrderOfThreeEventsAroundTheGapGivesTheSameSessions() {
    List<Long> pauses = List.of(0L, 1L, 1_799_999L, 1_800_000L, 1_800_001L);
    for (long first : pauses) {
      for (long second : pauses) {
        List<SessionEvent> events =
            List.of(
                SessionEvents.at("a", Duration.ZERO),
                SessionEvents.at("b", Duration.ofMillis(first)),
                SessionEvents.at("c", Duration.ofMillis(first + second)));
        for (List<SessionEvent> order : orders(events)) {
          SessionTable table = tableOf(order);
          ExpectedSessions.assertThatAre(table, events, "sessions of " + order);
          int sessions = 1 + (first > 1_800_000 ? 1 : 0) + (second > 1_800_000 ? 1 : 0);
          assertThat(table.rows()).as("sessions of %s", order).hasSize(sessions);
        }
      }
    }
  }

  @Test
  void theEventThatMergesTwoSessionsWritesTheWholeAndDeletesTheLaterOne() {
    SessionRun run = new SessionRun(LONG_HORIZON);
    run.process(SessionEvents.at("early", Duration.ofMinutes(-20)));
    run.process(SessionEvents.at("late", Duration.ofMinutes(20)));

    List<Row> written = run.process(SessionEvents.at("between", Duration.ZERO));

    Instant start = SessionEvents.MIDNIGHT.minus(Duration.ofMinutes(20));
    Instant end = SessionEvents.MIDNIGHT.plus(Duration.ofMinutes(20));
    assertThat(written)
        .containsExactlyInAnyOrder(
            Row.ofKind(
                RowKind.UPDATE_AFTER,
                "c",
                start,
                end,
                3L,
                0L,
                3L,
                "page of early",
                "page of late",
                "channel of early"),
            gone(end),
            gone(SessionEvents.MIDNIGHT));
    assertThat(written.get(0).getKind()).as("readers miss nothing").isEqualTo(RowKind.UPDATE_AFTER);
  }

  private static Row gone(Instant start) {
    return Row.ofKind(RowKind.DELETE, "c", start, null, null, null, null, null, null, null);
  }

  @Test
  void everyOrderOfRandomEventsGivesTheSessionsOfBruteForce() {
    long seed = Seed.choose("SessionizeTest.order");
    for (int world = 0; world < WORLDS; world++) {
      Random random = new Random(seed + world);
      List<SessionEvent> events = SessionEvents.world(random);
      ExpectedSessions.assertThatAre(
          tableOf(shuffled(events, random)), events, "world " + world + " of seed " + seed);
    }
  }

  @Test
  void aRunThatFailsAnywhereAndReplaysInAnotherOrderLeavesNoRowOfItsOwn() {
    long seed = Seed.choose("SessionizeTest.replay");
    for (int world = 0; world < WORLDS; world++) {
      Random random = new Random(seed + world);
      List<SessionEvent> events = SessionEvents.world(random);
      SessionRun run = new SessionRun(LONG_HORIZON);
      SessionTable table = new SessionTable();
      List<SessionEvent> rest = events;
      while (!rest.isEmpty()) {
        SessionRun.Checkpoint checkpoint = run.checkpoint();
        for (int failures = random.nextInt(3); failures > 0; failures--) {
          runAndFail(run, table, shuffled(rest, random), random);
          run.fallBackTo(checkpoint);
        }
        rest = shuffled(rest, random);
        int kept = 1 + random.nextInt(rest.size());
        rest.subList(0, kept).forEach(event -> run.process(event).forEach(table::write));
        rest = rest.subList(kept, rest.size());
      }
      ExpectedSessions.assertThatAre(table, events, "world " + world + " of seed " + seed);
    }
  }

  /** Some events, and of what the last of them writes perhaps only a part. */
  private static void runAndFail(
      SessionRun run, SessionTable table, List<SessionEvent> order, Random random) {
    int processed = random.nextInt(order.size());
    order.subList(0, processed).forEach(event -> run.process(event).forEach(table::write));
    List<Row> last = run.process(order.get(processed));
    last.subList(0, random.nextInt(last.size() + 1)).forEach(table::write);
  }
}
