package dev.headwater.jobs.cli.words;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.regex.Pattern;

/** Writes one document on one line to stdout. */
public final class Json {
  private static final ObjectMapper MAPPER = new ObjectMapper();

  private static final Pattern UNESCAPED = Pattern.compile("[\\x7F-\\x9F]");

  private Json() {}

  public static void print(Object document) {
    try {
      Terminal.documents().println(escaped(MAPPER.writeValueAsString(document)));
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException("cannot be written as JSON: " + document, e);
    }
  }

  /** Control characters that JSON allows and a terminal obeys, in its other spelling of them. */
  static String escaped(String json) {
    return UNESCAPED
        .matcher(json)
        .replaceAll(control -> "\\\\u%04x".formatted((int) control.group().charAt(0)));
  }
}
