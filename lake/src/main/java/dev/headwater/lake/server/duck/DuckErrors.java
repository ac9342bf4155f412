package dev.headwater.lake.server.duck;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.headwater.lake.LakeException.Actor;
import dev.headwater.lake.server.ask.QueryException;
import java.io.IOException;
import java.sql.SQLException;
import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads the errors of a DuckDB that tells them as JSON. */
public final class DuckErrors {
  private static final Pattern PASSED_ON =
      Pattern.compile("CDataJniException\\{errno=-?\\d+, message=(.*)\\}\\s*$", Pattern.DOTALL);
  private static final ObjectMapper JSON = new ObjectMapper();

  private DuckErrors() {}

  /** Whether a file could not be read, as when the lake was compacted under the query. */
  public static boolean isMissingFile(Exception e) {
    for (Throwable cause = e; cause != null; cause = cause.getCause()) {
      if (cause instanceof SQLException told && type(document(told)).equals("IO")) {
        return true;
      }
    }
    return false;
  }

  public static boolean isInterrupt(SQLException e) {
    return type(document(e)).equalsIgnoreCase("Interrupt");
  }

  /** What DuckDB said where Arrow's reader passes it on in words of its own. */
  public static SQLException unwrapped(IOException e) {
    Matcher told = PASSED_ON.matcher(String.valueOf(e.getMessage()));
    return new SQLException(told.find() ? told.group(1) : e.getMessage(), e);
  }

  public static QueryException explained(SQLException e, int shift) {
    JsonNode error = document(e);
    String message = error.path("exception_message").asText(e.getMessage());
    return switch (type(error)) {
      case "Out of Memory" ->
          new QueryException(
              Actor.USER,
              "the query needs more memory than the server has: %s; filter or aggregate earlier, or give `up` more with --query-memory"
                  .formatted(message.lines().findFirst().orElse("")),
              e);
      case "Internal", "Fatal" ->
          new QueryException(Actor.INTERNAL, "DuckDB failed: " + message, e);
      case "IO" -> new QueryException(Actor.EXTERNAL, message, e);
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
    int begin = message.indexOf("{\"exception_type\"");
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
