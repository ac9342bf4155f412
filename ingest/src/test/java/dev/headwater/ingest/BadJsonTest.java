package dev.headwater.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headwater.ingest.record.Format;
import dev.headwater.ingest.record.Line;
import dev.headwater.ingest.record.RecordType;
import dev.headwater.ingest.request.IngestReport;
import dev.headwater.ingest.rows.Destination;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Every kind of bad JSON line, between two good ones that always land. */
class BadJsonTest {
  private static final String GOOD =
      "{'order_id':'%s','customer_id':'c1','product_id':'p1','total_amount':'12.50','currency':'EUR','order_time':'2017-11-26T01:00:00Z'}"
          .replace('\'', '"');

  private final Pipeline orders = new Pipeline(RecordType.ORDERS, Format.JSONL);

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '\0',
      value = {
        "{\"order_id\":\"x\",  | malformed_json | Unexpected end-of-input within/between Object entries, at column 17 of line",
        "nonsense  | malformed_json | Unrecognized token 'nonsense'",
        "[1,2]  | malformed_json | the line is an array, not a JSON object",
        "\"text\" | malformed_json | the line is the string, not a JSON object",
        "{\"order_id\":\"a\",\"order_id\":\"b\"} | duplicate_field | field 'order_id' is given twice",
        "{\"order_id\":\"a\",\"colour\":\"red\"} | unknown_field | field 'colour' is not one of orders",
        "{\"order_id\":17} | wrong_type | field 'order_id' is the number '17', not a string",
        "{\"order_id\":{\"a\":1}} | wrong_type | field 'order_id' is an object, not a string",
        "{\"total_amount\":true} | wrong_type | field 'total_amount' is the boolean 'true', not a decimal string or number",
        "{\"order_id\":\"a\"} | missing_field | field 'customer_id' is missing, null or empty",
        "{\"order_id\":null} | missing_field | field 'order_id' is missing, null or empty",
        "{\"order_id\":\"\"} | missing_field | field 'order_id' is missing, null or empty",
        "{\"order_time\":\"2017-11-26T01:00:00\"} | bad_time | field 'order_time' is '2017-11-26T01:00:00', a time without zone; add Z or an offset such as +02:00",
        "{\"order_time\":\"yesterday\"} | bad_time | field 'order_time' is 'yesterday', not a time such as 2017-11-26T01:00:00Z",
        "{\"order_time\":\"2017-02-29T01:00:00Z\"} | bad_time | field 'order_time' is '2017-02-29T01:00:00Z', not a time",
        "{\"order_time\":\"1969-12-31T23:59:59Z\"} | time_out_of_range | field 'order_time' is '1969-12-31T23:59:59Z', outside 1970 to 2099 UTC",
        "{\"order_time\":\"2100-01-01T00:00:00Z\"} | time_out_of_range | outside 1970 to 2099 UTC",
        "{\"order_time\":\"+292278994-08-17T07:12:55.808Z\"} | time_out_of_range | outside 1970 to 2099 UTC",
        "{\"order_time\":\"-999999999-01-01T00:00:00Z\"} | time_out_of_range | outside 1970 to 2099 UTC",
        "{\"order_time\":\"2016-12-31T23:59:60Z\"} | bad_time | field 'order_time' is '2016-12-31T23:59:60Z', not a time",
        "{\"order_time\":\"2099-12-31T23:59:59.999-00:01\"} | time_out_of_range | outside 1970 to 2099 UTC",
        "{\"order_time\":1511658000} | wrong_type | field 'order_time' is the number '1511658000', not a string with a time",
        "{\"total_amount\":\"1.234\"} | bad_amount | field 'total_amount' is '1.234', with more than two decimals",
        "{\"total_amount\":1.234} | bad_amount | field 'total_amount' is '1.234', with more than two decimals",
        "{\"total_amount\":\"NaN\"} | bad_amount | field 'total_amount' is 'NaN', not a decimal number such as 12.50",
        "{\"total_amount\":NaN} | malformed_json | Non-standard token 'NaN'",
        "{\"total_amount\":\"Infinity\"} | bad_amount | field 'total_amount' is 'Infinity', not a decimal number",
        "{\"total_amount\":1e5} | bad_amount | field 'total_amount' is '1e5', not a decimal number",
        "{\"total_amount\":\"12345678901234567\"} | bad_amount | with more than 16 digits before the point",
        "{\"total_amount\":\"1,5\"} | bad_amount | field 'total_amount' is '1,5', not a decimal number",
        "{\"currency\":\"eur\"} | bad_currency | field 'currency' is 'eur', not three capital letters",
        "{\"order_id\":\"a\\ud800\"} | malformed_json | field 'order_id' holds \\ud800, half of a surrogate pair",
      })
  void aBadLineIsSetAsideWithItsReason(String bad, String reason, String detail) throws Exception {
    IngestReport report = orders.run(good("o1") + "\n" + bad + "\n" + good("o2") + "\n");
    assertThat(orders.sink.column(Destination.TABLE, "order_id")).containsExactly("o1", "o2");
    assertThat(orders.sink.column(Destination.REJECTED, "reason")).containsExactly(reason);
    assertThat(orders.sink.column(Destination.REJECTED, "detail").get(0)).contains(detail);
    assertThat(orders.sink.column(Destination.REJECTED, "payload")).containsExactly(bad);
    assertThat(orders.sink.column(Destination.REJECTED, "position")).containsExactly("2");
    assertThat(orders.sink.column(Destination.REJECTED, "source")).containsExactly("test");
    assertThat(orders.sink.column(Destination.REJECTED, "format")).containsExactly("jsonl");
    assertThat(report.read()).isEqualTo(3);
    assertThat(report.rejectedByReason()).containsOnly(Map.entry(reason, 1L));
  }

  @Test
  void moreBehindTheObjectIsMalformed() throws Exception {
    orders.run(good("o1") + " {}");
    assertThat(orders.sink.column(Destination.REJECTED, "detail").get(0))
        .startsWith("there is more behind the object, from column");
  }

  @Test
  void aTruncatedLastLineIsARejectLikeAnyOther() throws Exception {
    IngestReport report = orders.run(good("o1") + "\n" + good("o2").substring(0, 40));
    assertThat(report.accepted()).isEqualTo(1);
    assertThat(report.rejectedByReason()).containsOnly(Map.entry("malformed_json", 1L));
  }

  @Test
  void anEmptyInputIsASuccessThatSaysSo() throws Exception {
    IngestReport report = orders.run("");
    assertThat(report.summary())
        .isEqualTo("0 records read: 0 accepted, 0 late, 0 rejected; the input is empty");
  }

  @Test
  void bytesThatAreNotUtf8AreKeptAsReplacementCharacters() throws Exception {
    byte[] bad = good("o?").getBytes(StandardCharsets.UTF_8);
    bad[13 + 1] = (byte) 0xC3;
    orders.run(
        lines(
            good("o1").getBytes(StandardCharsets.UTF_8),
            bad,
            good("o2").getBytes(StandardCharsets.UTF_8)));
    assertThat(orders.sink.column(Destination.TABLE, "order_id")).containsExactly("o1", "o2");
    assertThat(orders.sink.column(Destination.REJECTED, "reason")).containsExactly("invalid_utf8");
    assertThat(orders.sink.column(Destination.REJECTED, "detail"))
        .containsExactly("byte 15 of the line is 0xC3, which is not UTF-8 there");
    assertThat(orders.sink.column(Destination.REJECTED, "payload").get(0)).contains("\uFFFD");
  }

  @Test
  void aLineOverTheLimitIsCutAndTheNextOneLands() throws Exception {
    String long1 = good("x".repeat(Line.MAX_BYTES));
    orders.run(good("o1") + "\n" + long1 + "\n" + good("o2") + "\n");
    assertThat(orders.sink.column(Destination.TABLE, "order_id")).containsExactly("o1", "o2");
    assertThat(orders.sink.column(Destination.REJECTED, "reason")).containsExactly("too_long");
    assertThat(orders.sink.column(Destination.REJECTED, "detail").get(0))
        .isEqualTo(
            "the line has "
                + long1.length()
                + " bytes, more than 1048576; the payload is cut to its first 4096");
    assertThat(orders.sink.column(Destination.REJECTED, "payload").get(0)).hasSize(4096);
  }

  @Test
  void aLineOfJustTheLimitIsRead() throws Exception {
    String line = good("x".repeat(Line.MAX_BYTES - good("").length()));
    IngestReport report = orders.run(line + "\n");
    assertThat(report.accepted()).isEqualTo(1);
  }

  @Test
  void aSmallObjectOfStringsLeavesItsTextAlone() throws Exception {
    orders.run(good("n\\u0000ul \\ud83d\\ude00 é"));
    assertThat(orders.sink.column(Destination.TABLE, "order_id"))
        .isEqualTo(List.of("n\0ul \uD83D\uDE00 é"));
  }

  private static String good(String id) {
    return String.format(GOOD, id);
  }

  private static byte[] lines(byte[]... lines) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    for (byte[] line : lines) {
      out.write(line);
      out.write('\n');
    }
    return out.toByteArray();
  }
}
