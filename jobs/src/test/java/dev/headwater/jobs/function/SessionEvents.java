package dev.headwater.jobs.function;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;

/** Events for tests, few times and names so that much coincides. */
final class SessionEvents {
  static final Instant MIDNIGHT = Instant.parse("2024-03-01T00:00:00Z");

  private SessionEvents() {}

  /** An event of the customer {@code c}, some time after midnight. */
  static SessionEvent at(String id, Duration afterMidnight) {
    return event(id, "c", "click", MIDNIGHT.plus(afterMidnight));
  }

  static SessionEvent event(String id, String customer, String type, Instant time) {
    return new SessionEvent("00", customer, id, type, "channel of " + id, "page of " + id, time);
  }

  /** Events of two customers around midnight, many of them exactly the gap apart. */
  static List<SessionEvent> world(Random random) {
    int steps = 1 + random.nextInt(60);
    return IntStream.range(0, 1 + random.nextInt(25))
        .mapToObj(i -> around(random, "e" + i, random.nextInt(2 * steps) - steps))
        .toList();
  }

  private static SessionEvent around(Random random, String id, int tenMinutes) {
    Duration nudge = Duration.ofMillis(random.nextInt(4) == 0 ? random.nextInt(3) - 1 : 0);
    return new SessionEvent(
        "00",
        "c" + random.nextInt(2),
        id,
        List.of("page_view", "click", "cart").get(random.nextInt(3)),
        random.nextBoolean() ? null : "channel of " + id,
        random.nextBoolean() ? null : "page of " + id,
        MIDNIGHT.plus(Duration.ofMinutes(10L * tenMinutes)).plus(nudge));
  }
}
