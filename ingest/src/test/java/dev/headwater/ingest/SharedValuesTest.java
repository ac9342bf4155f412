package dev.headwater.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headwater.ingest.record.Format;
import dev.headwater.ingest.record.RecordType;
import dev.headwater.ingest.rows.Destination;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;

/** What ingest stores and refuses, by lists that batch reads too. */
class SharedValuesTest {
  private static final String TIME = "2017-11-26T01:00:00Z";
  private static final String CELLS = "c1,Ada,,," + TIME;
  private static final String FIELDS =
      "'campaign_id':'c1','name':'Ada','updated_at':'%s'".formatted(TIME).replace('\'', '"');

  @ParameterizedTest
  @CsvFileSource(resources = "/values/values.csv", delimiter = '|', quoteCharacter = '\0')
  void aValueIsStoredOrRefusedWithItsReason(
      String kind, String form, String value, String accepted, String reason) throws Exception {
    boolean isOfOrders = kind.equals("AMOUNT") || kind.equals("CURRENCY");
    String field =
        Map.of(
                "TEXT", "name",
                "FLAG", "active",
                "TIME", "updated_at",
                "AMOUNT", "total_amount",
                "CURRENCY", "currency")
            .get(kind);
    boolean isCsv = form.equals("csv");
    Map<String, String> values = new LinkedHashMap<>();
    if (isOfOrders) {
      values.put("order_id", "o1");
      values.put("customer_id", "c1");
      values.put("product_id", "p1");
      values.put("total_amount", "1.00");
      values.put("order_time", TIME);
    } else {
      values.put("campaign_id", "c1");
      values.put("name", "Ada");
      values.put("updated_at", TIME);
    }
    if (!isCsv) {
      values.replaceAll((name, good) -> '"' + good + '"');
    }
    values.put(field, value == null ? "" : value);

    Pipeline pipeline =
        new Pipeline(
            isOfOrders ? RecordType.ORDERS : RecordType.CAMPAIGNS,
            isCsv ? Format.CSV : Format.JSONL);
    pipeline.run(
        isCsv
            ? String.join(",", values.keySet()) + "\n" + String.join(",", values.values()) + "\n"
            : values.entrySet().stream()
                .map(entry -> '"' + entry.getKey() + "\":" + entry.getValue())
                .collect(Collectors.joining(",", "{", "}\n")));

    if (accepted == null) {
      assertThat(pipeline.sink.column(Destination.REJECTED, "reason")).containsExactly(reason);
    } else {
      assertThat(pipeline.sink.column(Destination.TABLE, field)).containsExactly(accepted);
    }
  }

  @ParameterizedTest
  @CsvFileSource(resources = "/values/lines.csv", delimiter = '|', quoteCharacter = '\0')
  void aLineIsTakenOrRefusedWithItsReason(String form, String line, String accepted, String reason)
      throws Exception {
    boolean isCsv = form.equals("csv");
    Pipeline pipeline = new Pipeline(RecordType.CAMPAIGNS, isCsv ? Format.CSV : Format.JSONL);
    pipeline.run(
        (isCsv ? "campaign_id,name,channel,active,updated_at\n" : "")
            + line.replace("GOOD", isCsv ? CELLS : FIELDS));

    if (accepted == null) {
      assertThat(pipeline.sink.column(Destination.REJECTED, "reason")).containsExactly(reason);
    } else {
      assertThat(pipeline.sink.column(Destination.TABLE, "campaign_id")).containsExactly("c1");
    }
  }
}
