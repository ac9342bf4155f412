package dev.headwater.ingest.rows;

import java.util.List;

/**
 * Where a table's columns are.
 *
 * @param columns in the order of the running platform's table
 */
public record RowLayout(List<String> columns) {
  public RowLayout {
    columns = List.copyOf(columns);
  }

  public int size() {
    return columns.size();
  }

  public int index(String column) {
    int index = columns.indexOf(column);
    if (index < 0) {
      throw new IllegalArgumentException("no column " + column + " in " + columns);
    }
    return index;
  }
}
