package dev.headwater.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headwater.ingest.record.Field;
import dev.headwater.ingest.record.FieldKind;
import dev.headwater.ingest.record.Format;
import dev.headwater.ingest.record.IngestOption;
import dev.headwater.ingest.record.RecordType;
import dev.headwater.ingest.request.IngestReport;
import dev.headwater.ingest.rows.Destination;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GoodJsonTest {

  @Test
  void anEventFillsItsColumnsAndItsDate() throws Exception {
    Pipeline events = new Pipeline(RecordType.EVENTS, Format.JSONL);
    events.run(
        "{\"event_id\":\"e1\",\"customer_id\":\"c1\",\"event_type\":\"click\",\"product_id\":\"p1\",\"channel\":\"\",\"event_time\":\"2017-11-26T01:30:00.1239+02:00\"}");
    assertThat(events.sink.column(Destination.TABLE, "event_date")).containsExactly("2017-11-25");
    assertThat(events.sink.column(Destination.TABLE, "event_id")).containsExactly("e1");
    assertThat(events.sink.column(Destination.TABLE, "product_id")).containsExactly("p1");
    assertThat(events.sink.column(Destination.TABLE, "channel")).containsExactly("null");
    assertThat(events.sink.column(Destination.TABLE, "referrer")).containsExactly("null");
    assertThat(events.sink.column(Destination.TABLE, "event_time"))
        .containsExactly("2017-11-25T23:30:00.123Z");
  }

  @Test
  void nullIsNoValueInEveryOptionalFieldAndSoIsAnEmptyText() throws Exception {
    for (RecordType type : List.of(RecordType.EVENTS, RecordType.CUSTOMERS, RecordType.CAMPAIGNS)) {
      for (String nothing : List.of("null", "\"\"")) {
        Pipeline pipeline = new Pipeline(type, Format.JSONL);
        pipeline.run(
            type.fields().stream()
                .map(field -> '"' + field.name() + "\":" + written(field, nothing))
                .collect(Collectors.joining(",", "{", "}")));
        for (Field field : type.fields()) {
          assertThat(pipeline.sink.column(Destination.TABLE, field.name()))
              .as("%s of %s", field.name(), type.table())
              .containsExactly(field.isRequired() ? value(field) : "null");
        }
      }
    }
  }

  private static String written(Field field, String nothing) {
    if (field.isRequired()) {
      return '"' + value(field) + '"';
    }
    return field.kind() == FieldKind.FLAG ? "null" : nothing;
  }

  private static String value(Field field) {
    return field.kind() == FieldKind.TIME ? "2017-11-26T01:00:00Z" : "x";
  }

  @ParameterizedTest
  @CsvSource({
    "\"12.50\", 12.50",
    "12.5, 12.50",
    "-3, -3.00",
    "0, 0.00",
    "\"-0.01\", -0.01",
    "9999999999999999.99, 9999999999999999.99"
  })
  void amountsAreDecimalsWithTwoPlaces(String written, String stored) throws Exception {
    Pipeline orders = new Pipeline(RecordType.ORDERS, Format.JSONL);
    orders.run(
        "{\"order_id\":\"o\",\"customer_id\":\"c\",\"product_id\":\"p\",\"total_amount\":"
            + written
            + ",\"order_time\":\"2017-11-26T01:00:00Z\"}");
    assertThat(orders.sink.column(Destination.TABLE, "total_amount")).containsExactly(stored);
    assertThat(orders.sink.column(Destination.TABLE, "currency")).containsExactly("USD");
  }

  @ParameterizedTest
  @CsvSource({
    "2017-11-26T01:00:00Z, 2017-11-26T01:00:00Z",
    "2017-11-26T01:00Z, 2017-11-26T01:00:00Z",
    "2017-11-26T01:00:00.9999999Z, 2017-11-26T01:00:00.999Z",
    "2017-11-26T01:00:00.5Z, 2017-11-26T01:00:00.500Z",
    "2017-11-26T01:00:00+0530, 2017-11-25T19:30:00Z",
    "2017-11-26T01:00:00-05, 2017-11-26T06:00:00Z",
    "2016-02-29T12:00:00Z, 2016-02-29T12:00:00Z",
    "2017-11-26T01:00:00+01:00[Europe/Berlin], 2017-11-26T00:00:00Z",
    "1970-01-01T00:00:00Z, 1970-01-01T00:00:00Z",
    "1969-12-31T23:59:59.999-00:01, 1970-01-01T00:00:59.999Z",
    "2000-02-29T00:00:00Z, 2000-02-29T00:00:00Z",
  })
  void timesWithZoneOrOffsetAreReadInUtc(String written, String stored) throws Exception {
    Pipeline campaigns = new Pipeline(RecordType.CAMPAIGNS, Format.JSONL);
    campaigns.run(
        "{\"campaign_id\":\"k\",\"name\":\"n\",\"active\":false,\"updated_at\":\""
            + written
            + "\"}");
    assertThat(campaigns.sink.column(Destination.TABLE, "updated_at")).containsExactly(stored);
    assertThat(campaigns.sink.column(Destination.TABLE, "active")).containsExactly("false");
  }

  @Test
  void lenientIgnoresUnknownFieldsAndCountsThem() throws Exception {
    Pipeline campaigns =
        new Pipeline(RecordType.CAMPAIGNS, Format.JSONL).with(IngestOption.LENIENT);
    IngestReport report =
        campaigns.run(
            """
            {"campaign_id":"k","deep":{"a":[1,{}]},"name":"n","x":1,"updated_at":"2017-11-26T01:00:00Z"}
            {"x":1,"x":2}
            """);
    assertThat(campaigns.sink.column(Destination.TABLE, "campaign_id")).containsExactly("k");
    assertThat(report.ignoredFields()).isEqualTo(2);
    assertThat(campaigns.sink.column(Destination.REJECTED, "reason"))
        .containsExactly("duplicate_field");
  }

  @Test
  void byteOrderMarkBlankLinesAndCarriageReturnsAreNoRecords() throws Exception {
    Pipeline campaigns = new Pipeline(RecordType.CAMPAIGNS, Format.JSONL);
    String line = "{\"campaign_id\":\"k\",\"name\":\"n\",\"updated_at\":\"2017-11-26T01:00:00Z\"}";
    IngestReport report = campaigns.run("\uFEFF" + line + "\r\n\r\n  \n" + line + "\r\nbad\r\n");
    assertThat(report.read()).isEqualTo(3);
    assertThat(report.accepted()).isEqualTo(2);
    assertThat(campaigns.sink.column(Destination.REJECTED, "position")).containsExactly("5");
    assertThat(campaigns.sink.column(Destination.REJECTED, "payload")).containsExactly("bad");
  }
}
