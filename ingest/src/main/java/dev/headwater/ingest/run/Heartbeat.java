package dev.headwater.ingest.run;

import dev.headwater.ingest.platform.IngestSink;
import dev.headwater.ingest.platform.LiveIngest;
import java.time.Duration;
import java.time.Instant;
import java.util.OptionalLong;
import java.util.UUID;

/**
 * Tells the platform every few seconds how an ingest from a live source goes. Never a reason for
 * the ingest to fail. Not thread-safe.
 */
final class Heartbeat {
  private static final long INTERVAL_NANOS = Duration.ofSeconds(5).toNanos();

  private final IngestPlan plan;
  private final EventSource source;
  private final IngestSink sink;
  private final Instant startedAt;
  private final String name;
  private boolean told;
  private long toldNanos;

  Heartbeat(IngestPlan plan, EventSource source, IngestSink sink) {
    this.plan = plan;
    this.source = source;
    this.sink = sink;
    this.startedAt = plan.wall().instant();
    this.name =
        String.join(
            " | ",
            plan.request().input().name(),
            plan.request().input().sharedBy().orElse(""),
            plan.type().table(),
            UUID.randomUUID().toString());
  }

  void beat(long nanos, long records) {
    OptionalLong behind = source.behind();
    if (behind.isEmpty() || (told && nanos - toldNanos < INTERVAL_NANOS)) {
      return;
    }
    told = true;
    toldNanos = nanos;
    sink.tell(
        new LiveIngest(
            name,
            plan.request().input().name(),
            plan.request().input().sharedBy(),
            plan.type().table(),
            records,
            behind.getAsLong(),
            startedAt,
            plan.wall().instant()));
  }

  /** The ingest ended, well or not: there is nothing to be heard of it any more. */
  void end() {
    if (told) {
      sink.tellEnd(name);
    }
  }
}
