package dev.headwater.ingest.decode;

import dev.headwater.ingest.record.BadRecordException;
import dev.headwater.ingest.record.Field;
import dev.headwater.ingest.record.Line;
import dev.headwater.ingest.record.Reason;
import java.util.List;
import java.util.Optional;

/** Turns a line into the values of one record's fields. Not thread-safe. */
public interface RecordDecoder {

  /**
   * Decodes a line that is UTF-8.
   *
   * @param values gets the fields' values, in their order; holds nothing before, absent is null
   * @return how many fields were ignored because the type does not have them
   * @throws BadRecordException when the line breaks a rule of its format or of a field
   */
  int decode(Line line, Object[] values) throws BadRecordException;

  /** What the input says once and its lines cannot be read without; a CSV header. */
  default Optional<String> header() {
    return Optional.empty();
  }

  /** Refuses a record without its required fields. */
  static void requirePresent(List<Field> fields, Object[] values) throws BadRecordException {
    for (int i = 0; i < fields.size(); i++) {
      Field field = fields.get(i);
      if (values[i] == null && field.isRequired()) {
        throw new BadRecordException(
            Reason.MISSING_FIELD, "field '" + field.name() + "' is missing, null or empty");
      }
    }
  }
}
