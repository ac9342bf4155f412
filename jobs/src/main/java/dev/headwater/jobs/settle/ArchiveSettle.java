package dev.headwater.jobs.settle;

import dev.headwater.jobs.address.PlatformAddresses;
import dev.headwater.jobs.flink.FlinkRest;
import dev.headwater.jobs.flink.JobSummary;
import dev.headwater.jobs.flink.Outcome;
import dev.headwater.lake.cold.archive.ArchivedTable;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;

/** Settling a platform together with its archive, which settling alone does not wait for. */
public final class ArchiveSettle {
  private static final Duration BETWEEN_LOOKS = Duration.ofMillis(100);

  private ArchiveSettle() {}

  /**
   * Waits until everything ingested so far has reached every mart and is committed to the archive.
   *
   * @param without names of jobs that may stand still
   * @return what holds it up; empty when it is settled
   */
  public static List<String> settle(
      PlatformAddresses platform, Duration timeout, Set<String> without) {
    Instant end = Instant.now().plus(timeout);
    SettleReport marts = PlatformSettle.settle(platform, timeout, without);
    if (!marts.isSettled()) {
      return marts.messages();
    }
    FlinkRest flink = new FlinkRest(platform.flink());
    List<JobReads> jobs = new ArrayList<>();
    for (ArchivedTable table : ArchivedTable.values()) {
      Optional<String> run = flink.alive(table.job()).map(JobSummary::id);
      if (run.isEmpty()) {
        return List.of("job " + table.job() + " does not run: the archive stands still");
      }
      jobs.add(
          new JobReads(table.job(), run.get(), Set.of(table.table()), Set.of(table.archive())));
    }
    SettleReport read = PlatformSettle.settle(platform, jobs, end);
    return read.isSettled() ? committed(flink, jobs, end) : read.messages();
  }

  /**
   * Iceberg's sink commits when it hears that a checkpoint is complete, and does not take the next
   * one before that. So when a further checkpoint is complete, the last one's files are committed.
   */
  private static List<String> committed(FlinkRest flink, List<JobReads> jobs, Instant end) {
    for (JobReads job : jobs) {
      Optional<String> failure = checkpoint(flink, job, end);
      while (failure.isPresent() && Instant.now().isBefore(end)) {
        LockSupport.parkNanos(BETWEEN_LOOKS.toNanos());
        failure = checkpoint(flink, job, end);
      }
      if (failure.isPresent()) {
        return List.of("job " + job.jobName() + ": " + failure.get());
      }
    }
    return List.of();
  }

  /** Why the job took no checkpoint; empty when it did. */
  private static Optional<String> checkpoint(FlinkRest flink, JobReads job, Instant end) {
    String request = flink.triggerCheckpoint(job.jobId());
    Outcome outcome = flink.checkpointOutcome(job.jobId(), request);
    while (!outcome.isDone()) {
      if (Instant.now().isAfter(end)) {
        return Optional.of("it takes no checkpoint");
      }
      LockSupport.parkNanos(BETWEEN_LOOKS.toNanos());
      outcome = flink.checkpointOutcome(job.jobId(), request);
    }
    return outcome.failure();
  }
}
