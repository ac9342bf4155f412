package dev.headwater.ingest.record;

import java.time.Instant;
import java.util.Objects;
import java.util.Optional;

/**
 * What {@code platform_progress} says.
 *
 * @param newest time seen in events, orders or hits; empty on a new platform
 * @param hotDays length of the hot horizon, days
 */
public record StoredHorizon(Optional<Instant> newest, int hotDays) {
  public static final int DEFAULT_HOT_DAYS = 35;

  public StoredHorizon {
    Objects.requireNonNull(newest, "newest");
  }
}
