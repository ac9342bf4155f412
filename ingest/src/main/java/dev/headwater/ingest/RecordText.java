package dev.headwater.ingest;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.util.List;
import org.apache.fluss.row.Decimal;
import org.apache.fluss.row.TimestampLtz;

/**
 * A decoded record as the JSON object that stands for it: the fields of its table in their order,
 * absent ones left out, times in UTC. The same record has one text, however it was written.
 */
final class RecordText {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final List<Field> fields;

  RecordText(RecordShape shape) {
    this.fields = shape.fields();
  }

  /** The object of values that are in the order of the type's fields. */
  String of(Object[] values) {
    ObjectNode record = JSON.createObjectNode();
    for (int i = 0; i < values.length; i++) {
      if (values[i] != null) {
        put(record, fields.get(i), values[i]);
      }
    }
    return record.toString();
  }

  private static void put(ObjectNode record, Field field, Object value) {
    switch (field.kind()) {
      case TEXT, CURRENCY -> record.put(field.name(), value.toString());
      case TIME -> record.put(field.name(), ((TimestampLtz) value).toInstant().toString());
      case AMOUNT -> record.put(field.name(), plain((Decimal) value));
      case FLAG -> record.put(field.name(), (Boolean) value);
      case STATUS, INTEGER -> record.put(field.name(), (Integer) value);
      case DOUBLE -> record.put(field.name(), (Double) value);
      case SIZE, LONG -> record.put(field.name(), (Long) value);
    }
  }

  private static String plain(Decimal amount) {
    BigDecimal value = amount.toBigDecimal();
    return value.toPlainString();
  }
}
