package dev.headwater.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.headwater.ingest.fault.IngestException;
import dev.headwater.ingest.file.OpenInput;
import dev.headwater.ingest.file.Position;
import dev.headwater.ingest.file.PositionFile;
import dev.headwater.ingest.record.Format;
import dev.headwater.ingest.record.RecordType;
import dev.headwater.ingest.request.IngestInput;
import dev.headwater.ingest.request.IngestProgress;
import dev.headwater.ingest.request.IngestReport;
import dev.headwater.ingest.request.IngestRequest;
import dev.headwater.ingest.rows.Counts;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a person is told when an ingest cannot start or go on. */
class FailureTest {
  private static final String EVENT =
      "{\"event_id\":\"e\",\"customer_id\":\"c\",\"event_type\":\"click\",\"event_time\":\"2017-11-26T01:00:00Z\"}\n";

  @TempDir Path directory;

  @Test
  void aMissingFileIsNamed() {
    Path missing = directory.resolve("missing.jsonl");
    assertThatThrownBy(() -> run(missing, "events"))
        .isInstanceOf(IngestException.User.class)
        .hasMessage(
            "input file " + missing + " does not exist; check the name, or give - to read stdin");
  }

  @Test
  void aDirectoryIsNotAFile() {
    assertThatThrownBy(() -> run(directory, "events"))
        .isInstanceOf(IngestException.User.class)
        .hasMessage("input " + directory + " is a directory; give the files in it one by one");
  }

  @Test
  void anUnknownTableNamesTheKnownOnes() {
    assertThatThrownBy(() -> run(directory, "event"))
        .isInstanceOf(IngestException.User.class)
        .hasMessage(
            "unknown table 'event'; give one of events, orders, customers, campaigns, hits");
  }

  @Test
  void anUnknownFormatNamesTheKnownOnes() {
    assertThatThrownBy(() -> Format.parse("xml"))
        .isInstanceOf(IngestException.User.class)
        .hasMessage("unknown format 'xml'; give one of jsonl, csv, combined-log");
    assertThat(Format.parse("combined-log")).isEqualTo(Format.COMBINED_LOG);
  }

  @Test
  void aFormatThatCannotCarryTheTableIsRefused() {
    assertThatThrownBy(() -> Format.JSONL.requireFor(RecordType.HITS))
        .hasMessage("table hits cannot be read from format jsonl; use combined-log");
    assertThatThrownBy(() -> Format.COMBINED_LOG.requireFor(RecordType.EVENTS))
        .hasMessage("table events cannot be read from format combined-log; use jsonl or csv");
  }

  @Test
  void theDefaultFormatFollowsTableAndEnding() {
    assertThat(Format.defaultFor(RecordType.HITS, "a.csv")).isEqualTo(Format.COMBINED_LOG);
    assertThat(Format.defaultFor(RecordType.ORDERS, "a.CSV")).isEqualTo(Format.CSV);
    assertThat(Format.defaultFor(RecordType.ORDERS, "stdin")).isEqualTo(Format.JSONL);
  }

  @Test
  void aBadDefaultCurrencyIsRefused() {
    IngestRequest request = request(directory, "orders");
    assertThatThrownBy(
            () ->
                new IngestRequest(
                    request.bootstrapServers(),
                    request.database(),
                    request.input(),
                    request.table(),
                    request.format(),
                    request.options(),
                    request.source(),
                    "euro",
                    request.nulls(),
                    request.positionFile(),
                    request.patience()))
        .isInstanceOf(IngestException.User.class)
        .hasMessage("default currency 'euro' is not three capital letters such as USD");
  }

  @Test
  void aPlatformThatIsNotUpIsToldAtOnce() throws Exception {
    Path file = Files.writeString(directory.resolve("events.jsonl"), EVENT);
    assertThatThrownBy(() -> run(file, "events"))
        .isInstanceOf(IngestException.External.class)
        .hasMessageStartingWith("the platform is not up at 127.0.0.1:1 (ConnectException")
        .hasMessageEndingWith(
            "start it with `headwater up`, or give its address with --connect HOST:PORT");
    assertThat(directory.resolve("events.jsonl.headwater-position")).doesNotExist();
  }

  @Test
  void anotherIngestOfAnUnfinishedFileIsRefused() throws Exception {
    Path file = Files.writeString(directory.resolve("events.jsonl"), EVENT.repeat(3));
    PositionFile positions = PositionFile.besides(file);
    IngestInput input = IngestInput.file(file);
    try (OpenInput open = OpenInput.open(input)) {
      String source = file.toRealPath().toString();
      Position start = Position.start(RecordType.ORDERS, Format.CSV, source, open, 0);
      Counts counts = new Counts(1, 0, 0, 3, Map.of("late", 2L));
      positions.write(
          start.advancedTo(EVENT.length(), 1, open.fingerprint(EVENT.length()), counts, 5));
      assertThat(positions.read().orElseThrow().counts()).isEqualTo(counts);
    }
    Files.writeString(file, "changed" + EVENT.repeat(3));
    assertThatThrownBy(() -> run(file, "events"))
        .isInstanceOf(IngestException.User.class)
        .hasMessage(
            "an earlier ingest of "
                + file
                + " is unfinished after line 1, and it went to table orders, not events, and it"
                + " read format csv, not jsonl, and the file has changed since; repeat that"
                + " command to finish it, or delete "
                + positions.path()
                + " to start anew");
  }

  @Test
  void aDamagedPositionFileSaysWhatToDo() throws Exception {
    Path file = Files.writeString(directory.resolve("events.jsonl"), EVENT);
    Path position = Files.writeString(directory.resolve("events.jsonl.headwater-position"), "{");
    assertThatThrownBy(() -> run(file, "events"))
        .isInstanceOf(IngestException.User.class)
        .hasMessage(
            "position file " + position + " is damaged; delete it to ingest from the start");
  }

  @Test
  void aPlatformThatAcknowledgesNothingIsGivenUp() {
    Pipeline events =
        new Pipeline(RecordType.EVENTS, Format.JSONL).patience(Duration.ofMillis(100));
    events.sink.acknowledgeOnly(1);
    assertThatThrownBy(() -> events.run(EVENT.repeat(5000)))
        .isInstanceOf(IngestException.External.class)
        .hasMessageStartingWith("no write was acknowledged for 0 s on the platform at nowhere:1")
        .hasMessageContaining("run the same command again to continue");
  }

  @Test
  void afterAFailedWriteOfAKeylessTableTheOutcomeIsUnknown() {
    Pipeline hits = new Pipeline(RecordType.HITS, Format.COMBINED_LOG);
    hits.sink.failWith(new IllegalStateException("gone"));
    assertThatThrownBy(
            () ->
                hits.run("h - - [17/May/2015:10:05:03 +0000] \"GET / HTTP/1.1\" 200 1 \"-\" \"-\""))
        .isInstanceOf(IngestException.UnknownOutcome.class)
        .hasMessageStartingWith(
            "writing to table hits failed on the platform at nowhere:1: IllegalStateException:"
                + " gone; lines up to 0 of test are safe");
  }

  private static IngestReport run(Path path, String table) {
    return new Ingest(request(path, table), IngestProgress.silent()).run();
  }

  private static IngestRequest request(Path path, String table) {
    return IngestRequest.of("127.0.0.1:1", "headwater", IngestInput.file(path), table);
  }
}
