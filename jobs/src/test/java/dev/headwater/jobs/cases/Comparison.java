package dev.headwater.jobs.cases;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/** Expected and found rows side by side, in any order, repeats counted. */
final class Comparison {
  private static final Pattern LONG_RUN = Pattern.compile("(.)\\1{20,}+");

  private Comparison() {}

  /** Every row with where it stands; empty when both sides are the same. */
  static String difference(ExpectedTable expected, List<List<String>> found) {
    List<String> wanted = lines(expected.rows());
    List<String> there = lines(found);
    if (wanted.equals(there)) {
      return "";
    }
    Set<String> rows = new TreeSet<>(wanted);
    rows.addAll(there);
    List<String> report = new ArrayList<>();
    report.add(
        "%s: %d rows expected, %d found; columns %s"
            .formatted(
                expected.table(),
                wanted.size(),
                there.size(),
                String.join(", ", expected.columns())));
    for (String row : rows) {
      long missing = count(wanted, row) - count(there, row);
      String where = missing == 0 ? "both     " : missing > 0 ? "expected " : "found    ";
      report.add("  " + where + shown(row));
    }
    return String.join("\n", report) + "\n";
  }

  private static String shown(String row) {
    return LONG_RUN.matcher(row).replaceAll("$1$1$1…");
  }

  private static long count(List<String> rows, String row) {
    return rows.stream().filter(row::equals).count();
  }

  private static List<String> lines(List<List<String>> rows) {
    return rows.stream().map(row -> String.join(", ", row)).sorted().toList();
  }
}
