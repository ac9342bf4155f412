package dev.headwater.jobs.sql;

import java.util.List;

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
    String line =
        trace
            .lines()
            .filter(cause -> cause.startsWith("Caused by: "))
            .map(cause -> cause.substring("Caused by: ".length()))
            .reduce((outer, inner) -> inner)
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
