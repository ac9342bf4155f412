package dev.headwater.batch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headwater.batch.load.LineFormat;
import dev.headwater.batch.load.LineParser;
import dev.headwater.batch.load.LoadedTable;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.sql.Timestamp;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.apache.spark.sql.Row;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;

/**
 * What batch stores and refuses, by lists that ingest reads too; where they differ, they say so.
 */
class SharedValuesTest {
  private static final String VALUES = "../ingest/src/test/resources/values/values.csv";
  private static final String LINES = "../ingest/src/test/resources/values/lines.csv";
  private static final String TIME = "2017-11-26T01:00:00Z";
  private static final String CELLS = "c1,Ada,,," + TIME;
  private static final String FIELDS =
      "'campaign_id':'c1','name':'Ada','updated_at':'%s'".formatted(TIME).replace('\'', '"');

  @ParameterizedTest
  @CsvFileSource(files = VALUES, delimiter = '|', quoteCharacter = '\0')
  void aValueIsStoredOrRefused(
      String kind, String form, String value, String accepted, String reason, String inBatch) {
    boolean isOfCosts = kind.equals("AMOUNT") || kind.equals("CURRENCY");
    String field =
        Map.of(
                "TEXT", "name",
                "FLAG", "active",
                "TIME", "updated_at",
                "AMOUNT", "cost",
                "CURRENCY", "currency")
            .get(kind);
    boolean isCsv = form.equals("csv");
    Map<String, String> values = new LinkedHashMap<>();
    values.put("campaign_id", "c1");
    if (isOfCosts) {
      values.put("cost_date", "2017-11-26");
      values.put("cost", "1.00");
    } else {
      values.put("name", "Ada");
    }
    values.put("updated_at", TIME);
    if (!isCsv) {
      values.replaceAll((name, good) -> '"' + good + '"');
    }
    values.put(field, value == null ? "" : value);
    String line =
        isCsv
            ? String.join(",", values.values())
            : values.entrySet().stream()
                .map(entry -> '"' + entry.getKey() + "\":" + entry.getValue())
                .collect(Collectors.joining(",", "{", "}"));

    LoadedTable table = isOfCosts ? LoadedTable.CAMPAIGN_COSTS : LoadedTable.CAMPAIGNS;
    Row row = row(table, isCsv, List.copyOf(values.keySet()), line);

    String expected = inBatch == null ? accepted == null ? "refused" : accepted : inBatch;
    if (expected.equals("refused")) {
      assertThat(row.getString(1)).as("refused by ingest as %s", reason).isNotEmpty();
    } else {
      assertThat(row.getString(1)).isNull();
      assertThat(text(row.get(2 + table.columns().indexOf(field)))).isEqualTo(expected);
    }
  }

  @ParameterizedTest
  @CsvFileSource(files = LINES, delimiter = '|', quoteCharacter = '\0')
  void aLineIsTakenOrRefused(
      String form, String line, String accepted, String reason, String inBatch) {
    boolean isCsv = form.equals("csv");
    Row row =
        row(
            LoadedTable.CAMPAIGNS,
            isCsv,
            LoadedTable.CAMPAIGNS.columns(),
            line.replace("GOOD", isCsv ? CELLS : FIELDS));

    String expected = inBatch == null ? accepted == null ? "refused" : "accepted" : inBatch;
    if (expected.equals("accepted")) {
      assertThat(row.getString(1)).isNull();
      assertThat(row.getString(2)).isEqualTo("c1");
    } else {
      assertThat(row.getString(1)).as("refused by ingest as %s", reason).isNotEmpty();
    }
  }

  private static Row row(LoadedTable table, boolean isCsv, List<String> header, String line) {
    LineFormat format = isCsv ? LineFormat.CSV : LineFormat.JSONL;
    return new LineParser(table, format, isCsv ? header : List.of(), "USD").row(1, line);
  }

  private static String text(Object value) {
    if (value instanceof Timestamp time) {
      return time.toInstant().toString();
    }
    if (value instanceof BigDecimal amount) {
      return amount.toPlainString();
    }
    // As files hold it: half of a surrogate pair is no text there.
    return new String(
        String.valueOf(value).getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8);
  }
}
