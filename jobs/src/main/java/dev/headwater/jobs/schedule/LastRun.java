package dev.headwater.jobs.schedule;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Properties;

/**
 * How far a job is.
 *
 * @param known when the schedule first heard of it
 * @param started begin of its last run; empty before the first
 * @param ended end of that run; empty while it runs, and when it was killed
 * @param exitCode of that run, when it ended
 * @param failures runs that failed in a row before that run
 * @param running whether a run is under way; what has neither ended nor runs was killed
 */
record LastRun(
    Instant known,
    Optional<Instant> started,
    Optional<Instant> ended,
    int exitCode,
    int failures,
    boolean running) {
  private static final Duration FIRST_PAUSE = Duration.ofMinutes(1);
  private static final Duration LONGEST_PAUSE = Duration.ofHours(1);

  static LastRun none(Instant known) {
    return new LastRun(known, Optional.empty(), Optional.empty(), 0, 0, false);
  }

  LastRun begin(Instant now) {
    return new LastRun(known, Optional.of(now), Optional.empty(), 0, failuresInARow(), true);
  }

  LastRun end(Instant now, int newExitCode) {
    return new LastRun(known, started, Optional.of(now), newExitCode, failures, false);
  }

  boolean failed() {
    return started.isPresent() && !running && (ended.isEmpty() || exitCode != 0);
  }

  /** Whether the last run that ended failed: the one that tries again has proved nothing yet. */
  boolean failing() {
    return failed() || (running && failures > 0);
  }

  int failuresInARow() {
    return failed() ? failures + 1 : 0;
  }

  /**
   * When it runs next: at its time, or sooner when it failed, with pauses that double. Times that
   * went by during a run are served by it; those that went by while nothing could run are due, as
   * one run.
   */
  Optional<Instant> next(Schedule schedule, ScheduledJob job) {
    Instant last = ended.or(() -> started).orElse(known);
    Optional<Instant> time = schedule.next(job, last);
    if (!failed()) {
      return time;
    }
    Instant again = last.plus(pause(failuresInARow()));
    return time.map(regular -> again.isBefore(regular) ? again : regular);
  }

  private static Duration pause(int failures) {
    Duration pause = FIRST_PAUSE.multipliedBy(1L << Math.min(failures - 1, 10));
    return pause.compareTo(LONGEST_PAUSE) < 0 ? pause : LONGEST_PAUSE;
  }

  Properties properties() {
    Properties properties = new Properties();
    properties.setProperty("known", known.toString());
    started.ifPresent(time -> properties.setProperty("started", time.toString()));
    ended.ifPresent(time -> properties.setProperty("ended", time.toString()));
    properties.setProperty("exit-code", Integer.toString(exitCode));
    properties.setProperty("failures", Integer.toString(failures));
    return properties;
  }

  static LastRun of(Properties properties, boolean running) {
    return new LastRun(
        Instant.parse(properties.getProperty("known")),
        Optional.ofNullable(properties.getProperty("started")).map(Instant::parse),
        Optional.ofNullable(properties.getProperty("ended")).map(Instant::parse),
        Integer.parseInt(properties.getProperty("exit-code")),
        Integer.parseInt(properties.getProperty("failures")),
        running);
  }
}
