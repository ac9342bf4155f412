package dev.headwater.jobs.metrics;

import dev.headwater.lake.Causes;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Looks again and again with one probe, for at most a tenth of the time. Its values are told until
 * the next look; those of a look that failed, or that became old because a look hangs, are not.
 */
final class Watch {
  private static final Logger LOG = LoggerFactory.getLogger(Watch.class);
  private static final int PAUSE_PER_LOOK = 9;
  private static final Duration GRACE = Duration.ofMinutes(1);

  private final String name;
  private final Probe probe;
  private final Duration pause;
  private final Clock clock;
  private final Instant made;
  private volatile Seen seen;
  private volatile boolean failing;

  /**
   * What a look has found.
   *
   * @param at when it began
   * @param took how long
   * @param wellAt begin of the last look that ended well; null before the first
   * @param samples nothing when it failed
   */
  private record Seen(Instant at, Duration took, Instant wellAt, List<Sample> samples) {}

  /**
   * A watch that has not looked yet.
   *
   * @param pause between two looks, at least
   */
  Watch(String name, Probe probe, Duration pause, Clock clock) {
    this.name = name;
    this.probe = probe;
    this.pause = pause;
    this.clock = clock;
    this.made = clock.instant();
  }

  /** Looks once, and tells how long to wait before the next look. */
  Duration look() {
    Instant begun = clock.instant();
    Instant wellAt = begun;
    List<Sample> samples = List.of();
    try {
      samples = List.copyOf(probe.read());
      failing = false;
    } catch (Exception e) {
      wellAt = seen == null ? null : seen.wellAt();
      tell(e);
      probe.close();
    }
    Duration took = Duration.between(begun, clock.instant());
    seen = new Seen(begun, took, wellAt, samples);
    return pauseAfter(took);
  }

  private void tell(Exception failure) {
    if (!failing) {
      LOG.info("metrics are missing probe={} cause={}", name, Causes.deepest(failure));
    }
    failing = true;
  }

  private Duration pauseAfter(Duration took) {
    Duration share = took.multipliedBy(PAUSE_PER_LOOK);
    return share.compareTo(pause) > 0 ? share : pause;
  }

  /** What is known now; before the first look nothing, but for that it does not come. */
  List<Sample> samples() {
    Seen last = seen;
    List<Sample> samples = new ArrayList<>();
    if (last == null) {
      if (isOver(made.plus(pause))) {
        samples.add(Sample.of(Metric.PROBE_UP, 0, name));
      }
      return samples;
    }
    boolean old = isOver(last.at().plus(last.took()).plus(pauseAfter(last.took())));
    samples.add(Sample.of(Metric.PROBE_UP, failing || old ? 0 : 1, name));
    samples.add(Sample.of(Metric.PROBE_SECONDS, last.took(), name));
    if (last.wellAt() != null) {
      samples.add(Sample.of(Metric.PROBE_TIME, last.wellAt(), name));
    }
    if (!old) {
      samples.addAll(last.samples());
    }
    return samples;
  }

  private boolean isOver(Instant nextLook) {
    return clock.instant().isAfter(nextLook.plus(GRACE));
  }

  void close() {
    probe.close();
  }
}
