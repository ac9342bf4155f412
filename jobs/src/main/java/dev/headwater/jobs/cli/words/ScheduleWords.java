package dev.headwater.jobs.cli.words;

import dev.headwater.jobs.schedule.ScheduledRun;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/** A schedule as a table for a person and as documents for a program. */
public final class ScheduleWords {
  public static final Table<ScheduledRun> TABLE =
      new Table<ScheduledRun>()
          .both("scheduled", "name", ScheduledRun::job)
          .titled("at (UTC)", run -> run.time().orElse("off"))
          .named("time", ScheduledRun::time)
          .titled("last", run -> run.started().map(ScheduleWords::seconds))
          .named("last", ScheduledRun::started)
          .titled("took", run -> run.took().map(took -> took.toSeconds() + " s"))
          .named("seconds", run -> run.took().map(Duration::toSeconds))
          .both("outcome", "outcome", ScheduledRun::outcome)
          .named("failed", ScheduledRun::failed)
          .titled("next", run -> run.next().map(ScheduleWords::seconds))
          .named("next", ScheduledRun::next);

  private ScheduleWords() {}

  private static Instant seconds(Instant time) {
    return time.truncatedTo(ChronoUnit.SECONDS);
  }
}
