package dev.headwater.ingest.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.headwater.ingest.decode.RecordDecoder;
import dev.headwater.ingest.record.BadRecordException;
import dev.headwater.ingest.record.Field;
import dev.headwater.ingest.record.Line;
import dev.headwater.ingest.record.RecordType;
import java.nio.charset.StandardCharsets;
import java.time.ZoneId;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.SchemaBuilder;
import org.apache.kafka.connect.data.Struct;
import org.junit.jupiter.api.Test;

/** How values of a database are written as the values of a record. */
class PostgresRowTest {
  @Test
  void everyKindOfValueIsWrittenAsALineHasIt() {
    assertThat(text("name", Schema.INT64_SCHEMA, 7L)).isEqualTo("{\"name\":\"7\"}");
    assertThat(text("name", Schema.STRING_SCHEMA, "a\"b")).isEqualTo("{\"name\":\"a\\\"b\"}");
    assertThat(text("name", Schema.BOOLEAN_SCHEMA, true)).isEqualTo("{\"name\":\"true\"}");
    assertThat(text("opt_in", Schema.BOOLEAN_SCHEMA, false)).isEqualTo("{\"opt_in\":false}");
    assertThat(text("opt_in", Schema.STRING_SCHEMA, "t")).isEqualTo("{\"opt_in\":\"t\"}");
    assertThat(text("name", SchemaBuilder.array(Schema.INT32_SCHEMA).build(), List.of(1, 2)))
        .isEqualTo("{\"name\":[\"1\",\"2\"]}");
    assertThat(text("name", Schema.FLOAT64_SCHEMA, 1.5e10)).isEqualTo("{\"name\":\"15000000000\"}");
    assertThat(text("name", named("io.debezium.time.IsoDate"), "2020-01-02Z"))
        .isEqualTo("{\"name\":\"2020-01-02\"}");
    assertThat(text("name", Schema.OPTIONAL_STRING_SCHEMA, null)).isEqualTo("{}");
  }

  @Test
  void aTimeWithoutZoneIsThatOfTheZoneThatWasSaid() {
    Schema zoneless = named("io.debezium.time.IsoTimestamp");
    assertThat(text("updated_at", zoneless, "2024-07-01T12:00:00.25Z"))
        .isEqualTo("{\"updated_at\":\"2024-07-01T12:00:00.25\"}");
    PostgresRow berlin =
        new PostgresRow(columns("updated_at"), Optional.of(ZoneId.of("Europe/Berlin")));
    assertThat(text(berlin, struct(zoneless, "2024-07-01T12:00:00.25Z")))
        .isEqualTo("{\"updated_at\":\"2024-07-01T10:00:00.250Z\"}");
    assertThat(text(berlin, struct(zoneless, "+294247-01-10T04:00:25.2Z")))
        .isEqualTo("{\"updated_at\":\"+294247-01-10T03:00:25.200Z\"}");
  }

  @Test
  void whatIsNotThereIsTold() throws BadRecordException {
    PostgresRow row = new PostgresRow(columns("name"), Optional.empty());
    RecordDecoder decoder = row.decoder((line, values) -> 0, "public.clients");
    Struct sent = struct(Schema.STRING_SCHEMA, "n");
    text(row, struct(Schema.STRING_SCHEMA, PostgresSettings.NOT_SENT));
    assertThatThrownBy(() -> decoder.decode(new Line(), new Object[0]))
        .hasMessageStartingWith("column c is too long to come with an update");
    text(row, sent);
    assertThat(decoder.decode(new Line(), new Object[0])).isZero();
    assertThat(row.vanished(sent)).isEmpty();
    Schema other = SchemaBuilder.struct().field("d", Schema.STRING_SCHEMA).build();
    assertThat(row.vanished(new Struct(other).put("d", "x"))).contains("c");
  }

  @Test
  void theNumberOfAKeyIsItsOwnAndNotNegative() {
    Schema key =
        SchemaBuilder.struct()
            .field("a", Schema.STRING_SCHEMA)
            .field("b", Schema.INT32_SCHEMA)
            .build();
    long number = PostgresRow.number(new Struct(key).put("a", "x").put("b", 1));
    assertThat(number).isPositive().isEqualTo(PostgresRow.number("x\u00001\u0000"));
    assertThat(PostgresRow.number(new Struct(key).put("a", "x1").put("b", 1))).isNotEqualTo(number);
  }

  private static Schema named(String name) {
    return SchemaBuilder.string().name(name).build();
  }

  private static String text(String field, Schema schema, Object value) {
    return text(new PostgresRow(columns(field), Optional.empty()), struct(schema, value));
  }

  private static String text(PostgresRow row, Struct struct) {
    return new String(row.json(struct), StandardCharsets.UTF_8);
  }

  private static Struct struct(Schema schema, Object value) {
    return new Struct(SchemaBuilder.struct().field("c", schema).build()).put("c", value);
  }

  private static Map<Field, String> columns(String field) {
    RecordType type = RecordType.CUSTOMERS;
    Map<Field, String> columns = new LinkedHashMap<>();
    columns.put(type.fields().get(type.fieldIndex(field)), "c");
    return columns;
  }
}
