package dev.headwater.jobs.cases;

import java.time.Instant;
import java.util.regex.Pattern;

/**
 * A value as it is compared: text, with {@code NULL} for null and times as short as they can be.
 */
final class Cell {
  private static final Pattern TIME =
      Pattern.compile("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d(\\.\\d+)?Z");

  private Cell() {}

  static String canonical(Object value) {
    if (value == null) {
      return "NULL";
    }
    String text = Template.letters(value.toString());
    return TIME.matcher(text).matches() ? Instant.parse(text).toString() : text;
  }
}
