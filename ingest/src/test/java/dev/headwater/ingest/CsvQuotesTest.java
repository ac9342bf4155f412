package dev.headwater.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.headwater.ingest.fault.IngestException;
import dev.headwater.ingest.record.Format;
import dev.headwater.ingest.record.IngestOption;
import dev.headwater.ingest.record.Line;
import dev.headwater.ingest.record.RecordType;
import dev.headwater.ingest.request.IngestInput;
import dev.headwater.ingest.request.IngestReport;
import dev.headwater.ingest.rows.Destination;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whoever can write a cell's text writes no rows with it. */
class CsvQuotesTest {
  private static final String HEADER =
      "order_id,customer_id,product_id,total_amount,order_time,note\n";
  private static final String FORGED =
      "forged,b@example.com,Forged,99.00,2017-11-26T01:00:00Z,thanks";

  private final Pipeline orders =
      new Pipeline(RecordType.ORDERS, Format.CSV).with(IngestOption.LENIENT);

  private static String order(String id, String note) {
    return id + ",a@example.com,Lamp,129.80,2017-11-26T01:00:00Z," + note + "\n";
  }

  private List<String> written() {
    return orders.sink.column(Destination.TABLE, "order_id");
  }

  private List<String> rejected(String column) {
    return orders.sink.column(Destination.REJECTED, column);
  }

  @Test
  void aNoteOverTwoLinesIsANoteAndNoOrder() throws Exception {
    IngestReport report =
        orders.run(
            HEADER
                + order("#1001", "\"please call\r\n" + FORGED + "\"")
                + order("#1003", "\"said \"\"hello\"\", left\""));

    assertThat(written()).containsExactly("#1001", "#1003");
    assertThat(report.rejected()).isZero();
  }

  @Test
  void aRecordOfSeveralLinesIsKeptAsideWholeUnderTheLineItBeginsIn() throws Exception {
    String broken = "o1,c,p,much,2017-11-26T01:00:00Z,\"a\n" + FORGED + "\"";
    orders.run(HEADER + broken + "\n" + "o2,c,p,much,2017-11-26T01:00:00Z,b\n");

    assertThat(written()).isEmpty();
    assertThat(rejected("position")).containsExactly("2", "4");
    assertThat(rejected("payload")).first().isEqualTo(broken);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"\"never closed", "\"closed\" too early", "\"closed \"twice\"", "\"a\"b\""})
  void whatFollowsABrokenQuoteIsOneRejectedRecord(String note) throws Exception {
    IngestReport report =
        orders.run(HEADER + order("o1", "") + order("o2", note) + FORGED + "\n" + order("o3", ""));

    assertThat(written()).containsExactly("o1");
    assertThat(rejected("position")).containsExactly("3");
    assertThat(rejected("reason")).containsExactly("malformed_csv");
    assertThat(rejected("detail").get(0)).contains("line 3", "nothing behind it is read as data");
    assertThat(report.read()).isEqualTo(2);
  }

  @Test
  void aQuoteThatIsNeverClosedIsToldByTheLineItOpensIn() throws Exception {
    orders.run(HEADER + order("o1", "\"a\nb\",\"c") + FORGED + "\n");

    assertThat(rejected("position")).containsExactly("2");
    assertThat(rejected("detail"))
        .containsExactly(
            "the quote that opens in line 3 is never closed, and nothing behind it is read as data;"
                + " mend that line, and ingest the file again");
  }

  @Test
  void aNoteLongerThanTheLongestRecordForgesNoneEither() throws Exception {
    String lines = (FORGED + "\n").repeat(Line.MAX_BYTES / FORGED.length() + 1);
    IngestReport report = orders.run(HEADER + order("o1", "\"" + lines + "\"") + order("o2", ""));

    assertThat(written()).containsExactly("o2");
    assertThat(report.rejectedByReason()).containsOnlyKeys("too_long");
    assertThat(rejected("payload").get(0)).hasSize(Line.KEPT_BYTES);
  }

  @Test
  void aLongRestBehindABrokenQuoteIsKeptByItsBeginning() throws Exception {
    String lines = (FORGED + "\n").repeat(Line.MAX_BYTES / FORGED.length() + 1);
    IngestReport report = orders.run(HEADER + order("o1", "\"a\"b") + lines);

    assertThat(written()).isEmpty();
    assertThat(report.rejectedByReason()).isEqualTo(Map.of("too_long", 1L));
    assertThat(rejected("detail").get(0)).contains("bytes, more than", "line 2");
    assertThat(rejected("payload").get(0)).hasSize(Line.KEPT_BYTES);
  }

  @Test
  void aLoneCarriageReturnOpensNoWayOut() throws Exception {
    orders.run(HEADER + "o1,c,p,1.00,2017-11-26T01:00:00Z,x\r\"a\n" + FORGED + "\"\n");

    assertThat(written()).isEmpty();
    assertThat(rejected("position")).containsExactly("2");
  }

  @Test
  void aQuoteWithinAnUnquotedCellIsText() throws Exception {
    orders.run(HEADER + order("5\" lamp", "") + order("o2", ""));

    assertThat(written()).containsExactly("5\" lamp", "o2");
  }

  @Test
  void anInterruptedRunGoesOnBetweenTwoRecords(@TempDir Path directory) throws Exception {
    List<String> ids = IntStream.range(0, 6000).mapToObj(i -> "o" + i).toList();
    String rows =
        ids.stream().map(id -> order(id, "\"a\n" + FORGED + "\n\"")).collect(Collectors.joining());
    IngestInput file =
        IngestInput.file(Files.writeString(directory.resolve("orders.csv"), HEADER + rows));
    // Longer than the time between two commits.
    orders.patience(Duration.ofMillis(900)).sink.acknowledgeOnly(1);
    assertThatThrownBy(() -> orders.run(file)).isInstanceOf(IngestException.External.class);
    int before = written().size();
    assertThat(before).isBetween(1, ids.size() - 1);

    orders.sink.acknowledgeOnly(Integer.MAX_VALUE);
    IngestReport report = orders.run(file);

    assertThat(report.continuedAfterLine()).hasValue(1 + 3L * before);
    assertThat(report.accepted()).isEqualTo(ids.size());
    assertThat(written()).isEqualTo(ids);
  }

  @Test
  void aHeaderWhoseQuoteIsBrokenIsRefused() {
    assertThatThrownBy(() -> orders.run("\"order_id,customer_id\n" + FORGED + "\n"))
        .isInstanceOf(IngestException.User.class)
        .hasMessageStartingWith("cannot read the CSV header of test: ");
  }
}
