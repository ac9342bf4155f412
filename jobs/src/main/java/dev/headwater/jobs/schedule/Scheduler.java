package dev.headwater.jobs.schedule;

import dev.headwater.lake.Causes;
import io.netty.util.concurrent.DefaultThreadFactory;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Starts the runs that are due, each in a process of its own, and sees them end. */
public final class Scheduler implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Scheduler.class);

  /** A platform that has just started has better things to do. */
  private static final long FIRST_LOOK_SECONDS = 60;

  private static final long BETWEEN_LOOKS_SECONDS = 5;
  private static final long END_SECONDS = 10;

  /** Starts the process of a run. */
  @FunctionalInterface
  public interface Launch {
    /** A process that takes the job's lock, does its work and writes down how it ended. */
    Process start(ScheduledJob job, Path output) throws IOException;
  }

  /** A run that this scheduler has started. */
  private record Child(Process process, Instant started) {}

  private final Schedule schedule;
  private final ScheduleDirectory directory;
  private final Launch launch;
  private final Clock clock;
  private final Map<ScheduledJob, Child> children = new EnumMap<>(ScheduledJob.class);
  private final ScheduledExecutorService looks =
      Executors.newSingleThreadScheduledExecutor(new DefaultThreadFactory("schedule", true));

  /** Does nothing yet, but tells the directory what will be in force. */
  public Scheduler(Schedule schedule, ScheduleDirectory directory, Launch launch) {
    this(schedule, directory, launch, Clock.systemUTC());
  }

  Scheduler(Schedule schedule, ScheduleDirectory directory, Launch launch, Clock clock) {
    this.schedule = schedule;
    this.directory = directory;
    this.launch = launch;
    this.clock = clock;
    directory.announce(schedule);
  }

  /** Looks every few seconds until it is closed. */
  public void begin() {
    ScheduledFuture<?> unused =
        looks.scheduleWithFixedDelay(
            this::look, FIRST_LOOK_SECONDS, BETWEEN_LOOKS_SECONDS, TimeUnit.SECONDS);
  }

  /** Looks once; a failure is logged and met again at the next look. */
  public synchronized void look() {
    for (ScheduledJob job : ScheduledJob.values()) {
      try {
        look(job);
      } catch (IOException | RuntimeException e) {
        LOG.warn(
            "a scheduled job was not looked after job={} cause={}", job.key(), Causes.deepest(e));
      }
    }
  }

  private void look(ScheduledJob job) throws IOException {
    Child child = children.get(job);
    if (child != null && child.process().isAlive()) {
      return;
    }
    if (child != null) {
      children.remove(job);
      ended(job, child);
    }
    Instant now = clock.instant();
    LastRun last = directory.lastOrNew(job, now);
    if (!last.running()
        && last.next(schedule, job).filter(next -> !next.isAfter(now)).isPresent()) {
      children.put(job, new Child(launch.start(job, directory.output(job)), now));
      LOG.info("a scheduled run was started job={}", job.key());
    }
  }

  /** A process that did not even come to write down how it ended has failed. */
  private void ended(ScheduledJob job, Child child) {
    int exitCode = child.process().exitValue();
    LastRun last = directory.lastOrNew(job, child.started());
    boolean silent = last.started().filter(start -> !start.isBefore(child.started())).isEmpty();
    if (silent && !last.running()) {
      directory.write(job, last.begin(child.started()).end(clock.instant(), Math.max(exitCode, 1)));
    }
    LOG.info("a scheduled run has ended job={} exitCode={}", job.key(), exitCode);
  }

  /** Ends the runs that are under way; they are due again when the platform is back. */
  @Override
  public void close() {
    looks.shutdown();
    synchronized (this) {
      children.values().forEach(child -> child.process().destroy());
      try {
        for (Child child : children.values()) {
          if (!child.process().waitFor(END_SECONDS, TimeUnit.SECONDS)) {
            child.process().destroyForcibly();
          }
        }
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }
  }
}
