package dev.headwater.ingest.record;

import java.util.List;
import java.util.stream.Stream;

/**
 * The fields of the records of one input: those that their type has in every version, and behind
 * them the columns that the platform's table got by itself.
 */
public record RecordShape(RecordType type, List<Field> fields) {
  public RecordShape {
    fields = List.copyOf(fields);
  }

  public static RecordShape of(RecordType type) {
    return new RecordShape(type, type.fields());
  }

  public RecordShape with(List<Field> more) {
    return new RecordShape(type, Stream.concat(type.fields().stream(), more.stream()).toList());
  }

  public String table() {
    return type.table();
  }

  public int fieldIndex(String name) {
    for (int i = 0; i < fields.size(); i++) {
      if (fields.get(i).name().equals(name)) {
        return i;
      }
    }
    return -1;
  }
}
