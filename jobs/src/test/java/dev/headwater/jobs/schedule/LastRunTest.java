package dev.headwater.jobs.schedule;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.Test;

class LastRunTest {
  private static final Instant TIME = Instant.parse("2026-01-05T10:00:00Z");

  @Test
  void aJobFailsUntilATryEndsWell() {
    LastRun failed = LastRun.none(TIME).begin(TIME).end(TIME, 1);
    assertThat(failed.failing()).isTrue();

    LastRun again = failed.begin(TIME);
    assertThat(again.failed()).as("a run that is under way").isFalse();
    assertThat(again.failing()).as("the job meanwhile").isTrue();
    assertThat(again.end(TIME, 0).failing()).isFalse();
  }

  @Test
  void aFirstRunHasNotFailedYet() {
    assertThat(LastRun.none(TIME).begin(TIME).failing()).isFalse();
  }
}
