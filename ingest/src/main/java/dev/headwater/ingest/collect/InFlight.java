package dev.headwater.ingest.collect;

import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/** Counts what is held for clients, and refuses more than the limits. Thread-safe. */
final class InFlight {
  private final CollectorLimits limits;
  private final AtomicInteger requests = new AtomicInteger();
  private final AtomicLong bytes = new AtomicLong();

  InFlight(CollectorLimits limits) {
    this.limits = limits;
  }

  /** A share of one request; given back once. */
  final class Share {
    private final AtomicLong held = new AtomicLong();
    private final AtomicBoolean returned = new AtomicBoolean();

    /** Asks for room for more bytes; without it nothing is held more. */
    boolean hold(long more) {
      if (bytes.addAndGet(more) > limits.bytesInFlight()) {
        bytes.addAndGet(-more);
        return false;
      }
      held.addAndGet(more);
      return true;
    }

    void giveBack() {
      if (returned.compareAndSet(false, true)) {
        requests.decrementAndGet();
        bytes.addAndGet(-held.get());
      }
    }
  }

  /** Asks for a request to come in; empty when there are too many. */
  Optional<Share> enter() {
    if (requests.incrementAndGet() > limits.requestsInFlight()) {
      requests.decrementAndGet();
      return Optional.empty();
    }
    return Optional.of(new Share());
  }
}
