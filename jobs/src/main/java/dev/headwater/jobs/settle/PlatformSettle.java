package dev.headwater.jobs.settle;

import dev.headwater.jobs.address.PlatformAddresses;
import dev.headwater.jobs.config.PlatformSettings;
import dev.headwater.jobs.flink.FlinkRest;
import dev.headwater.jobs.flink.JobSummary;
import dev.headwater.lake.tables.TableDefinitions;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;

/** Settling a whole platform: all jobs that it is to run, also those that it has yet to start. */
public final class PlatformSettle {
  private static final Duration BETWEEN_LOOKS = Duration.ofMillis(200);

  private PlatformSettle() {}

  /**
   * Waits until everything ingested so far has reached every mart.
   *
   * @param timeout how long to wait at most, the start of jobs included
   */
  public static SettleReport settle(PlatformAddresses platform, Duration timeout) {
    Instant end = Instant.now().plus(timeout);
    FlinkRest flink = new FlinkRest(platform.flink());
    awaitSubmission(flink, PlatformSettings.of(flink).jobs(), end);
    return settle(platform, new RunningJobs(flink).look(), end);
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

  private static void awaitSubmission(FlinkRest flink, List<String> expected, Instant end) {
    while (Instant.now().isBefore(end)) {
      Set<String> known = flink.jobs().stream().map(JobSummary::name).collect(Collectors.toSet());
      if (known.containsAll(expected)) {
        return;
      }
      LockSupport.parkNanos(BETWEEN_LOOKS.toNanos());
    }
  }
}
