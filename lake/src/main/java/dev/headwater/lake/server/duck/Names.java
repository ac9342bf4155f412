package dev.headwater.lake.server.duck;

import java.util.List;
import java.util.stream.Collectors;

/** Text that goes into SQL. */
public final class Names {
  private Names() {}

  public static String quote(String name) {
    return '"' + name.replace("\"", "\"\"") + '"';
  }

  public static String literal(String text) {
    return '\'' + text.replace("'", "''") + '\'';
  }

  public static String quoteAll(List<String> names) {
    return names.stream().map(Names::quote).collect(Collectors.joining(", "));
  }

  /** {@code left.a = right.a AND left.b = right.b}. */
  public static String equal(String left, String right, List<String> names) {
    return names.stream()
        .map(Names::quote)
        .map(name -> left + "." + name + " = " + right + "." + name)
        .collect(Collectors.joining(" AND "));
  }
}
