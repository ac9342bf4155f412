package dev.headwater.ingest.collect;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

/** The limits that count. */
class InFlightTest {
  @Test
  void requestsAndBytesAreBoundedAndGivenBackOnce() {
    InFlight inFlight = new InFlight(CollectorLimits.usual().of(64 << 20, 2, 1));
    InFlight.Share first = inFlight.enter().orElseThrow();
    InFlight.Share second = inFlight.enter().orElseThrow();
    assertThat(inFlight.enter()).isEmpty();
    assertThat(first.hold(60L << 20)).isTrue();
    assertThat(second.hold(5L << 20)).isFalse();
    assertThat(second.hold(4L << 20)).isTrue();

    first.giveBack();
    first.giveBack();

    InFlight.Share third = inFlight.enter().orElseThrow();
    assertThat(third.hold(60L << 20)).isTrue();
    assertThat(third.hold(1)).isFalse();
    assertThat(inFlight.enter()).isEmpty();
  }

  @Test
  void aRateLetsASecondsWorthInAtOnceAndThenEvenly() {
    long now = System.nanoTime();
    TokenBucket bucket = new TokenBucket(10, now);
    for (int i = 0; i < 10; i++) {
      assertThat(bucket.take(now)).isTrue();
    }
    assertThat(bucket.take(now)).isFalse();
    assertThat(bucket.take(now + Duration.ofMillis(99).toNanos())).isFalse();
    assertThat(bucket.take(now + Duration.ofMillis(101).toNanos())).isTrue();
    assertThat(bucket.take(now + Duration.ofMillis(101).toNanos())).isFalse();
    long muchLater = now + Duration.ofHours(1).toNanos();
    for (int i = 0; i < 10; i++) {
      assertThat(bucket.take(muchLater)).isTrue();
    }
    assertThat(bucket.take(muchLater)).isFalse();
  }
}
