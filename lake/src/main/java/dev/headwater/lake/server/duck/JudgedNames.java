package dev.headwater.lake.server.duck;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/**
 * DuckDB's functions, and the views that it brings, as somebody has judged them. What nobody has
 * judged is in none of the lists, and so not for queries.
 */
final class JudgedNames {
  private static final String FILE = "/lake/duckdb-functions.txt";
  private static final Map<Kind, Set<String>> NAMES = read();

  /** What a list is of, and for whom. */
  enum Kind {
    FUNCTIONS,
    CATALOG_FUNCTIONS,
    REFUSED_FUNCTIONS,
    TABLE_FUNCTIONS,
    CATALOG_TABLE_FUNCTIONS,
    REFUSED_TABLE_FUNCTIONS,
    CATALOG_VIEWS,
    REFUSED_VIEWS;

    private String heading() {
      return '[' + lower(name().replace('_', ' ')) + ']';
    }
  }

  private JudgedNames() {}

  /** Names in lower case. */
  static Set<String> of(Kind kind) {
    return NAMES.get(kind);
  }

  static boolean has(Kind kind, String name) {
    return of(kind).contains(lower(name));
  }

  /**
   * As DuckDB compares names: letters of ASCII alone have a lower case. Java would make a k of the
   * sign for Kelvin, and take two names for one.
   */
  static String lower(String name) {
    StringBuilder lower = new StringBuilder(name);
    for (int i = 0; i < lower.length(); i++) {
      char letter = lower.charAt(i);
      if (letter >= 'A' && letter <= 'Z') {
        lower.setCharAt(i, (char) (letter - 'A' + 'a'));
      }
    }
    return lower.toString();
  }

  private static Map<Kind, Set<String>> read() {
    Map<Kind, Set<String>> names = new EnumMap<>(Kind.class);
    for (Kind kind : Kind.values()) {
      names.put(kind, new HashSet<>());
    }
    Set<String> list = Set.of();
    try (BufferedReader lines =
        new BufferedReader(
            new InputStreamReader(
                Objects.requireNonNull(JudgedNames.class.getResourceAsStream(FILE), FILE),
                StandardCharsets.UTF_8))) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        if (line.startsWith("[")) {
          list = names.get(kind(line));
        } else if (!line.isEmpty() && !line.startsWith("#")) {
          list.addAll(List.of(lower(line).split(" ", -1)));
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return names;
  }

  private static Kind kind(String heading) {
    for (Kind kind : Kind.values()) {
      if (kind.heading().equals(heading)) {
        return kind;
      }
    }
    throw new IllegalStateException(FILE + " has a heading " + heading + " that nobody reads");
  }
}
