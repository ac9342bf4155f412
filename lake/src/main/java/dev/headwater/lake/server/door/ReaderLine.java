package dev.headwater.lake.server.door;

import dev.headwater.lake.server.ask.Reader;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A line of a readers file: {@code NAME VIEW[,VIEW…]|* sha256:HEX}.
 *
 * @param digest SHA-256 of the secret in hexadecimal. Secrets are long and random, so that nobody
 *     finds one by trying, and a slow digest would only slow every request
 */
record ReaderLine(Reader reader, String digest) {
  static final String SHAPE = "NAME VIEW[,VIEW…]|* sha256:HEX";

  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,63}");
  private static final Pattern TABLE = Pattern.compile("\\w+");
  private static final Pattern DIGEST = Pattern.compile("sha256:([0-9a-fA-F]{64})");

  /**
   * Reads a line. Nothing of it is shown but names of views: somebody may have put the secret
   * itself there.
   *
   * @param problems gets what is wrong
   * @return empty when something is wrong
   */
  static Optional<ReaderLine> parse(String line, int number, List<String> problems) {
    String[] words = line.split("\\s+", -1);
    if (words.length != 3) {
      problems.add("line " + number + " has " + words.length + " words, not 3");
      return Optional.empty();
    }
    List<String> found = new ArrayList<>();
    if (!NAME.matcher(words[0]).matches()) {
      found.add("the name is not letters, digits, dots, dashes and underscores, at most 64");
    }
    Optional<Set<String>> readable =
        words[1].equals("*") ? Optional.empty() : Optional.of(tables(words[1], found));
    Matcher digest = DIGEST.matcher(words[2]);
    if (!digest.matches()) {
      found.add("the third word is not sha256: and 64 hexadecimal digits");
    }
    found.forEach(problem -> problems.add("line " + number + ": " + problem));
    return found.isEmpty()
        ? Optional.of(new ReaderLine(new Reader(words[0], readable), digest.group(1)))
        : Optional.empty();
  }

  private static Set<String> tables(String words, List<String> problems) {
    Set<String> tables = new TreeSet<>();
    for (String table : words.split(",", -1)) {
      if (TABLE.matcher(table).matches()) {
        tables.add(table.toLowerCase(Locale.ROOT));
      } else {
        problems.add("'" + table + "' is no name of a view or table, without its schema");
      }
    }
    return tables;
  }
}
