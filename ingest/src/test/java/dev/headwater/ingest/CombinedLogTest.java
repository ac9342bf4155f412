package dev.headwater.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headwater.ingest.record.Format;
import dev.headwater.ingest.record.RecordType;
import dev.headwater.ingest.rows.Destination;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CombinedLogTest {
  private static final String GOOD =
      "83.149.9.216 - frank [17/May/2015:10:05:03 +0200] \"GET /a b?c=\\\"d\\\" HTTP/1.1\" 200 203023 \"http://x.com/\" \"Mozilla \\\\ 5.0\"";

  private final Pipeline hits = new Pipeline(RecordType.HITS, Format.COMBINED_LOG);

  @Test
  void aRequestFillsItsColumns() throws Exception {
    hits.run(GOOD + "\n");
    assertThat(row("hit_date")).isEqualTo("2015-05-17");
    assertThat(row("source")).isEqualTo("test");
    assertThat(row("position")).isEqualTo("1");
    assertThat(row("host")).isEqualTo("83.149.9.216");
    assertThat(row("remote_user")).isEqualTo("frank");
    assertThat(row("hit_time")).isEqualTo("2015-05-17T08:05:03Z");
    assertThat(row("method")).isEqualTo("GET");
    assertThat(row("path")).isEqualTo("/a b?c=\"d\"");
    assertThat(row("protocol")).isEqualTo("HTTP/1.1");
    assertThat(row("status")).isEqualTo("200");
    assertThat(row("response_bytes")).isEqualTo("203023");
    assertThat(row("referrer")).isEqualTo("http://x.com/");
    assertThat(row("user_agent")).isEqualTo("Mozilla \\ 5.0");
  }

  @Test
  void dashesAreAbsentValues() throws Exception {
    hits.run("::1 - - [17/May/2015:10:05:03 +0000] \"-\" 408 - \"-\" \"-\"");
    assertThat(row("remote_user")).isEqualTo("null");
    assertThat(row("method")).isEqualTo("null");
    assertThat(row("path")).isEqualTo("null");
    assertThat(row("response_bytes")).isEqualTo("null");
    assertThat(row("referrer")).isEqualTo("null");
    assertThat(row("user_agent")).isEqualTo("null");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '\0',
      value = {
        "h - - | malformed_log_line | the line ends before the time, at character 6 of the line",
        "h - - 17/May/2015 | malformed_log_line | the time is not in brackets, at character 7 of the line",
        "h - - [17/May/2015] \"GET / HTTP/1.1\" 200 1 \"-\" \"-\" | bad_time | the time is '17/May/2015', not such as 17/May/2015:10:05:03 +0000",
        "h - - [17/May/2015:10:05:03 +0000] GET | malformed_log_line | the request is not in quotes, at character 36 of the line",
        "h - - [17/May/2015:10:05:03 +0000] \"GET / HTTP/1.1\" OK 1 \"-\" \"-\" | malformed_log_line | the status is 'OK', not a number of three digits",
        "h - - [17/May/2015:10:05:03 +0000] \"GET / HTTP/1.1\" 200 many \"-\" \"-\" | malformed_log_line | field 'response_bytes' is 'many', not a number",
        "h - - [17/May/2015:10:05:03 +0000] \"GET / HTTP/1.1\" 200 1 \"-\" \"cut | malformed_log_line | the user agent does not end with a quote, at character 63 of the line",
        "h - - [17/May/2015:10:05:03 +0000] \"GET / HTTP/1.1\" 200 1 \"-\" \"-\" 12 | malformed_log_line | there is more behind the user agent, at character 66 of the line",
      })
  void aBadLineIsSetAsideWithItsReason(String bad, String reason, String detail) throws Exception {
    hits.run(GOOD + "\n" + bad + "\n" + GOOD + "\n");
    assertThat(hits.sink.column(Destination.TABLE, "position")).containsExactly("1", "3");
    assertThat(hits.sink.column(Destination.REJECTED, "reason")).containsExactly(reason);
    assertThat(hits.sink.column(Destination.REJECTED, "detail")).containsExactly(detail);
  }

  private String row(String column) {
    return hits.sink.column(Destination.TABLE, column).get(0);
  }
}
