package dev.headwater.jobs.metrics;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** Since when rows of a table may have waited for the lake, as far as was seen. */
final class LakeLag {
  private final Map<String, Instant> waitingSince = new HashMap<>();

  /**
   * How long the oldest row that waits may have done so: since the lake's last commit, or since
   * rows were first seen to wait when that was later.
   *
   * @param pending rows that wait
   * @param committed the lake's last commit; empty before the first
   */
  Duration of(String table, long pending, Optional<Instant> committed, Instant now) {
    if (pending == 0) {
      waitingSince.remove(table);
      return Duration.ZERO;
    }
    Instant seen = waitingSince.computeIfAbsent(table, first -> now);
    Instant since = committed.filter(commit -> commit.isAfter(seen)).orElse(seen);
    return since.isAfter(now) ? Duration.ZERO : Duration.between(since, now);
  }
}
