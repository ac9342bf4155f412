package dev.headwater.lake.union;

import dev.headwater.lake.LakeException;
import java.util.List;
import org.apache.fluss.metadata.TableInfo;
import org.apache.fluss.types.RowType;

/**
 * Which fields of a table a read needs.
 *
 * @param type the table's columns
 * @param columns indexes into {@code type} of the result's columns
 * @param keys indexes into {@code type} of the primary key, empty for a log table
 */
record Layout(RowType type, List<Integer> columns, List<Integer> keys) {
  Layout {
    columns = List.copyOf(columns);
    keys = List.copyOf(keys);
  }

  static Layout of(TableInfo table, ReadRequest request) {
    RowType type = table.getRowType();
    List<String> names = request.columns().orElse(type.getFieldNames());
    return new Layout(
        type,
        names.stream().map(name -> index(table, name)).toList(),
        table.getPrimaryKeys().stream().map(name -> index(table, name)).toList());
  }

  RowType resultType() {
    return type.project(columns.stream().mapToInt(Integer::intValue).toArray());
  }

  private static int index(TableInfo table, String name) {
    int index = table.getRowType().getFieldIndex(name);
    if (index < 0) {
      throw LakeException.user(
          "table %s has no column '%s', only %s"
              .formatted(table.getTablePath(), name, table.getRowType().getFieldNames()));
    }
    return index;
  }
}
