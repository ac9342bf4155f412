package dev.headwater.ingest;

import java.time.Instant;
import java.util.Objects;
import java.util.Optional;

/**
 * What {@code platform_progress} says.
 *
 * @param newest time seen in events, orders or hits; empty on a new platform
 * @param hotDays length of the hot horizon, days
 */
record StoredHorizon(Optional<Instant> newest, int hotDays) {
  static final int DEFAULT_HOT_DAYS = 35;

  StoredHorizon {
    Objects.requireNonNull(newest, "newest");
  }
}
