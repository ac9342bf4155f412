package dev.headwater.jobs.settle;

import dev.headwater.jobs.address.PlatformAddresses;
import dev.headwater.jobs.config.PlatformSettings;
import dev.headwater.jobs.flink.FlinkRest;
import dev.headwater.jobs.flink.JobSummary;
import dev.headwater.jobs.run.StartFailures;
import dev.headwater.jobs.run.StoppedJobs;
import dev.headwater.lake.tables.TableDefinitions;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;

/**
 * Settling a whole platform: all jobs that it is to run, also those that it has yet to start, and
 * others that run on it. One that has stopped is no less expected.
 */
public final class PlatformSettle {
  private static final Duration BETWEEN_LOOKS = Duration.ofMillis(200);

  private final PlatformAddresses platform;
  private final FlinkRest flink;
  private final RunningJobs running;
  private final Set<String> without;
  private final Instant begun = Instant.now();
  private final Instant end;

  private PlatformSettle(PlatformAddresses platform, Duration timeout, Set<String> without) {
    this.platform = platform;
    this.flink = new FlinkRest(platform.flink());
    this.running = new RunningJobs(flink);
    this.without = without;
    this.end = begun.plus(timeout);
  }

  /**
   * Waits until everything ingested so far has reached every mart.
   *
   * @param timeout how long to wait at most, the start of jobs included
   */
  public static SettleReport settle(PlatformAddresses platform, Duration timeout) {
    return settle(platform, timeout, Set.of());
  }

  /**
   * The same for every mart but those of some jobs.
   *
   * @param without names of jobs that may stand still
   */
  public static SettleReport settle(
      PlatformAddresses platform, Duration timeout, Set<String> without) {
    return new PlatformSettle(platform, timeout, without).settle();
  }

  private SettleReport settle() {
    List<JobProgress> standing = awaitJobs();
    if (!standing.isEmpty()) {
      return new SettleReport(0, Duration.between(begun, Instant.now()), standing);
    }
    List<JobReads> jobs =
        running.look().stream().filter(job -> !without.contains(job.jobName())).toList();
    return settle(platform, jobs, end);
  }

  /** Waits until these jobs have written all that was ingested so far, at most until then. */
  static SettleReport settle(PlatformAddresses platform, List<JobReads> jobs, Instant end) {
    Duration left = Duration.between(Instant.now(), end);
    return Settle.settle(
        new SettleRequest(
            platform.flink(),
            platform.bootstrapServers(),
            TableDefinitions.DATABASE,
            jobs,
            left.isNegative() ? Duration.ZERO : left));
  }

  /**
   * Waits until every job that the platform is to run is there and tells what it reads.
   *
   * @return those that do not run; empty when all do
   */
  private List<JobProgress> awaitJobs() {
    PlatformSettings settings = PlatformSettings.of(flink);
    List<String> expected = new ArrayList<>(settings.jobs());
    expected.removeAll(without);
    while (true) {
      ExpectedJobs jobs = ExpectedJobs.of(expected, flink.jobs());
      if (!jobs.over().isEmpty()) {
        return jobs.over().stream().map(this::over).toList();
      }
      List<JobProgress> explained = explained(settings, jobs.missing());
      if (!explained.isEmpty()) {
        return explained;
      }
      List<JobSummary> begin =
          jobs.alive().stream().filter(run -> !running.isLaidOut(run)).toList();
      if (jobs.missing().isEmpty() && begin.isEmpty()) {
        return List.of();
      }
      if (Instant.now().isAfter(end)) {
        List<JobProgress> standing = new ArrayList<>();
        jobs.missing().forEach(job -> standing.add(standing(job, ExpectedJobs.missing(job))));
        begin.forEach(run -> standing.add(standing(run.name(), words(run))));
        return standing;
      }
      LockSupport.parkNanos(BETWEEN_LOOKS.toNanos());
    }
  }

  /** Of jobs that Flink does not have, those of which it is known why. */
  private static List<JobProgress> explained(PlatformSettings settings, List<String> missing) {
    Map<String, String> words = new HashMap<>();
    if (settings.data().isPresent()) {
      StoppedJobs.in(settings.data().get())
          .names()
          .forEach(job -> words.put(job, "job " + job + " is stopped" + ExpectedJobs.start(job)));
      StartFailures.in(settings.data().get())
          .read()
          .forEach((job, why) -> words.put(job, "job " + job + " could not be started: " + why));
    }
    return missing.stream()
        .filter(words::containsKey)
        .map(job -> standing(job, words.get(job)))
        .toList();
  }

  private JobProgress over(JobSummary run) {
    return standing(run.name(), ExpectedJobs.words(run, flink.rootException(run.id())));
  }

  private static String words(JobSummary begin) {
    return "job " + begin.name() + " is still " + begin.state();
  }

  private static JobProgress standing(String job, String problem) {
    return new JobProgress(job, false, List.of(), 0, Optional.of(problem));
  }
}
