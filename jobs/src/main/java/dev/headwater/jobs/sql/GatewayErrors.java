package dev.headwater.jobs.sql;

import java.util.List;
import java.util.Optional;

/** Finds in a gateway's stack trace the one line that helps. */
final class GatewayErrors {
  private static final List<String> WRAPPERS =
      List.of(
          "Internal server error.",
          "Failed to fetchResults.",
          "Failed to execute the operation",
          "Could not execute the statement",
          "Failed to execute sql");

  private GatewayErrors() {}

  static SqlException of(String trace) {
    List<String> causes =
        trace
            .lines()
            .filter(line -> line.startsWith("Caused by: "))
            .map(line -> line.substring("Caused by: ".length()))
            .toList();
    Optional<String> deepest =
        causes.isEmpty() ? Optional.empty() : Optional.of(causes.get(causes.size() - 1));
    String line =
        deepest
            .or(
                () ->
                    trace
                        .lines()
                        .filter(l -> !l.isBlank() && WRAPPERS.stream().noneMatch(l::startsWith))
                        .findFirst())
            .orElse(trace);
    return new SqlException(withoutType(line));
  }

  private static String withoutType(String line) {
    int colon = line.indexOf(": ");
    boolean type = colon > 0 && line.substring(0, colon).chars().noneMatch(c -> c == ' ');
    return type ? line.substring(colon + 2) : line;
  }
}
