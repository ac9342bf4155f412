package dev.headwater.ingest.postgres;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import dev.headwater.ingest.decode.RecordDecoder;
import dev.headwater.ingest.record.BadRecordException;
import dev.headwater.ingest.record.Field;
import dev.headwater.ingest.record.FieldKind;
import dev.headwater.ingest.record.Reason;
import dev.headwater.ingest.record.Sha256;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.connect.data.Struct;

/**
 * Writes a row of a database as the JSON object that it would be as a line, so that it meets the
 * same rules. Not thread-safe.
 */
public final class PostgresRow {
  private static final String ZONELESS_TIME = "io.debezium.time.IsoTimestamp";
  private static final String DATE = "io.debezium.time.IsoDate";

  private final Map<Field, String> columns;
  private final Optional<ZoneId> zone;
  private final JsonFactory factory = new JsonFactory();
  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream(512);

  /** The column of the last row whose value Postgres did not send. */
  private Optional<String> notSent = Optional.empty();

  PostgresRow(Map<Field, String> columns, Optional<ZoneId> zone) {
    this.columns = columns;
    this.zone = zone;
  }

  /** The first column that is read and that a row does not have. */
  Optional<String> vanished(Struct row) {
    return columns.values().stream()
        .filter(column -> row.schema().field(column) == null)
        .findFirst();
  }

  /** A decoder that refuses the last row when a value of it did not come. */
  RecordDecoder decoder(RecordDecoder json, String table) {
    return (line, values) -> {
      if (notSent.isPresent()) {
        throw new BadRecordException(
            Reason.VALUE_NOT_SENT,
            "column "
                + notSent.get()
                + " is too long to come with an update that does not change it; run ALTER TABLE "
                + table
                + " REPLICA IDENTITY FULL");
      }
      return json.decode(line, values);
    };
  }

  /** The object, UTF-8; fields without a value are left out. */
  byte[] json(Struct row) {
    bytes.reset();
    notSent = Optional.empty();
    try (JsonGenerator json = factory.createGenerator(bytes)) {
      json.writeStartObject();
      for (Map.Entry<Field, String> entry : columns.entrySet()) {
        Object value = row.get(entry.getValue());
        if (PostgresSettings.NOT_SENT.equals(value)) {
          notSent = Optional.of(entry.getValue());
        } else if (value != null) {
          json.writeFieldName(entry.getKey().name());
          String type = row.schema().field(entry.getValue()).schema().name();
          write(json, entry.getKey().kind(), type, value);
        }
      }
      json.writeEndObject();
    } catch (IOException e) {
      throw new UncheckedIOException("cannot write into memory", e);
    }
    return bytes.toByteArray();
  }

  private void write(JsonGenerator json, FieldKind kind, String type, Object value)
      throws IOException {
    if (value instanceof Boolean flag && kind == FieldKind.FLAG) {
      json.writeBoolean(flag);
    } else if (value instanceof List<?> values) {
      json.writeStartArray();
      for (Object one : values) {
        json.writeString(String.valueOf(one));
      }
      json.writeEndArray();
    } else {
      json.writeString(text(type, value));
    }
  }

  private String text(String type, Object value) {
    String text =
        value instanceof Double || value instanceof Float ? plain(value) : value.toString();
    if (ZONELESS_TIME.equals(type)) {
      return zoned(text);
    }
    return DATE.equals(type) && text.endsWith("Z") ? text.substring(0, text.length() - 1) : text;
  }

  /** Without an exponent, which amounts do not have. */
  private static String plain(Object number) {
    double value = ((Number) number).doubleValue();
    return Double.isFinite(value)
        ? new BigDecimal(number.toString()).toPlainString()
        : number.toString();
  }

  /** The engine calls every zone UTC; Postgres meant none. */
  private String zoned(String text) {
    String local = text.endsWith("Z") ? text.substring(0, text.length() - 1) : text;
    if (zone.isEmpty()) {
      return local;
    }
    try {
      Instant time = LocalDateTime.parse(local).atZone(zone.get()).toInstant();
      return time.toString();
    } catch (DateTimeParseException e) {
      return local;
    }
  }

  /** A number for a row's key, the same whenever the row is read: not negative. */
  public static long number(Struct key) {
    StringBuilder text = new StringBuilder();
    key.schema().fields().forEach(field -> text.append(key.get(field)).append('\u0000'));
    return number(text.toString());
  }

  /** Of a key's values, each with a NUL behind it, which Postgres has in no text. */
  public static long number(String keyText) {
    return ByteBuffer.wrap(Sha256.of(keyText)).getLong() & Long.MAX_VALUE;
  }
}
