package dev.headwater.lake.server.duck;

import java.sql.SQLException;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.fluss.metadata.TableInfo;
import org.apache.fluss.row.InternalRow;
import org.apache.fluss.types.RowType;
import org.duckdb.DuckDBAppender;

/**
 * A table's columns as DuckDB sees them.
 *
 * @param names in the table's order
 * @param types of the same columns
 * @param keys names of the primary key, empty for a log table
 */
public record TableColumns(List<String> names, List<ColumnType> types, List<String> keys) {
  public TableColumns {
    names = List.copyOf(names);
    types = List.copyOf(types);
    keys = List.copyOf(keys);
  }

  public static TableColumns of(TableInfo table) {
    RowType type = table.getRowType();
    return new TableColumns(
        type.getFieldNames(),
        IntStream.range(0, type.getFieldCount())
            .mapToObj(i -> ColumnType.of(type.getTypeAt(i)))
            .toList(),
        table.getPrimaryKeys());
  }

  /** {@code "a" BIGINT, "b" VARCHAR}. */
  public String definitions() {
    return IntStream.range(0, names.size())
        .mapToObj(i -> Names.quote(names.get(i)) + ' ' + types.get(i).name())
        .collect(Collectors.joining(", "));
  }

  public boolean equalTypes(TableColumns other) {
    return other != null && definitions().equals(other.definitions());
  }

  /** {@code "a", "b"}. */
  public String list() {
    return Names.quoteAll(names);
  }

  /** The columns out of files that may hold them in another type, or not at all. */
  public String castFrom(List<String> present) {
    return IntStream.range(0, names.size())
        .mapToObj(
            i -> {
              String name = Names.quote(names.get(i));
              String value = present.contains(names.get(i)) ? name : "NULL";
              return "CAST(" + value + " AS " + types.get(i).name() + ") AS " + name;
            })
        .collect(Collectors.joining(", "));
  }

  /** Puts all fields of a row into a row that was begun. */
  public void append(InternalRow row, DuckDBAppender to) throws SQLException {
    for (int i = 0; i < types.size(); i++) {
      if (row.isNullAt(i)) {
        to.appendNull();
      } else {
        types.get(i).writer().write(row, i, to);
      }
    }
  }
}
