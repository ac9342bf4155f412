package dev.headwater.ingest.generate.writing;

import dev.headwater.ingest.generate.seed.Dice;
import dev.headwater.ingest.generate.seed.GeneratorOptions;
import java.time.Duration;
import java.time.Instant;

/** Decides when a record arrives. */
final class Arrivals {
  private static final Duration JITTER = Duration.ofSeconds(20);
  private static final Duration LATE = Duration.ofHours(1);
  private static final Duration LATEST = Duration.ofDays(3);

  private final GeneratorOptions options;
  private final Dice dice;

  Arrivals(GeneratorOptions options, String file) {
    this.options = options;
    this.dice = Dice.of(options.seed(), "arrivals of " + file);
  }

  /** When a record of that time arrives for the first time. */
  Instant of(Instant time) {
    return switch (options.order()) {
      case SHUFFLED -> anywhere();
      case ARRIVAL ->
          dice.chance(options.lateness())
              ? time.plus(dice.between(LATE, LATEST))
              : time.plus(dice.between(Duration.ZERO, JITTER));
    };
  }

  boolean comesTwice() {
    return dice.chance(options.duplicates());
  }

  /** When the repeat of a record comes that arrived at that time. */
  Instant repeatOf(Instant arrival) {
    return switch (options.order()) {
      case SHUFFLED -> anywhere();
      case ARRIVAL ->
          arrival.isBefore(options.end()) ? dice.between(arrival, options.end()) : arrival;
    };
  }

  Instant anywhere() {
    return dice.between(options.start(), options.end());
  }
}
