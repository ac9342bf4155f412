package dev.headwater.lake.server;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.headwater.lake.LakeException.Actor;
import java.sql.SQLException;
import java.util.OptionalInt;

/** Reads the errors of a DuckDB that tells them as JSON. */
final class DuckErrors {
  private static final ObjectMapper JSON = new ObjectMapper();

  private DuckErrors() {}

  /** Whether a file could not be read, as when the lake was compacted under the query. */
  static boolean isMissingFile(SQLException e) {
    return type(document(e)).equals("IO");
  }

  static boolean isInterrupt(SQLException e) {
    return type(document(e)).equalsIgnoreCase("Interrupt");
  }

  static QueryException explained(SQLException e, int shift) {
    JsonNode error = document(e);
    String message = error.path("exception_message").asText(e.getMessage());
    return switch (type(error)) {
      case "Out of Memory" ->
          new QueryException(
              Actor.USER,
              "the query needs more memory than the server has: "
                  + message.lines().findFirst().orElse("")
                  + "; filter or aggregate earlier, or give `up` more with --query-memory",
              OptionalInt.empty(),
              e);
      case "Internal", "Fatal" ->
          new QueryException(Actor.INTERNAL, "DuckDB failed: " + message, OptionalInt.empty(), e);
      case "IO" -> new QueryException(Actor.EXTERNAL, message, OptionalInt.empty(), e);
      default -> new QueryException(Actor.USER, message, position(error, shift), e);
    };
  }

  static OptionalInt position(JsonNode error, int shift) {
    return error.has("position")
        ? OptionalInt.of(error.get("position").asInt() + shift)
        : OptionalInt.empty();
  }

  private static String type(JsonNode error) {
    return error.path("exception_type").asText();
  }

  private static JsonNode document(SQLException e) {
    String message = String.valueOf(e.getMessage());
    int begin = message.indexOf('{');
    if (begin >= 0) {
      try {
        return JSON.readTree(message.substring(begin));
      } catch (JsonProcessingException plainText) {
        // Told below as it is.
      }
    }
    return JSON.createObjectNode();
  }
}
