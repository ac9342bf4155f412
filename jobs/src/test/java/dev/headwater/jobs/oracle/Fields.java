package dev.headwater.jobs.oracle;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Set;

/**
 * The fields of one record; anything that is not as the format says is an IllegalArgumentException
 * or a sibling.
 */
record Fields(JsonNode node) {

  Fields(JsonNode node, Set<String> known) {
    this(node);
    node.fieldNames()
        .forEachRemaining(name -> require(known.contains(name), "unknown field " + name));
  }

  String text(String name) {
    String value = optionalText(name);
    require(value != null, "no " + name);
    return value;
  }

  String optionalText(String name) {
    if (!node.hasNonNull(name)) {
      return null;
    }
    require(node.get(name).isTextual(), name + " is no text");
    return node.get(name).textValue();
  }

  Boolean optionalBoolean(String name) {
    if (!node.hasNonNull(name)) {
      return null;
    }
    require(node.get(name).isBoolean(), name + " is neither true nor false");
    return node.get(name).booleanValue();
  }

  Instant time(String name) {
    return OffsetDateTime.parse(text(name)).toInstant();
  }

  BigDecimal amount(String name) {
    JsonNode value = node.required(name);
    BigDecimal amount = value.isNumber() ? value.decimalValue() : new BigDecimal(text(name));
    BigDecimal cents = amount.setScale(2, RoundingMode.UNNECESSARY);
    require(cents.precision() <= 18, name + " is too large");
    return cents;
  }

  private static void require(boolean condition, String problem) {
    if (!condition) {
      throw new IllegalArgumentException(problem);
    }
  }
}
