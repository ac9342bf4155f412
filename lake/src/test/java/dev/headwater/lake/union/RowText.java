package dev.headwater.lake.union;

import java.util.Arrays;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.fluss.row.InternalRow;
import org.apache.fluss.types.RowType;

/** Writes rows of one type as text, to be compared. */
public record RowText(RowType type) {
  public String of(InternalRow row) {
    return IntStream.range(0, type.getFieldCount())
        .mapToObj(i -> InternalRow.createFieldGetter(type.getTypeAt(i), i).getFieldOrNull(row))
        .map(value -> value instanceof byte[] bytes ? Arrays.toString(bytes) : "" + value)
        .collect(Collectors.joining("|"));
  }
}
