package dev.headwater.jobs.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.Test;

class WatchTest {
  private static final Duration PAUSE = Duration.ofSeconds(10);

  private final TestingClock clock = new TestingClock();
  private final TestingProbe probe = new TestingProbe();
  private final Watch watch = new Watch("disk", probe, PAUSE, clock);

  @Test
  void nothingIsToldBeforeTheFirstLook() {
    assertThat(watch.samples()).isEmpty();
  }

  @Test
  void aLookIsToldWithItsTime() {
    clock.now = Instant.ofEpochSecond(100);
    watch.look();

    assertThat(watch.samples())
        .containsExactly(
            Sample.of(Metric.PROBE_UP, 1, "disk"),
            Sample.of(Metric.PROBE_SECONDS, 0.5, "disk"),
            Sample.of(Metric.PROBE_TIME, 100, "disk"),
            Sample.of(Metric.DISK_USED, 0.25));
  }

  @Test
  void aLookThatFailsTakesTheValuesAwayAndKeepsTheTimeOfTheLastGoodOne() {
    clock.now = Instant.ofEpochSecond(100);
    watch.look();
    clock.now = Instant.ofEpochSecond(200);
    probe.failing = true;
    watch.look();

    assertThat(probe.closed).isEqualTo(1);
    assertThat(watch.samples())
        .containsExactly(
            Sample.of(Metric.PROBE_UP, 0, "disk"),
            Sample.of(Metric.PROBE_SECONDS, 0.5, "disk"),
            Sample.of(Metric.PROBE_TIME, 100, "disk"));
  }

  @Test
  void valuesGoWhenNoLookEndsAnyMore() {
    watch.look();
    clock.now = clock.now.plus(PAUSE).plusSeconds(59);
    assertThat(watch.samples()).contains(Sample.of(Metric.DISK_USED, 0.25));

    clock.now = clock.now.plusSeconds(2);
    assertThat(watch.samples())
        .contains(Sample.of(Metric.PROBE_UP, 0, "disk"))
        .doesNotContain(Sample.of(Metric.DISK_USED, 0.25));
  }

  @Test
  void aFirstLookThatNeverEndsIsToldOf() {
    clock.now = clock.now.plus(PAUSE).plusSeconds(61);

    assertThat(watch.samples()).containsExactly(Sample.of(Metric.PROBE_UP, 0, "disk"));
  }

  @Test
  void looksTakeATenthOfTheTimeAtMost() {
    assertThat(watch.look()).isEqualTo(PAUSE);

    probe.takes = Duration.ofSeconds(3);
    assertThat(watch.look()).isEqualTo(Duration.ofSeconds(27));
  }

  /** Time stands still, but for what a look takes. */
  private static final class TestingClock extends Clock {
    private Instant now = Instant.EPOCH;

    @Override
    public Instant instant() {
      return now;
    }

    @Override
    public ZoneId getZone() {
      return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
      return this;
    }
  }

  private final class TestingProbe implements Probe {
    private Duration takes = Duration.ofMillis(500);
    private boolean failing;
    private int closed;

    @Override
    public List<Sample> read() {
      clock.now = clock.now.plus(takes);
      if (failing) {
        throw new IllegalStateException("the disk is gone");
      }
      return List.of(Sample.of(Metric.DISK_USED, 0.25));
    }

    @Override
    public void close() {
      closed++;
    }
  }
}
