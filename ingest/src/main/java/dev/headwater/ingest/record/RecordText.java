package dev.headwater.ingest.record;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.apache.fluss.row.Decimal;
import org.apache.fluss.row.TimestampLtz;

/**
 * A decoded record as the JSON object that stands for it: the fields of its table in their order,
 * absent ones left out, times in UTC. The same record has one text, however it was written.
 */
public record RecordText(RecordShape shape) {
  private static final ObjectMapper JSON = new ObjectMapper();

  /** The object of values that are in the order of the type's fields. */
  public String of(Object[] values) {
    ObjectNode record = JSON.createObjectNode();
    for (int i = 0; i < values.length; i++) {
      if (values[i] != null) {
        put(record, shape.fields().get(i), values[i]);
      }
    }
    return record.toString();
  }

  private static void put(ObjectNode record, Field field, Object value) {
    switch (field.kind()) {
      case TEXT, CURRENCY -> record.put(field.name(), value.toString());
      case TIME -> record.put(field.name(), ((TimestampLtz) value).toInstant().toString());
      case AMOUNT -> record.put(field.name(), ((Decimal) value).toBigDecimal().toPlainString());
      case FLAG -> record.put(field.name(), (Boolean) value);
      case STATUS, INTEGER -> record.put(field.name(), (Integer) value);
      case DOUBLE -> record.put(field.name(), (Double) value);
      case SIZE, LONG -> record.put(field.name(), (Long) value);
    }
  }
}
