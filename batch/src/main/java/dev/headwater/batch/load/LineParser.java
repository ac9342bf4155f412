package dev.headwater.batch.load;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;

/**
 * Turns lines into rows. A bad line becomes a row too, with what is wrong in {@link #PROBLEM}.
 *
 * @param table what the lines are records of
 * @param format how they hold them
 * @param header the columns, for CSV; empty otherwise
 * @param currency for records that name none
 */
public record LineParser(LoadedTable table, LineFormat format, List<String> header, String currency)
    implements Serializable {
  static final String LINE = "line";
  static final String PROBLEM = "problem";

  private static final char NOT_UTF_8 = '\uFFFD';

  public LineParser {
    header = new ArrayList<>(header);
  }

  /** Columns of the rows: the line's number, what is wrong with it, and the fields. */
  StructType schema() {
    StructType schema =
        new StructType().add(LINE, DataTypes.LongType).add(PROBLEM, DataTypes.StringType);
    for (LoadedField field : table.fields()) {
      schema = schema.add(field.name(), field.kind().columnType());
    }
    return schema;
  }

  /** The row of one line. */
  public Row row(long number, String line) {
    List<LoadedField> fields = table.fields();
    Object[] values = new Object[fields.size() + 2];
    values[0] = number;
    try {
      if (line.indexOf(NOT_UTF_8) >= 0) {
        throw new IllegalArgumentException("not UTF-8");
      }
      JsonNode record = format.fields(line, header);
      List<String> problems = new ArrayList<>();
      for (String name : (Iterable<String>) record::fieldNames) {
        if (!table.columns().contains(name)) {
          problems.add("field '%s' is not one of %s".formatted(name, table));
        }
      }
      for (int i = 0; i < fields.size(); i++) {
        try {
          values[i + 2] = value(fields.get(i), record);
        } catch (IllegalArgumentException e) {
          problems.add("field '%s' %s".formatted(fields.get(i).name(), e.getMessage()));
        }
      }
      values[1] = problems.isEmpty() ? null : String.join("; ", problems);
    } catch (IllegalArgumentException e) {
      values[1] = e.getMessage();
    }
    return RowFactory.create(values);
  }

  private Object value(LoadedField field, JsonNode record) {
    JsonNode value = record.path(field.name());
    boolean empty = value.isTextual() && value.textValue().isEmpty();
    if (!value.isMissingNode() && !value.isNull() && !empty) {
      return field.kind().parse(value);
    }
    if (field.isRequired()) {
      throw new IllegalArgumentException("is missing");
    }
    return field.kind() == FieldKind.CURRENCY
        ? field.kind().parse(TextNode.valueOf(currency))
        : null;
  }
}
