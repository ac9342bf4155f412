package dev.headwater.jobs.cli.words;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import picocli.CommandLine.Help.Ansi;

/** A table for a terminal: a bold head, columns as wide as they need, numbers to the right. */
public final class TextTable {
  private static final Pattern NUMBER = Pattern.compile("-?[\\d,]+(\\.\\d+)?%?");

  private final List<String> head;
  private final List<List<String>> rows = new ArrayList<>();

  public TextTable(String... head) {
    this(List.of(head));
  }

  public TextTable(List<String> head) {
    this.head = head.stream().map(Visible::word).toList();
  }

  public TextTable row(Object... values) {
    return row(List.of(values));
  }

  public TextTable row(List<?> values) {
    rows.add(
        values.stream().map(value -> value == null ? "" : Visible.word(value.toString())).toList());
    return this;
  }

  /** The lines of the table; colours only where the terminal has them. */
  public String text() {
    List<Column> columns = IntStream.range(0, head.size()).mapToObj(this::column).toList();
    String title = line(columns, head);
    StringBuilder text = new StringBuilder();
    text.append(Ansi.AUTO.string("@|bold " + title + "|@")).append('\n');
    text.append("─".repeat(title.length())).append('\n');
    rows.forEach(row -> text.append(line(columns, row)).append('\n'));
    return text.toString();
  }

  private static String line(List<Column> columns, List<String> values) {
    StringBuilder line = new StringBuilder();
    for (int i = 0; i < values.size(); i++) {
      String value = values.get(i);
      String padding = " ".repeat(columns.get(i).width() - value.length());
      line.append(columns.get(i).numbers() ? padding + value : value + padding).append("  ");
    }
    return line.toString().stripTrailing();
  }

  private Column column(int index) {
    int width = head.get(index).length();
    boolean numbers = !rows.isEmpty();
    for (List<String> row : rows) {
      String value = row.get(index);
      width = Math.max(width, value.length());
      numbers &= value.isEmpty() || NUMBER.matcher(value).matches();
    }
    return new Column(width, numbers);
  }

  /** How a column is written: characters wide, to the right when all its values are numbers. */
  private record Column(int width, boolean numbers) {}
}
