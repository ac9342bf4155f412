package dev.headwater.ingest;

import java.util.List;

/**
 * Where a table's columns are.
 *
 * @param columns in the order of the running platform's table
 */
record RowLayout(List<String> columns) {
  RowLayout {
    columns = List.copyOf(columns);
  }

  int size() {
    return columns.size();
  }

  int index(String column) {
    int index = columns.indexOf(column);
    if (index < 0) {
      throw new IllegalArgumentException("no column " + column + " in " + columns);
    }
    return index;
  }
}
