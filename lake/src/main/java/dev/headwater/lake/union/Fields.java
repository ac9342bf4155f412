package dev.headwater.lake.union;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.fluss.row.GenericRow;
import org.apache.fluss.row.InternalRow;
import org.apache.fluss.types.RowType;

/** Takes some fields out of rows of one shape. */
final class Fields {
  private final InternalRow.FieldGetter[] getters;

  private Fields(InternalRow.FieldGetter[] getters) {
    this.getters = getters;
  }

  /**
   * @param type of the table
   * @param columns indexes into {@code type}
   * @param positions where the rows hold each of these columns; -1 where they do not
   */
  static Fields of(RowType type, List<Integer> columns, List<Integer> positions) {
    return new Fields(
        IntStream.range(0, columns.size())
            .mapToObj(i -> getter(type, columns.get(i), positions.get(i)))
            .toArray(InternalRow.FieldGetter[]::new));
  }

  /** For rows that hold all columns of the table. */
  static Fields of(RowType type, List<Integer> columns) {
    return of(type, columns, columns);
  }

  private static InternalRow.FieldGetter getter(RowType type, int column, int position) {
    if (position < 0) {
      return row -> null;
    }
    return InternalRow.createFieldGetter(type.getTypeAt(column), position);
  }

  /** The fields as a row of their own. */
  InternalRow row(InternalRow source) {
    GenericRow row = new GenericRow(getters.length);
    for (int i = 0; i < getters.length; i++) {
      row.setField(i, getters[i].getFieldOrNull(source));
    }
    return row;
  }

  /** The fields as a value that equals that of another row with the same fields. */
  List<Object> key(InternalRow source) {
    List<Object> key = new ArrayList<>(getters.length);
    for (InternalRow.FieldGetter getter : getters) {
      Object value = getter.getFieldOrNull(source);
      key.add(value instanceof byte[] bytes ? ByteBuffer.wrap(bytes) : value);
    }
    return Collections.unmodifiableList(key);
  }
}
