package dev.headwater.jobs.flink;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Optional;

/**
 * What became of something that Flink does on its own after it was asked.
 *
 * @param isDone whether it has ended
 * @param value what it gave; empty while it goes on and when it failed
 * @param failure why it failed, one line
 */
public record Outcome(boolean isDone, Optional<String> value, Optional<String> failure) {
  static Outcome of(JsonNode answer, String field) {
    boolean done = answer.path("status").path("id").asText().equals("COMPLETED");
    JsonNode operation = answer.path("operation");
    if (!done) {
      return new Outcome(false, Optional.empty(), Optional.empty());
    }
    // Savepoints and checkpoints spell it differently.
    for (String spelling : List.of("failure-cause", "failureCause")) {
      if (operation.hasNonNull(spelling)) {
        String trace = operation.path(spelling).path("stack-trace").asText("no reason given");
        return new Outcome(true, Optional.empty(), innermost(trace));
      }
    }
    return new Outcome(true, Optional.of(operation.path(field).asText()), Optional.empty());
  }

  /** The last cause that a stack trace names. */
  static Optional<String> innermost(String trace) {
    String marker = "Caused by: ";
    return trace
        .lines()
        .map(String::strip)
        .filter(line -> line.startsWith(marker))
        .map(line -> line.substring(marker.length()))
        .reduce((first, last) -> last)
        .or(() -> trace.lines().map(String::strip).filter(line -> !line.isEmpty()).findFirst())
        .map(
            line ->
                line.replaceFirst("^(org\\.apache\\.flink\\.util\\.SerializedThrowable: )?", ""));
  }
}
