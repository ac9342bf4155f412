package dev.headwater.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.headwater.ingest.fault.IngestException;
import dev.headwater.ingest.file.PositionFile;
import dev.headwater.ingest.record.Format;
import dev.headwater.ingest.record.IngestOption;
import dev.headwater.ingest.record.RecordType;
import dev.headwater.ingest.request.IngestInput;
import dev.headwater.ingest.request.IngestReport;
import dev.headwater.ingest.rows.Destination;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CsvTest {
  private static final String HEADER = "customer_id,name,opt_in,updated_at\n";

  private final Pipeline customers = new Pipeline(RecordType.CUSTOMERS, Format.CSV);

  @Test
  void rowsLandByTheNamesOfTheHeader() throws Exception {
    IngestReport report =
        customers.run(
            HEADER
                + "c1,\"Ada, \"\"the\"\" first\",true,2017-11-26T01:00:00Z\r\n"
                + "c2,Bob,,2017-11-26T01:00:00Z");
    assertThat(customers.sink.column(Destination.TABLE, "name"))
        .containsExactly("Ada, \"the\" first", "Bob");
    assertThat(customers.sink.column(Destination.TABLE, "opt_in")).containsExactly("true", "null");
    assertThat(customers.sink.column(Destination.TABLE, "email")).containsExactly("null", "null");
    assertThat(report.read()).isEqualTo(2);
  }

  @Test
  void badRowsAreSetAsideAndGoodOnesAroundThemLand() throws Exception {
    IngestReport report =
        customers.run(
            HEADER
                + "c1,Ada,true,2017-11-26T01:00:00Z\n"
                + "c2,Bob\n"
                + "c3,\"Cy\nDia\",true,2017-11-26T01:00:00Z\n"
                + "c4,Eve,yes,2017-11-26T01:00:00Z\n"
                + ",Flo,true,2017-11-26T01:00:00Z\n"
                + "c6,Hal,true,2017-11-26T01:00:00Z\n"
                + "c7,\"G\"x,true,2017-11-26T01:00:00Z\n");
    assertThat(customers.sink.column(Destination.TABLE, "customer_id"))
        .containsExactly("c1", "c3", "c6");
    assertThat(customers.sink.column(Destination.TABLE, "name"))
        .containsExactly("Ada", "Cy\nDia", "Hal");
    assertThat(customers.sink.column(Destination.REJECTED, "detail"))
        .containsExactly(
            "the row has 2 cells, the header has 4",
            "field 'opt_in' is 'yes', not true or false",
            "field 'customer_id' is missing, null or empty",
            "the quote that opens in line 9 is closed in the middle of its cell, and nothing behind"
                + " it is read as data; mend that line, and ingest the file again");
    assertThat(customers.sink.column(Destination.REJECTED, "position"))
        .containsExactly("3", "6", "7", "9");
    assertThat(report.rejectedByReason()).containsEntry("malformed_csv", 2L);
  }

  @Test
  void aHeaderWithUnknownMissingAndRepeatedColumnsSaysAllOfIt() {
    assertThatThrownBy(() -> customers.run("customer_id,colour,name,name\nc1,red,a,b\n"))
        .isInstanceOf(IngestException.User.class)
        .hasMessage(
            "cannot read test: its first line must be a CSV header, and column 'colour' is not a"
                + " field of customers (--lenient ignores it); column 'name' is given twice;"
                + " required column 'updated_at' is missing");
  }

  @Test
  void aRefusedHeaderLeavesNothingToContinue(@TempDir Path directory) throws Exception {
    Path file = Files.writeString(directory.resolve("refused.csv"), "colour\nred\n");
    assertThatThrownBy(() -> customers.run(IngestInput.file(file)))
        .isInstanceOf(IngestException.User.class);
    assertThat(PositionFile.besides(file).path()).doesNotExist();
  }

  @Test
  void lenientIgnoresUnknownColumns() throws Exception {
    customers.with(IngestOption.LENIENT);
    IngestReport report =
        customers.run("colour,customer_id,name,updated_at\nred,c1,Ada,2017-11-26T01:00:00Z\n");
    assertThat(customers.sink.column(Destination.TABLE, "name")).containsExactly("Ada");
    assertThat(report.ignoredFields()).isEqualTo(1);
  }

  @Test
  void anEmptyFileHasNoHeaderAndNoRecords() throws Exception {
    assertThat(customers.run("").read()).isZero();
  }
}
