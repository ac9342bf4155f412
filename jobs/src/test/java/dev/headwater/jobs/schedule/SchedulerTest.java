package dev.headwater.jobs.schedule;

import static dev.headwater.jobs.schedule.ScheduledJob.MAINTENANCE;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SchedulerTest {
  private static final Schedule HOURLY = new Schedule(Map.of(MAINTENANCE, "17 * * * *"));

  @TempDir Path data;
  private final TestingClock clock = new TestingClock(Instant.parse("2026-11-21T10:00:00Z"));
  private final List<TestingProcess> started = new ArrayList<>();
  private boolean launchable = true;
  private final Scheduler.Launch launch =
      (job, output) -> {
        if (!launchable) {
          throw new IOException("no more processes");
        }
        TestingProcess process = new TestingProcess();
        started.add(process);
        return process;
      };

  @Test
  void aRunStartsAtItsTimeAndNotBefore() {
    Scheduler scheduler = scheduler();
    lookAt(scheduler, "10:16:59");
    assertThat(started).isEmpty();
    lookAt(scheduler, "10:17:00");
    assertThat(started).hasSize(1);
    end(0);
    lookAt(scheduler, "10:18:00");
    lookAt(scheduler, "11:16:59");
    assertThat(started).hasSize(1);
    assertThat(state().outcome()).isEqualTo("done");
    assertThat(state().next()).contains(time("11:17:00"));
    lookAt(scheduler, "11:17:01");
    assertThat(started).hasSize(2);
  }

  @Test
  void aRunThatTakesLongerThanItsTimeIsNotStartedTwice() {
    Scheduler scheduler = scheduler();
    lookAt(scheduler, "10:17:00");
    lookAt(scheduler, "12:30:00");
    assertThat(started).hasSize(1);
    end(0);
    lookAt(scheduler, "12:30:05");
    assertThat(started).as("11:17 and 12:17 went by meanwhile, and are one run").hasSize(1);
    lookAt(scheduler, "13:17:00");
    assertThat(started).hasSize(2);
  }

  @Test
  void aRunThatSomebodyElseBeganIsLeftAlone() {
    Scheduler scheduler = scheduler();
    scheduler.look();
    clock.now = time("10:17:00");
    Optional<Integer> other =
        directory()
            .run(
                MAINTENANCE,
                clock,
                () -> {
                  assertThat(state().outcome()).isEqualTo("running");
                  scheduler.look();
                  assertThat(directory().run(MAINTENANCE, clock, () -> 0)).isEmpty();
                  return 0;
                });
    assertThat(other).contains(0);
    assertThat(started).isEmpty();
    lookAt(scheduler, "10:17:05");
    assertThat(started).as("the time of 10:17 is served").isEmpty();
  }

  @Test
  void aRunThatFailsIsTriedAgainWithPausesThatGrow() {
    Scheduler scheduler = scheduler();
    lookAt(scheduler, "10:17:00");
    end(3);
    lookAt(scheduler, "10:17:59");
    assertThat(started).hasSize(1);
    assertThat(state().failed()).isTrue();
    assertThat(state().outcome()).startsWith("failed with exit code 3, 1 in a row; see ");
    assertThat(state().next()).contains(time("10:18:00"));
    lookAt(scheduler, "10:18:00");
    end(1);
    lookAt(scheduler, "10:19:59");
    assertThat(started).hasSize(2);
    lookAt(scheduler, "10:20:00");
    end(1);
    assertThat(state().next()).contains(time("10:24:00"));
    lookAt(scheduler, "10:24:00");
    end(0);
    lookAt(scheduler, "10:30:00");
    assertThat(started).hasSize(4);
    assertThat(state().failed()).isFalse();
    assertThat(state().next()).contains(time("11:17:00"));
  }

  @Test
  void aProcessThatEndsWithoutAWordHasFailed() {
    Scheduler scheduler = scheduler();
    lookAt(scheduler, "10:17:00");
    started.get(0).exit(0);
    lookAt(scheduler, "10:17:05");
    assertThat(state().outcome()).startsWith("failed with exit code 1");
    assertThat(state().next()).contains(time("10:18:05"));
  }

  @Test
  void whatCannotBeStartedIsMetAgainAtTheNextLook() {
    launchable = false;
    Scheduler scheduler = scheduler();
    lookAt(scheduler, "10:17:00");
    launchable = true;
    lookAt(scheduler, "10:17:05");
    assertThat(started).hasSize(1);
  }

  @Test
  void timesThatWentByWhileThePlatformWasDownAreOneRunAfterItsStart() {
    Scheduler before = scheduler();
    lookAt(before, "10:17:00");
    end(0);
    before.close();
    Scheduler after = scheduler();
    lookAt(after, "15:00:00");
    end(0);
    lookAt(after, "15:00:05");
    assertThat(started).hasSize(2);
    assertThat(state().next()).contains(time("15:17:00"));
  }

  @Test
  void aRunThatEndedWithThePlatformIsBrokenOffAndDoneAgain() {
    Scheduler before = scheduler();
    lookAt(before, "10:17:00");
    directory().write(MAINTENANCE, directory().last(MAINTENANCE).orElseThrow().begin(clock.now));
    before.close();
    assertThat(started.get(0).isAlive()).isFalse();
    assertThat(state().outcome()).startsWith("broken off, 1 in a row");
    Scheduler after = scheduler();
    lookAt(after, "10:18:00");
    assertThat(started).hasSize(2);
  }

  @Test
  void nothingStartsWhenNothingIsScheduled() {
    Scheduler scheduler = new Scheduler(Schedule.NONE, directory(), launch, clock);
    lookAt(scheduler, "23:17:00");
    assertThat(started).isEmpty();
    assertThat(state().time()).isEmpty();
    assertThat(state().next()).isEmpty();
  }

  private Scheduler scheduler() {
    Scheduler scheduler = new Scheduler(HOURLY, directory(), launch, clock);
    scheduler.look();
    return scheduler;
  }

  private void lookAt(Scheduler scheduler, String time) {
    clock.now = time(time);
    scheduler.look();
  }

  /** The newest process does its work and writes down how it ended, as the command does. */
  private void end(int exitCode) {
    directory().run(MAINTENANCE, clock, () -> exitCode);
    started.get(started.size() - 1).exit(exitCode);
  }

  private ScheduledRun state() {
    return directory().runs().stream()
        .filter(run -> run.job().equals("maintenance"))
        .findFirst()
        .orElseThrow();
  }

  private ScheduleDirectory directory() {
    return new ScheduleDirectory(data);
  }

  private static Instant time(String time) {
    return Instant.parse("2026-11-21T" + time + "Z");
  }

  /** A clock that stands where it was put. */
  private static final class TestingClock extends Clock {
    private Instant now;

    TestingClock(Instant now) {
      this.now = now;
    }

    @Override
    public ZoneId getZone() {
      return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
      throw new UnsupportedOperationException("the schedule is in UTC");
    }

    @Override
    public Instant instant() {
      return now;
    }
  }

  /** A process that ends when it is told. */
  private static final class TestingProcess extends Process {
    private Integer exitCode;

    void exit(int code) {
      exitCode = code;
    }

    @Override
    public boolean isAlive() {
      return exitCode == null;
    }

    @Override
    public int exitValue() {
      return exitCode;
    }

    @Override
    public int waitFor() {
      return exitCode;
    }

    @Override
    public boolean waitFor(long timeout, TimeUnit unit) {
      return exitCode != null;
    }

    @Override
    public void destroy() {
      exitCode = 143;
    }

    @Override
    public OutputStream getOutputStream() {
      return OutputStream.nullOutputStream();
    }

    @Override
    public InputStream getInputStream() {
      return InputStream.nullInputStream();
    }

    @Override
    public InputStream getErrorStream() {
      return InputStream.nullInputStream();
    }
  }
}
