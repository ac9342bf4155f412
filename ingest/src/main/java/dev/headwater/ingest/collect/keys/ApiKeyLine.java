package dev.headwater.ingest.collect.keys;

import dev.headwater.ingest.fault.Quoted;
import dev.headwater.ingest.record.RecordType;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A line of a keys file: {@code NAME TABLE[,TABLE…] sha256:HEX [public] [rate=N]}.
 *
 * @param digest SHA-256 of the key in hexadecimal. Keys are long and random, so that nobody finds
 *     one by trying, and a slow digest would only slow every request
 */
record ApiKeyLine(ApiKey key, String digest) {
  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,63}");
  private static final Pattern DIGEST = Pattern.compile("sha256:([0-9a-fA-F]{64})");
  private static final Pattern RATE = Pattern.compile("rate=([1-9][0-9]{0,8})");

  /**
   * Reads a line. No value of it is shown but names and tables: somebody may have put the key
   * itself there.
   *
   * @param problems gets what is wrong
   * @return empty when something is wrong
   */
  static Optional<ApiKeyLine> parse(String line, int number, List<String> problems) {
    String[] words = line.split("\\s+", -1);
    List<String> found = new ArrayList<>();
    if (words.length < 3) {
      problems.add("line " + number + " has " + words.length + " of at least 3 words");
      return Optional.empty();
    }
    if (!NAME.matcher(words[0]).matches()) {
      found.add("the name is not letters, digits, dots, dashes and underscores, at most 64");
    }
    Set<RecordType> tables = tables(words[1], found);
    Matcher digest = DIGEST.matcher(words[2]);
    if (!digest.matches()) {
      found.add("the third word is not sha256: and 64 hexadecimal digits");
    }
    ApiKey.Exposure exposure = ApiKey.Exposure.SECRET;
    OptionalInt rate = OptionalInt.empty();
    for (int i = 3; i < words.length; i++) {
      Matcher given = RATE.matcher(words[i]);
      if (words[i].equals("public")) {
        exposure = ApiKey.Exposure.PUBLIC;
      } else if (given.matches()) {
        rate = OptionalInt.of(Integer.parseInt(given.group(1)));
      } else {
        found.add("word " + (i + 1) + " is neither public nor rate=N");
      }
    }
    found.forEach(problem -> problems.add("line " + number + ": " + problem));
    return found.isEmpty()
        ? Optional.of(new ApiKeyLine(new ApiKey(words[0], tables, exposure, rate), digest.group(1)))
        : Optional.empty();
  }

  private static Set<RecordType> tables(String words, List<String> problems) {
    Set<RecordType> tables = EnumSet.noneOf(RecordType.class);
    for (String table : words.split(",", -1)) {
      RecordType.of(table)
          .filter(RecordType::hasKey)
          .ifPresentOrElse(
              tables::add,
              () ->
                  problems.add(
                      Quoted.of(table)
                          + " is none of "
                          + String.join(", ", RecordType.tablesWithKey())));
    }
    return tables;
  }
}
