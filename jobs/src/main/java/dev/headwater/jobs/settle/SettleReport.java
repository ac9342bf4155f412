package dev.headwater.jobs.settle;

import java.time.Duration;
import java.util.List;

/**
 * How waiting ended.
 *
 * @param rounds how often all jobs were followed from the first to the last; one is enough unless
 *     jobs read what they write
 * @param elapsed how long it took
 * @param behind jobs that were not there in time or cannot get there; empty when everything that
 *     was ingested before has reached every mart
 */
public record SettleReport(int rounds, Duration elapsed, List<JobProgress> behind) {
  public SettleReport {
    behind = List.copyOf(behind);
  }

  public boolean isSettled() {
    return behind.isEmpty();
  }

  /** Jobs that hold things up, one line each; empty when settled. */
  public List<String> messages() {
    return behind.stream().map(JobProgress::describe).toList();
  }
}
