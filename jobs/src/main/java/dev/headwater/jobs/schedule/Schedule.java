package dev.headwater.jobs.schedule;

import com.cronutils.model.Cron;
import com.cronutils.model.CronType;
import com.cronutils.model.definition.CronDefinitionBuilder;
import com.cronutils.model.time.ExecutionTime;
import com.cronutils.parser.CronParser;
import dev.headwater.lake.LakeException;
import dev.headwater.lake.LakeException.Actor;
import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * When each job runs: five fields of cron, in UTC. Immutable.
 *
 * @param times jobs that run at all
 */
public record Schedule(Map<ScheduledJob, String> times) {
  /** Nothing runs by itself. */
  public static final Schedule NONE = new Schedule(Map.of());

  private static final String OFF = "off";
  private static final CronParser CRON =
      new CronParser(CronDefinitionBuilder.instanceDefinitionFor(CronType.UNIX));

  public Schedule {
    times = Map.copyOf(times);
  }

  /** What runs unless a file says otherwise. */
  public static Schedule usual() {
    return of(new Properties(), "the usual schedule");
  }

  /**
   * Reads a file of lines {@code job = minute hour day month weekday}, or {@code job = off}. Jobs
   * that it does not name run as usual.
   *
   * @throws LakeException with everything that is wrong in it
   */
  public static Schedule read(Path file) {
    Properties lines = new Properties();
    try (Reader reader = Files.newBufferedReader(file)) {
      lines.load(reader);
    } catch (IOException | IllegalArgumentException e) {
      throw new LakeException(Actor.USER, "the schedule " + file + " cannot be read: " + e, e);
    }
    return of(lines, "the schedule " + file);
  }

  private static Schedule of(Properties lines, String source) {
    List<String> problems = new ArrayList<>();
    Map<ScheduledJob, String> times = new EnumMap<>(ScheduledJob.class);
    for (ScheduledJob job : ScheduledJob.values()) {
      String time = lines.getProperty(job.key(), job.usually()).strip();
      if (!time.equals(OFF)) {
        times.put(job, time);
        problem(time).ifPresent(why -> problems.add(job.key() + " = " + time + ": " + why));
      }
    }
    for (String key : new TreeSet<>(lines.stringPropertyNames())) {
      if (!ScheduledJob.names().contains(key)) {
        problems.add(key + ": there is no such job; there are " + ScheduledJob.names());
      }
    }
    if (!problems.isEmpty()) {
      throw new LakeException(
          Actor.USER, source + " cannot be used:\n  " + String.join("\n  ", problems));
    }
    return new Schedule(times);
  }

  private static Optional<String> problem(String time) {
    try {
      CRON.parse(time).validate();
      return Optional.empty();
    } catch (IllegalArgumentException e) {
      return Optional.of(e.getMessage());
    }
  }

  /** The job's first time after a moment; empty when it does not run. */
  Optional<Instant> next(ScheduledJob job, Instant after) {
    return Optional.ofNullable(times.get(job))
        .flatMap(
            time -> {
              Cron cron = CRON.parse(time);
              return ExecutionTime.forCron(cron)
                  .nextExecution(after.atZone(ZoneOffset.UTC))
                  .map(ZonedDateTime::toInstant);
            });
  }

  /** All jobs as lines of a file. */
  String text() {
    return Arrays.stream(ScheduledJob.values())
        .map(job -> job.key() + " = " + times.getOrDefault(job, OFF) + "\n")
        .collect(Collectors.joining());
  }
}
