package dev.headwater.jobs;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;

/** What Prometheus said of its alerts every half second. Thread-safe. */
final class FiringLog implements AutoCloseable {
  private static final long PAUSE_MILLIS = 500;

  /** An alert that comes back so soon has not gone. */
  private static final Duration QUIET = Duration.ofSeconds(10);

  private final LivePrometheus prometheus;
  private final List<Entry> entries = Collections.synchronizedList(new ArrayList<>());
  private final ScheduledExecutorService looks = Executors.newSingleThreadScheduledExecutor();
  private final ScheduledFuture<?> looking;

  private record Entry(Instant at, Set<Map<String, String>> firing) {
    private boolean has(FiredAlert alert) {
      return firing.stream().anyMatch(alert::is);
    }
  }

  FiringLog(LivePrometheus prometheus) {
    this.prometheus = prometheus;
    this.looking = looks.scheduleWithFixedDelay(this::look, 0, PAUSE_MILLIS, TimeUnit.MILLISECONDS);
  }

  private void look() {
    try {
      entries.add(new Entry(Instant.now(), prometheus.firing()));
    } catch (IOException e) {
      throw new UncheckedIOException("Prometheus does not answer", e);
    }
  }

  private List<Entry> after(Instant time) {
    if (looking.isDone()) {
      throw new IllegalStateException("the log has ended, Prometheus did not answer");
    }
    synchronized (entries) {
      return entries.stream().filter(entry -> entry.at().isAfter(time)).toList();
    }
  }

  /** How long after a moment it was first seen to fire. */
  Optional<Duration> fired(FiredAlert alert, Instant since) {
    return after(since).stream()
        .filter(entry -> entry.has(alert))
        .findFirst()
        .map(entry -> Duration.between(since, entry.at()));
  }

  /** How long after a moment it was gone for good. */
  Optional<Duration> gone(FiredAlert alert, Instant since) {
    Instant quietSince = null;
    for (Entry entry : after(since)) {
      if (entry.has(alert)) {
        quietSince = null;
      } else if (quietSince == null) {
        quietSince = entry.at();
      }
      if (quietSince != null && quietSince.plus(QUIET).isBefore(entry.at())) {
        return Optional.of(Duration.between(since, quietSince));
      }
    }
    return Optional.empty();
  }

  /** All that has ever fired, in words. */
  Set<String> everFired() {
    Set<String> words = new TreeSet<>();
    after(Instant.EPOCH)
        .forEach(entry -> entry.firing().forEach(labels -> words.add(FiredAlert.words(labels))));
    return words;
  }

  @Override
  public void close() {
    looks.shutdownNow();
  }
}
