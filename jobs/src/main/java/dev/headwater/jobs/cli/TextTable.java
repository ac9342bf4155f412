package dev.headwater.jobs.cli;

import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Help.Ansi;

/** A table for a terminal: a bold head, columns as wide as they need, numbers to the right. */
final class TextTable {
  private final List<String> head;
  private final List<List<String>> rows = new ArrayList<>();

  TextTable(String... head) {
    this(List.of(head));
  }

  TextTable(List<String> head) {
    this.head = List.copyOf(head);
  }

  TextTable row(Object... values) {
    return row(List.of(values));
  }

  TextTable row(List<?> values) {
    rows.add(values.stream().map(value -> value == null ? "" : value.toString()).toList());
    return this;
  }

  /** The lines of the table; colours only where the terminal has them. */
  String text() {
    StringBuilder text = new StringBuilder();
    text.append(Ansi.AUTO.string("@|bold " + line(head) + "|@")).append('\n');
    text.append("─".repeat(line(head).length())).append('\n');
    rows.forEach(row -> text.append(line(row)).append('\n'));
    return text.toString();
  }

  private String line(List<String> values) {
    StringBuilder line = new StringBuilder();
    for (int column = 0; column < head.size(); column++) {
      String value = values.get(column);
      String padding = " ".repeat(width(column) - value.length());
      line.append(isNumber(column) ? padding + value : value + padding).append("  ");
    }
    return line.toString().stripTrailing();
  }

  private int width(int column) {
    int width = head.get(column).length();
    for (List<String> row : rows) {
      width = Math.max(width, row.get(column).length());
    }
    return width;
  }

  private boolean isNumber(int column) {
    return !rows.isEmpty()
        && rows.stream()
            .map(row -> row.get(column))
            .allMatch(value -> value.isEmpty() || value.matches("-?[\\d,]+(\\.\\d+)?%?"));
  }
}
