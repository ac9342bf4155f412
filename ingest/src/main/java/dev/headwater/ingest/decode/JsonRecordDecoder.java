package dev.headwater.ingest.decode;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonFactoryBuilder;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadFeature;
import dev.headwater.ingest.fault.Quoted;
import dev.headwater.ingest.record.BadRecordException;
import dev.headwater.ingest.record.Field;
import dev.headwater.ingest.record.FieldKind;
import dev.headwater.ingest.record.IngestOption;
import dev.headwater.ingest.record.Line;
import dev.headwater.ingest.record.Reason;
import dev.headwater.ingest.record.RecordShape;
import dev.headwater.ingest.record.Utf8;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiConsumer;

/** Strict JSON: one object a line, each field once, nothing behind it. */
public final class JsonRecordDecoder implements RecordDecoder {
  private final RecordShape shape;
  private final boolean lenient;
  private final BiConsumer<Line, Object[]> absent;
  private final JsonFactory factory;
  private final Map<String, Integer> indexByName = new HashMap<>();

  public JsonRecordDecoder(RecordShape shape, Set<IngestOption> options) {
    this(shape, options, (line, values) -> {});
  }

  /**
   * A decoder that does not insist on everything.
   *
   * @param absent gives values to fields that have none, before the required ones are asked for
   */
  public JsonRecordDecoder(
      RecordShape shape, Set<IngestOption> options, BiConsumer<Line, Object[]> absent) {
    this.shape = shape;
    this.absent = absent;
    this.lenient = options.contains(IngestOption.LENIENT);
    // Repeats of known fields are seen here; only fields that are skipped need the parser's look.
    this.factory =
        new JsonFactoryBuilder()
            .disable(JsonFactory.Feature.CHARSET_DETECTION)
            .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
            .configure(StreamReadFeature.STRICT_DUPLICATE_DETECTION, lenient)
            .build();
    List<Field> fields = shape.fields();
    for (int i = 0; i < fields.size(); i++) {
      indexByName.put(fields.get(i).name(), i);
    }
  }

  @Override
  public int decode(Line line, Object[] values) throws BadRecordException {
    int ignored;
    try (JsonParser parser = factory.createParser(line.bytes, line.start, line.length)) {
      ignored = object(parser, values);
      requireEnd(parser);
    } catch (JsonProcessingException e) {
      throw malformed(e);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read a line that is in memory", e);
    }
    absent.accept(line, values);
    RecordDecoder.requirePresent(shape.fields(), values);
    return ignored;
  }

  private int object(JsonParser parser, Object[] values) throws IOException, BadRecordException {
    JsonToken first = parser.nextToken();
    if (first != JsonToken.START_OBJECT) {
      throw new BadRecordException(
          Reason.MALFORMED_JSON, "the line is " + describe(first) + ", not a JSON object");
    }
    int ignored = 0;
    long seen = 0;
    for (String name = parser.nextFieldName(); name != null; name = parser.nextFieldName()) {
      Integer index = indexByName.get(name);
      JsonToken token = parser.nextToken();
      if (index == null) {
        requireLenient(name);
        parser.skipChildren();
        ignored++;
        continue;
      }
      long bit = 1L << index;
      if ((seen & bit) != 0) {
        throw new BadRecordException(Reason.DUPLICATE_FIELD, "field '" + name + "' is given twice");
      }
      seen |= bit;
      values[index] = value(shape.fields().get(index), token, parser);
    }
    return ignored;
  }

  private void requireLenient(String name) throws BadRecordException {
    if (!lenient) {
      throw new BadRecordException(
          Reason.UNKNOWN_FIELD, "field " + Quoted.of(name) + " is not one of " + shape.table());
    }
  }

  private static Object value(Field field, JsonToken token, JsonParser parser)
      throws IOException, BadRecordException {
    if (token == JsonToken.VALUE_NULL) {
      return null;
    }
    boolean fits =
        switch (field.kind()) {
          case TEXT, TIME, CURRENCY -> token == JsonToken.VALUE_STRING;
          case AMOUNT, STATUS, SIZE -> token == JsonToken.VALUE_STRING || token.isNumeric();
          case INTEGER, LONG -> token == JsonToken.VALUE_NUMBER_INT;
          case DOUBLE -> token.isNumeric();
          case FLAG -> token.isBoolean();
        };
    if (!fits) {
      throw new BadRecordException(
          Reason.WRONG_TYPE,
          "field '"
              + field.name()
              + "' is "
              + describe(token)
              + (token.isScalarValue() ? " " + Quoted.of(parser.getText()) : "")
              + ", not "
              + expected(field.kind()));
    }
    String text = parser.getText();
    if (field.kind() == FieldKind.TEXT) {
      Utf8.requirePairs(field.name(), text);
    }
    return field.parse(text);
  }

  private static void requireEnd(JsonParser parser) throws IOException, BadRecordException {
    if (parser.nextToken() != null) {
      throw new BadRecordException(
          Reason.MALFORMED_JSON,
          "there is more behind the object, from column "
              + parser.currentTokenLocation().getColumnNr());
    }
  }

  private static BadRecordException malformed(JsonProcessingException e) {
    String message = e.getOriginalMessage().lines().findFirst().orElse("no reason given");
    Reason reason =
        message.startsWith("Duplicate field") ? Reason.DUPLICATE_FIELD : Reason.MALFORMED_JSON;
    String where =
        e.getLocation() == null ? "" : ", at column " + e.getLocation().getColumnNr() + " of line";
    return new BadRecordException(reason, message + where);
  }

  private static String expected(FieldKind kind) {
    return switch (kind) {
      case TEXT, CURRENCY -> "a string";
      case TIME -> "a string with a time such as 2017-11-26T01:00:00Z";
      case AMOUNT -> "a decimal string or number";
      case FLAG -> "true or false";
      case STATUS, SIZE, DOUBLE -> "a number";
      case INTEGER, LONG -> "a whole number";
    };
  }

  private static String describe(JsonToken token) {
    if (token == null) {
      return "empty";
    }
    return switch (token) {
      case START_OBJECT, END_OBJECT -> "an object";
      case START_ARRAY, END_ARRAY -> "an array";
      case VALUE_STRING, FIELD_NAME -> "the string";
      case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> "the number";
      case VALUE_TRUE, VALUE_FALSE -> "the boolean";
      case VALUE_NULL -> "null";
      case NOT_AVAILABLE, VALUE_EMBEDDED_OBJECT -> "something else";
    };
  }
}
