package dev.headwater.jobs.schedule;

import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import java.util.concurrent.locks.LockSupport;
import java.util.function.IntSupplier;

/**
 * What is known of the schedule, kept in the data directory: the schedule itself, and of each job
 * its last run, that run's output and the lock that a run holds.
 *
 * @param data the platform's data directory
 */
public record ScheduleDirectory(Path data) {
  private static final Duration PATIENCE = Duration.ofSeconds(1);

  /**
   * The schedule that is to be in force.
   *
   * @param wish a file, or {@code none}; empty for the file in the data directory, or the usual
   * @throws dev.headwater.lake.LakeException with everything that is wrong in the file
   */
  public Schedule choose(Optional<String> wish) {
    if (wish.isPresent()) {
      return wish.get().equals("none") ? Schedule.NONE : Schedule.read(Path.of(wish.get()));
    }
    Path file = data.resolve("schedule.properties");
    return Files.exists(file) ? Schedule.read(file) : Schedule.usual();
  }

  /** Keeps the schedule that is in force, for those who ask. */
  void announce(Schedule schedule) {
    replace(file("in-force.properties"), schedule.text());
  }

  /** The schedule in force; {@link Schedule#NONE} before the first. */
  Schedule schedule() {
    Path file = file("in-force.properties");
    return Files.exists(file) ? Schedule.read(file) : Schedule.NONE;
  }

  /** What runs when, as of now. */
  public List<ScheduledRun> runs() {
    Schedule schedule = schedule();
    return Arrays.stream(ScheduledJob.values())
        .map(job -> ScheduledRun.of(job, schedule, last(job), output(job)))
        .toList();
  }

  /**
   * Does a job's work, unless a run of it is under way in whatever process.
   *
   * @param work returns an exit code
   * @return its exit code; empty when a run is under way
   */
  public Optional<Integer> run(ScheduledJob job, Clock clock, IntSupplier work) {
    try (FileChannel channel = lockFile(job);
        FileLock lock = patientLock(channel)) {
      if (lock == null) {
        return Optional.empty();
      }
      LastRun begun =
          stored(job, false).orElseGet(() -> LastRun.none(clock.instant())).begin(clock.instant());
      write(job, begun);
      int exitCode = 1;
      try {
        exitCode = work.getAsInt();
      } finally {
        write(job, begun.end(clock.instant(), exitCode));
      }
      return Optional.of(exitCode);
    } catch (IOException e) {
      throw new UncheckedIOException("the lock of " + job.key() + " cannot be had", e);
    }
  }

  /** Whoever looks whether the job runs holds the lock too, for a moment. */
  private static FileLock patientLock(FileChannel channel) throws IOException {
    long began = System.nanoTime();
    FileLock lock = tryLock(channel);
    while (lock == null && System.nanoTime() - began < PATIENCE.toNanos()) {
      LockSupport.parkNanos(PATIENCE.toNanos() / 10);
      lock = tryLock(channel);
    }
    return lock;
  }

  private static FileLock tryLock(FileChannel channel) throws IOException {
    try {
      return channel.tryLock();
    } catch (OverlappingFileLockException inThisProcess) {
      return null;
    }
  }

  private FileChannel lockFile(ScheduledJob job) throws IOException {
    return FileChannel.open(
        file(job.key() + ".lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
  }

  /** The lock ends with the process that held it, however it ended. */
  private boolean isRunning(ScheduledJob job) {
    try (FileChannel channel = lockFile(job);
        FileLock lock = tryLock(channel)) {
      return lock == null;
    } catch (IOException e) {
      throw new UncheckedIOException("the lock of " + job.key() + " cannot be looked at", e);
    }
  }

  /** How far a job is; its life begins when it is asked for first. */
  LastRun lastOrNew(ScheduledJob job, Instant now) {
    Optional<LastRun> last = last(job);
    if (last.isEmpty()) {
      write(job, LastRun.none(now));
    }
    return last.orElseGet(() -> LastRun.none(now));
  }

  Optional<LastRun> last(ScheduledJob job) {
    return stored(job, isRunning(job));
  }

  private Optional<LastRun> stored(ScheduledJob job, boolean running) {
    Path file = file(job.key() + ".properties");
    if (!Files.exists(file)) {
      return Optional.empty();
    }
    Properties properties = new Properties();
    try (Reader reader = Files.newBufferedReader(file)) {
      properties.load(reader);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read " + file, e);
    }
    return Optional.of(LastRun.of(properties, running));
  }

  void write(ScheduledJob job, LastRun run) {
    StringBuilder text = new StringBuilder();
    run.properties()
        .forEach((key, value) -> text.append(key).append('=').append(value).append('\n'));
    replace(file(job.key() + ".properties"), text.toString());
  }

  /** What the last run that the schedule started has said. */
  Path output(ScheduledJob job) {
    return file(job.key() + ".log");
  }

  private Path file(String name) {
    try {
      return Files.createDirectories(data.resolve("schedule")).resolve(name);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot make the directory of the schedule", e);
    }
  }

  private static void replace(Path file, String text) {
    Path unfinished = file.resolveSibling(file.getFileName() + ".new");
    try {
      Files.writeString(unfinished, text);
      Files.move(unfinished, file, StandardCopyOption.ATOMIC_MOVE);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot write " + file, e);
    }
  }
}
