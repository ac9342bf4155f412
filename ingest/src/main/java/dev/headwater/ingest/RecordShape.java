package dev.headwater.ingest;

import java.util.List;
import java.util.stream.Stream;

/**
 * The fields of the records of one input: those that their type has in every version, and behind
 * them the columns that the platform's table got by itself.
 */
record RecordShape(RecordType type, List<Field> fields) {
  RecordShape {
    fields = List.copyOf(fields);
  }

  static RecordShape of(RecordType type) {
    return new RecordShape(type, type.fields());
  }

  RecordShape with(List<Field> more) {
    return new RecordShape(type, Stream.concat(type.fields().stream(), more.stream()).toList());
  }

  String table() {
    return type.table();
  }

  int fieldIndex(String name) {
    for (int i = 0; i < fields.size(); i++) {
      if (fields.get(i).name().equals(name)) {
        return i;
      }
    }
    return -1;
  }
}
