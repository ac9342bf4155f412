package dev.headwater.jobs.run;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The joins that a job's header promises, as {@code -- Plan: 1 delta join, 1 lookup join} or {@code
 * -- Plan: no join}.
 *
 * @param deltaJoins number of joins that look up both sides and keep no state
 * @param lookupJoins number of joins that look up one side
 */
public record PlanPromise(int deltaJoins, int lookupJoins) {
  private static final Pattern LINE = Pattern.compile("(?m)^-- Plan: (.*)$");
  private static final Pattern PART = Pattern.compile("(\\d+) (delta|lookup) joins?");

  static PlanPromise of(String name, String sql) {
    Matcher line = LINE.matcher(sql);
    if (!line.find()) {
      throw new IllegalArgumentException(
          name
              + ".sql: the header promises nothing; add a line such as `-- Plan: 1 delta join` or `-- Plan: no join`");
    }
    String promise = line.group(1).strip();
    if (promise.equals("no join")) {
      return new PlanPromise(0, 0);
    }
    int delta = 0;
    int lookup = 0;
    for (String part : promise.split(",", -1)) {
      Matcher matcher = PART.matcher(part.strip());
      if (!matcher.matches()) {
        throw new IllegalArgumentException(
            name
                + ".sql: cannot read the promise `"
                + part.strip()
                + "` in `-- Plan: "
                + promise
                + "`");
      }
      int count = Integer.parseInt(matcher.group(1));
      delta += matcher.group(2).equals("delta") ? count : 0;
      lookup += matcher.group(2).equals("lookup") ? count : 0;
    }
    return new PlanPromise(delta, lookup);
  }

  /** The promise in the words of a header. */
  @Override
  public String toString() {
    if (deltaJoins + lookupJoins == 0) {
      return "no join";
    }
    String delta = words(deltaJoins, "delta");
    String lookup = words(lookupJoins, "lookup");
    return delta + (delta.isEmpty() || lookup.isEmpty() ? "" : ", ") + lookup;
  }

  private static String words(int count, String kind) {
    return count == 0 ? "" : count + " " + kind + (count == 1 ? " join" : " joins");
  }
}
