package dev.headwater.jobs.run;

import java.util.HashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What a job's header promises of its plan, as {@code -- Plan: 1 delta join, 1 lookup join}, {@code
 * -- Plan: no join}, {@code -- Plan: 1 aggregate} or {@code -- Plan: 1 process table function}.
 *
 * @param deltaJoins number of joins that look up both sides and keep no state
 * @param lookupJoins number of joins that look up one side
 * @param aggregates number of grouped aggregates, which keep a row of state for each group
 * @param processTableFunctions number of functions that may keep state of their own
 */
public record PlanPromise(
    int deltaJoins, int lookupJoins, int aggregates, int processTableFunctions) {
  private static final Pattern LINE = Pattern.compile("(?m)^-- Plan: (.*)$");
  private static final Pattern PART =
      Pattern.compile("(\\d+) (delta join|lookup join|aggregate|process table function)s?");

  PlanPromise(int deltaJoins, int lookupJoins) {
    this(deltaJoins, lookupJoins, 0, 0);
  }

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
    Map<String, Integer> counts = new HashMap<>();
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
      counts.merge(matcher.group(2), Integer.valueOf(matcher.group(1)), Integer::sum);
    }
    return new PlanPromise(
        counts.getOrDefault("delta join", 0),
        counts.getOrDefault("lookup join", 0),
        counts.getOrDefault("aggregate", 0),
        counts.getOrDefault("process table function", 0));
  }

  /** The promise in the words of a header. */
  @Override
  public String toString() {
    String words =
        Stream.of(
                words(deltaJoins, "delta join"),
                words(lookupJoins, "lookup join"),
                words(aggregates, "aggregate"),
                words(processTableFunctions, "process table function"))
            .filter(part -> !part.isEmpty())
            .collect(Collectors.joining(", "));
    return words.isEmpty() ? "no join" : words;
  }

  private static String words(int count, String kind) {
    return count == 0 ? "" : count + " " + kind + (count == 1 ? "" : "s");
  }
}
