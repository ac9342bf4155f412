package dev.headwater.ingest.generate;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;

/** One JSON object on one line, fields in the order they are added. */
final class JsonLine {
  private static final DateTimeFormatter WITH_OFFSET =
      DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSSxxx", Locale.ROOT);
  private static final List<Integer> OFFSET_HOURS = List.of(2, -5, 9, 1);

  private final StringBuilder text = new StringBuilder(200).append('{');

  JsonLine string(String name, String value) {
    key(name);
    quote(value);
    return this;
  }

  /** Leaves an absent value out, or now and then writes it as null: both mean the same. */
  JsonLine optional(String name, String value, Dice style) {
    if (value != null) {
      return string(name, value);
    }
    return style.chance(0.1) ? raw(name, "null") : this;
  }

  JsonLine optional(String name, Boolean value, Dice style) {
    if (value != null) {
      return raw(name, value.toString());
    }
    return style.chance(0.1) ? raw(name, "null") : this;
  }

  /** Mostly in UTC, now and then with another offset. */
  JsonLine time(String name, Instant value, Dice style) {
    if (!style.chance(0.03)) {
      return string(name, value.toString());
    }
    ZoneOffset offset = ZoneOffset.ofHours(style.pick(OFFSET_HOURS));
    return string(name, WITH_OFFSET.format(value.atOffset(offset)));
  }

  JsonLine strings(String name, List<String> values) {
    key(name);
    text.append('[');
    for (int i = 0; i < values.size(); i++) {
      if (i > 0) {
        text.append(',');
      }
      quote(values.get(i));
    }
    text.append(']');
    return this;
  }

  JsonLine raw(String name, String json) {
    key(name);
    text.append(json);
    return this;
  }

  String text() {
    return text + "}";
  }

  byte[] bytes() {
    return text().getBytes(StandardCharsets.UTF_8);
  }

  private void key(String name) {
    if (text.length() > 1) {
      text.append(',');
    }
    quote(name);
    text.append(':');
  }

  private void quote(String value) {
    text.append('"');
    for (int i = 0; i < value.length(); i++) {
      char c = value.charAt(i);
      if (c == '"' || c == '\\') {
        text.append('\\');
      }
      text.append(c);
    }
    text.append('"');
  }
}
