package dev.headwater.ingest.platform;

import dev.headwater.ingest.fault.IngestException;
import dev.headwater.ingest.record.Field;
import dev.headwater.ingest.record.FieldKind;
import dev.headwater.ingest.record.RecordType;
import dev.headwater.ingest.rows.RowLayout;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.fluss.metadata.TableInfo;
import org.apache.fluss.types.BigIntType;
import org.apache.fluss.types.DataType;
import org.apache.fluss.types.RowType;
import org.apache.fluss.types.StringType;

/** Compares a table of the running platform with the columns that ingest fills. */
final class TableCheck {
  private TableCheck() {}

  /** Columns that rows of a type fill, with their types. */
  static Map<String, DataType> columnsOf(RecordType type) {
    Map<String, DataType> columns = new LinkedHashMap<>();
    type.dateColumn().ifPresent(date -> columns.put(date, new StringType()));
    if (type.carriesSource()) {
      columns.put("source", new StringType());
      columns.put("position", new BigIntType());
    }
    type.fields().forEach(field -> columns.put(field.name(), field.kind().columnType()));
    return columns;
  }

  /** Columns that the table has beyond those, may be null, and hold what ingest can read. */
  static List<Field> moreFields(TableInfo table, RecordType type) {
    Map<String, DataType> known = columnsOf(type);
    RowType actual = table.getRowType();
    List<Field> more = new ArrayList<>();
    for (int i = 0; i < actual.getFieldCount(); i++) {
      String column = actual.getFieldNames().get(i);
      DataType columnType = actual.getTypeAt(i);
      if (!known.containsKey(column) && columnType.isNullable()) {
        FieldKind.ofColumn(columnType).ifPresent(kind -> more.add(Field.optional(column, kind)));
      }
    }
    return more;
  }

  /**
   * The table's layout.
   *
   * @throws IngestException.User when a column is missing, has another type, or is required and not
   *     filled
   */
  static RowLayout layout(TableInfo table, Map<String, DataType> expected) {
    RowType actual = table.getRowType();
    List<String> problems = new ArrayList<>();
    expected.forEach(
        (column, type) -> {
          int index = actual.getFieldIndex(column);
          if (index < 0) {
            problems.add("column " + column + " " + plain(type) + " is missing");
          } else if (!plain(actual.getTypeAt(index)).equals(plain(type))) {
            problems.add(
                String.format(
                    "column %s is %s, ingest writes %s",
                    column, plain(actual.getTypeAt(index)), plain(type)));
          }
        });
    for (int i = 0; i < actual.getFieldCount(); i++) {
      String column = actual.getFieldNames().get(i);
      if (!expected.containsKey(column) && !actual.getTypeAt(i).isNullable()) {
        problems.add("column " + column + " is NOT NULL, and ingest does not fill it");
      }
    }
    if (!problems.isEmpty()) {
      throw new IngestException.User(
          "table %s does not fit this version of ingest: %s; bring platform and ingest to the same"
              + " version",
          table.getTablePath(), String.join("; ", problems));
    }
    return new RowLayout(actual.getFieldNames());
  }

  private static String plain(DataType type) {
    return type.copy(true).asSummaryString();
  }
}
