package dev.headwater.ingest.generate.seed;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.util.RawValue;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;

/** One JSON object on one line, fields in the order they are added. */
public final class JsonLine {
  private static final DateTimeFormatter WITH_OFFSET =
      DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSSxxx", Locale.ROOT);
  private static final List<Integer> OFFSET_HOURS = List.of(2, -5, 9, 1);

  private final ObjectNode record = JsonNodeFactory.instance.objectNode();

  public JsonLine string(String name, String value) {
    record.put(name, value);
    return this;
  }

  /** A number, or what Jackson makes an object of. */
  public JsonLine value(String name, Object value) {
    record.putPOJO(name, value);
    return this;
  }

  /** Leaves an absent value out, or now and then writes it as null: both mean the same. */
  public JsonLine optional(String name, String value, Dice style) {
    return value != null || style.chance(0.1) ? string(name, value) : this;
  }

  public JsonLine optional(String name, Boolean value, Dice style) {
    return value != null || style.chance(0.1) ? value(name, value) : this;
  }

  /** Mostly in UTC, now and then with another offset. */
  public JsonLine time(String name, Instant value, Dice style) {
    if (!style.chance(0.03)) {
      return string(name, value.toString());
    }
    ZoneOffset offset = ZoneOffset.ofHours(style.pick(OFFSET_HOURS));
    return string(name, WITH_OFFSET.format(value.atOffset(offset)));
  }

  public JsonLine strings(String name, List<String> values) {
    values.forEach(record.putArray(name)::add);
    return this;
  }

  public JsonLine raw(String name, String json) {
    record.putRawValue(name, new RawValue(json));
    return this;
  }

  public String text() {
    return record.toString();
  }

  public byte[] bytes() {
    return text().getBytes(StandardCharsets.UTF_8);
  }
}
