package dev.headwater.jobs.sql;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;

/** One page of a result as the gateway sends it. */
record ResultPage(List<SqlColumn> columns, List<List<Object>> rows) {
  static ResultPage of(JsonNode page) {
    JsonNode results = page.path("results");
    List<SqlColumn> columns = new ArrayList<>();
    for (JsonNode column : results.path("columns")) {
      JsonNode type = column.path("logicalType");
      columns.add(
          new SqlColumn(
              column.path("name").asText(),
              type.path("type").asText(),
              type.path("scale").asInt(0)));
    }
    List<List<Object>> rows = new ArrayList<>();
    for (JsonNode row : results.path("data")) {
      List<Object> values = new ArrayList<>();
      row.path("fields").forEach(field -> values.add(value(field)));
      rows.add(values);
    }
    return new ResultPage(columns, rows);
  }

  private static Object value(JsonNode field) {
    if (field.isNull()) {
      return null;
    }
    if (field.isBoolean()) {
      return field.booleanValue();
    }
    if (field.isIntegralNumber() && field.canConvertToLong()) {
      return field.longValue();
    }
    if (field.isNumber()) {
      return field.decimalValue();
    }
    return field.isTextual() ? field.textValue() : field.toString();
  }
}
