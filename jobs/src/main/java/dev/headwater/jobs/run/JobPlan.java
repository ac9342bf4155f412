package dev.headwater.jobs.run;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The plan that Flink made for a job.
 *
 * @param text the optimized execution plan, a line an operator, as Flink prints it
 */
public record JobPlan(String text) {
  private static final String HEADING = "== Optimized Execution Plan ==";
  private static final Pattern OPERATOR = Pattern.compile("^[\\s:+\\-|]*([A-Z][A-Za-z]+)\\(");
  private static final List<String> STATEFUL =
      List.of(
          "Join",
          "IntervalJoin",
          "TemporalJoin",
          "WindowJoin",
          "MultiJoin",
          "GroupAggregate",
          "LocalGroupAggregate",
          "GlobalGroupAggregate",
          "IncrementalGroupAggregate",
          "GroupTableAggregate",
          "GroupWindowAggregate",
          "LocalWindowAggregate",
          "GlobalWindowAggregate",
          "WindowAggregate",
          "OverAggregate",
          "Rank",
          "WindowRank",
          "Deduplicate",
          "WindowDeduplicate",
          "Sort",
          "SortLimit",
          "TemporalSort",
          "Match",
          "ChangelogNormalize",
          "ProcessTableFunction",
          "SinkMaterialize");

  /** The part of an EXPLAIN that shows what will run. */
  static JobPlan ofExplanation(String explanation) {
    int start = explanation.indexOf(HEADING);
    if (start < 0) {
      throw new IllegalArgumentException("no execution plan in: " + explanation);
    }
    return new JobPlan(explanation.substring(start + HEADING.length()).strip() + "\n");
  }

  /** Names of the operators, from the sink upwards. */
  public List<String> operators() {
    return text.lines()
        .map(OPERATOR::matcher)
        .filter(Matcher::find)
        .map(operator -> operator.group(1))
        .toList();
  }

  long count(String operator) {
    return operators().stream().filter(operator::equals).count();
  }

  /** Operators that keep state which grows with the data. */
  List<String> stateful() {
    List<String> stateful =
        new ArrayList<>(operators().stream().filter(STATEFUL::contains).toList());
    if (text.contains("upsertMaterialize=[true]")) {
      stateful.add("SinkUpsertMaterializer");
    }
    return stateful;
  }
}
