package dev.headwater.ingest.rejects;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headwater.ingest.Pipeline;
import dev.headwater.ingest.record.Format;
import dev.headwater.ingest.record.IngestOption;
import dev.headwater.ingest.record.RecordType;
import dev.headwater.ingest.record.RejectedRecord;
import dev.headwater.ingest.request.IngestInput;
import dev.headwater.ingest.request.IngestReport;
import dev.headwater.ingest.rows.Destination;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class RejectSourceTest {
  private static final Instant LONG_AGO = Instant.parse("2017-01-01T00:00:00Z");
  private static final String GOOD =
      "{\"event_id\":\"e\",\"customer_id\":\"c\",\"event_type\":\"t\",\"event_time\":\"2017-11-26T01:00:00Z\"}";
  private static final String HIT =
      "10.0.0.1 - - [26/Nov/2017:01:00:00 +0000] \"GET / HTTP/1.1\" 200 17 \"-\" \"-\"";

  @Test
  void whatIsTakenLeavesUnderItsOwnPlaceAndTheRestStaysWithItsNewReason() throws Exception {
    Pipeline events = new Pipeline(RecordType.EVENTS, Format.JSONL);

    IngestReport report =
        replay(
            events,
            Optional.empty(),
            record("a", 7, GOOD, "unknown_field", "as it was"),
            record("b", 9, "{}", "bad_time", "as it was"));

    assertThat(report.accepted()).isEqualTo(1);
    assertThat(events.sink.column(Destination.TABLE, "event_id")).containsExactly("e");
    assertThat(events.sink.forgotten()).containsExactly(new RejectedRecord.Place("a", 7));
    assertThat(events.sink.column(Destination.REJECTED, "source")).containsExactly("b");
    assertThat(events.sink.column(Destination.REJECTED, "position")).containsExactly("9");
    assertThat(events.sink.column(Destination.REJECTED, "reason")).containsExactly("missing_field");
    assertThat(events.sink.column(Destination.REJECTED, "recorded_at"))
        .containsExactly("2017-01-01T00:00:00Z");
  }

  @Test
  void whatIsRefusedInTheSameWordsIsNotWrittenAgain() throws Exception {
    Pipeline events = new Pipeline(RecordType.EVENTS, Format.JSONL);

    IngestReport report =
        replay(
            events,
            Optional.empty(),
            record("a", 1, "{}", "missing_field", "field 'event_id' is missing, null or empty"));

    assertThat(report.rejected()).isEqualTo(1);
    assertThat(events.sink.column(Destination.REJECTED, "reason")).isEmpty();
    assertThat(events.sink.forgotten()).isEmpty();
  }

  @Test
  void aRowOfCsvIsReadWithTheHeaderThatWasKeptWithIt() throws Exception {
    String header = "updated_at,name,customer_id,colour";
    Pipeline first = new Pipeline(RecordType.CUSTOMERS, Format.CSV).with(IngestOption.LENIENT);
    first.run(header + "\n2099-01-01T00:00:00Z,Ada,c,red\n");
    assertThat(first.sink.column(Destination.REJECTED, "header")).containsExactly(header);
    RejectedRecord refused = record("a", 2, "2017-01-01T00:00:00Z,Ada,c,red", "future", "");

    Pipeline strict = new Pipeline(RecordType.CUSTOMERS, Format.CSV);
    assertThat(replay(strict, Optional.of(header), refused).rejectedByReason())
        .containsOnlyKeys("unknown_field");
    assertThat(strict.sink.column(Destination.REJECTED, "header")).containsExactly(header);

    Pipeline lenient = new Pipeline(RecordType.CUSTOMERS, Format.CSV).with(IngestOption.LENIENT);
    assertThat(replay(lenient, Optional.of(header), refused).accepted()).isEqualTo(1);
    assertThat(lenient.sink.column(Destination.TABLE, "name")).containsExactly("Ada");
  }

  @Test
  void aHitThatAKilledReplayWroteIsOnlyForgottenAndAnotherOfItsPlaceIsNot() throws Exception {
    String record =
        "{\"host\":\"10.0.0.1\",\"hit_time\":\"2017-11-26T01:00:00Z\",\"method\":\"GET\",\"path\":\"/\",\"protocol\":\"HTTP/1.1\",\"status\":200,\"response_bytes\":17}";
    Pipeline hits = new Pipeline(RecordType.HITS, Format.COMBINED_LOG);

    replay(
        hits,
        Optional.empty(),
        known("a", 1, record),
        known("a", 2, record.replace("200", "404")),
        record("a", 3, HIT, "malformed_log_line", ""));

    assertThat(hits.sink.column(Destination.TABLE, "position")).containsExactly("2", "3");
    assertThat(hits.sink.forgotten()).extracting("position").containsExactly(1L, 2L, 3L);
  }

  private static IngestReport replay(
      Pipeline pipeline, Optional<String> header, RejectedRecord... records)
      throws InterruptedException {
    return pipeline.run(
        new IngestInput.Rejects(
            List.of(records).iterator(),
            records.length,
            header,
            IngestInput.Rejects.Effect.WRITTEN));
  }

  private static RejectedRecord record(
      String source, long position, String payload, String reason, String detail) {
    return new RejectedRecord(
        source, position, payload, reason, detail, LONG_AGO, Optional.empty());
  }

  private static RejectedRecord known(String source, long position, String record) {
    return new RejectedRecord(
        source, position, HIT, "malformed_log_line", "", LONG_AGO, Optional.of(record));
  }
}
