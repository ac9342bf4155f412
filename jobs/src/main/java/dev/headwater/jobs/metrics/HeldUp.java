package dev.headwater.jobs.metrics;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.HashMap;
import java.util.Map;
import java.util.OptionalDouble;

/** How much of its time a job's slowest stage cannot go on because the next one does not. */
final class HeldUp {
  /**
   * A stage at one moment.
   *
   * @param moment by Flink's clock, milliseconds
   * @param heldUp milliseconds so far, of all its tasks
   */
  private record Seen(long moment, long heldUp) {}

  private Map<String, Seen> before = Map.of();

  /**
   * Since the last time, 0 to 1.
   *
   * @param details of the job, as Flink gives them
   * @return empty when none of its stages was seen before
   */
  OptionalDouble ratio(JsonNode details) {
    long now = details.path("now").asLong();
    Map<String, Seen> seen = new HashMap<>();
    OptionalDouble highest = OptionalDouble.empty();
    for (JsonNode stage : details.path("vertices")) {
      String id = stage.path("id").asText();
      long heldUp = stage.path("metrics").path("accumulated-backpressured-time").asLong();
      seen.put(id, new Seen(now, heldUp));
      Seen last = before.get(id);
      // A job that was started again counts from 0.
      if (last != null && last.moment() < now && last.heldUp() <= heldUp) {
        double tasks = Math.max(1, stage.path("parallelism").asInt());
        double ratio = (heldUp - last.heldUp()) / tasks / (now - last.moment());
        highest = OptionalDouble.of(Math.max(highest.orElse(0), Math.min(1, ratio)));
      }
    }
    before = seen;
    return highest;
  }
}
