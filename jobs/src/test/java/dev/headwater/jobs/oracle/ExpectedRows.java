package dev.headwater.jobs.oracle;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * What a table or view must contain, row by row. Columns that the oracle cannot know are left out.
 */
public final class ExpectedRows {
  private static final int SHOWN = 10;

  private final String table;
  private final List<Column> columns;
  private final List<List<Object>> rows = new ArrayList<>();

  ExpectedRows(String table, Column... columns) {
    this.table = table;
    this.columns = List.of(columns);
  }

  void add(Object... values) {
    if (values.length != columns.size()) {
      throw new IllegalArgumentException(
          table + " has " + columns.size() + " columns, not " + values.length);
    }
    List<Object> row = new ArrayList<>();
    Collections.addAll(row, values);
    rows.add(Collections.unmodifiableList(row));
  }

  public String table() {
    return table;
  }

  /** Names of the columns, in the order of the table's definition: select these and compare. */
  public List<String> columns() {
    return columns.stream().map(Column::name).toList();
  }

  /**
   * Values: text, whole numbers and amounts as String, Long and BigDecimal, times as Instant, or
   * null.
   */
  public List<List<Object>> rows() {
    return Collections.unmodifiableList(rows);
  }

  /** The rows in their canonical form, sorted: equal tables give equal lists. */
  public List<String> canonical() {
    return rows.stream().map(this::canonical).sorted().toList();
  }

  /**
   * Compares with the rows of an engine, in any order.
   *
   * @param actual rows with a value for each of {@link #columns}; times anything whose text is
   *     ISO-8601 with Z
   * @return empty when they are the same rows; otherwise the counts and the first ten differences
   *     with both sides
   */
  public String differenceFrom(Collection<? extends List<?>> actual) {
    List<? extends List<?>> alive = actual.stream().filter(row -> !isDeleted(row)).toList();
    Map<String, List<String>> expectedByKey = byKey(rows);
    Map<String, List<String>> actualByKey = byKey(alive);
    List<String> differences = new ArrayList<>();
    for (Map.Entry<String, List<String>> entry : expectedByKey.entrySet()) {
      List<String> found = actualByKey.getOrDefault(entry.getKey(), List.of());
      if (!entry.getValue().equals(found)) {
        differences.add(difference(entry.getKey(), entry.getValue(), found));
      }
    }
    for (Map.Entry<String, List<String>> entry : actualByKey.entrySet()) {
      if (!expectedByKey.containsKey(entry.getKey())) {
        differences.add(difference(entry.getKey(), List.of(), entry.getValue()));
      }
    }
    return differences.isEmpty() ? "" : report(differences, alive.size());
  }

  private boolean isDeleted(List<?> row) {
    return IntStream.range(0, columns.size()).anyMatch(i -> columns.get(i).saysDeleted(row.get(i)));
  }

  private String report(List<String> differences, int actualRows) {
    return "%s: %d rows expected, %d found, %d keys differ (columns %s)%n"
            .formatted(table, rows.size(), actualRows, differences.size(), columns())
        + differences.stream().limit(SHOWN).collect(Collectors.joining())
        + (differences.size() > SHOWN ? "  and so on\n" : "");
  }

  private static String difference(String key, List<String> expected, List<String> found) {
    return "  key %s%n    expected %s%n    found    %s%n"
        .formatted(key, side(expected), side(found));
  }

  private static String side(List<String> rows) {
    return rows.isEmpty() ? "no row" : String.join(" and ", rows);
  }

  /** A key found twice keeps both rows, so that it shows as a difference. */
  private Map<String, List<String>> byKey(Collection<? extends List<?>> someRows) {
    Map<String, List<String>> byKey = new TreeMap<>();
    for (List<?> row : someRows) {
      byKey.computeIfAbsent(key(row), key -> new ArrayList<>()).add(canonical(row));
    }
    byKey.values().forEach(Collections::sort);
    return byKey;
  }

  private String key(List<?> row) {
    List<String> key = new ArrayList<>();
    for (int i = 0; i < columns.size(); i++) {
      if (columns.get(i).isKey()) {
        key.add(columns.get(i).canonical(row.get(i)));
      }
    }
    return String.join(", ", key);
  }

  private String canonical(List<?> row) {
    if (row.size() != columns.size()) {
      throw new IllegalArgumentException(
          "A row of %s needs the columns %s, not %s".formatted(table, columns(), row));
    }
    List<String> cells = new ArrayList<>();
    for (int i = 0; i < columns.size(); i++) {
      cells.add(columns.get(i).canonical(row.get(i)));
    }
    return cells.toString();
  }
}
