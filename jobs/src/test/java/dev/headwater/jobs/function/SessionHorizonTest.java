package dev.headwater.jobs.function;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headwater.jobs.Seed;
import java.time.Duration;
import java.time.Instant;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** What becomes of sessions when their state goes. */
class SessionHorizonTest {
  private static final Duration HORIZON = Duration.ofDays(3);
  private static final int WORLDS = 300;

  private final SessionTable table = new SessionTable();

  private void process(SessionRun run, SessionEvent event) {
    run.process(event).forEach(table::write);
  }

  @Test
  void anEventOlderThanTheHorizonChangesNothingThoughItsSessionIsStored() {
    SessionRun run = new SessionRun(HORIZON);
    process(run, SessionEvents.at("old", Duration.ZERO));
    process(run, SessionEvents.at("same session", Duration.ofMinutes(10)));
    process(run, SessionEvents.at("new", HORIZON.plusDays(1)));
    assertThat(run.sessionsInState()).isEqualTo(1);

    assertThat(run.process(SessionEvents.at("late", Duration.ofMinutes(5)))).isEmpty();

    assertThat(run.passedOver()).isEqualTo(1);
    assertThat(table.session("c", SessionEvents.MIDNIGHT).getField(3)).isEqualTo(2L);
  }

  @Test
  void anEventAtTheHorizonStillFindsTheSessionThatEndedTheGapBeforeIt() {
    SessionRun run = new SessionRun(HORIZON);
    process(run, SessionEvents.at("last moment", Duration.ofMinutes(-30)));
    process(run, SessionEvents.at("new", HORIZON));

    process(run, SessionEvents.at("at the horizon", Duration.ZERO));

    Instant start = SessionEvents.MIDNIGHT.minus(SessionRun.GAP);
    assertThat(table.session("c", start).getField(3)).isEqualTo(2L);
    assertThat(run.passedOver()).isZero();
  }

  @Test
  void stateStaysBoundedAndNoStoredRowGetsSmallerOrGoesWithoutItsEventsBeingElsewhere() {
    long seed = Seed.choose("SessionHorizonTest");
    long passedOver = 0;
    for (int world = 0; world < WORLDS; world++) {
      Random random = new Random(seed + world);
      SessionRun run = new SessionRun(HORIZON);
      SessionTable stored = new SessionTable();
      int events = 200;
      for (int i = 1; i <= events; i++) {
        // An hour and a half between events, many of them late, by more than the horizon at times.
        int late = random.nextInt(3) == 0 ? random.nextInt(96 * 60) : random.nextInt(60);
        Duration time = Duration.ofMinutes(90L * i - late);
        run.process(SessionEvents.at("e" + i, time)).forEach(stored::write);

        long counted =
            stored.rows().values().stream().mapToLong(row -> row.<Long>getFieldAs(3)).sum();
        assertThat(counted + run.passedOver())
            .as("events stored or passed over after event %d of world %d, seed %d", i, world, seed)
            .isEqualTo(i);
        assertThat(run.ageOfState())
            .as("age of state after event %d of world %d, seed %d", i, world, seed)
            .isLessThanOrEqualTo(HORIZON.plus(SessionRun.GAP).plusDays(1));
      }
      passedOver += run.passedOver();
    }
    assertThat(passedOver).as("events passed over in all worlds").isPositive();
  }
}
