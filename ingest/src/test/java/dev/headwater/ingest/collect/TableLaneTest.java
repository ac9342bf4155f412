package dev.headwater.ingest.collect;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headwater.ingest.Pipeline;
import dev.headwater.ingest.platform.TestingSink;
import dev.headwater.ingest.record.Format;
import dev.headwater.ingest.record.HorizonClock;
import dev.headwater.ingest.record.RecordRules;
import dev.headwater.ingest.record.RecordShape;
import dev.headwater.ingest.record.RecordType;
import dev.headwater.ingest.record.Sha256;
import dev.headwater.ingest.rows.Destination;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.apache.fluss.row.BinaryString;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What a request is told of its records, whatever the platform does. */
class TableLaneTest {
  private final BlockingQueue<Submission> queue = new LinkedBlockingQueue<>();
  private final TestingSink sink = new TestingSink(RecordType.EVENTS);
  private final CollectorTally tally = new CollectorTally();
  private final TableLane lane = lane();
  private final Thread thread = new Thread(lane, "lane");

  private TableLane lane() {
    Clock wall = Clock.fixed(Pipeline.NOW, ZoneOffset.UTC);
    RecordRules rules =
        new RecordRules(RecordShape.of(RecordType.EVENTS), Format.JSONL, Set.of(), "USD", wall);
    HorizonClock horizon =
        new HorizonClock(RecordType.EVENTS, Set.of(), wall, TestingSink.UNTOUCHED);
    return new TableLane(rules, sink, horizon, queue, tally);
  }

  @AfterEach
  void end() {
    lane.close();
    thread.interrupt();
  }

  @Test
  void everyRequestHearsOfItsOwnRecordsWhenTheClockIsStored() throws Exception {
    Submission good = submit(event("\"event_id\":\"a\",") + "\n" + event(""));
    Submission bad = submit("x\n" + event("\"event_id\":\"b\","));
    thread.start();

    assertThat(told(good)).isEqualTo("{accepted=2, late=0, rejected=0, errors=[]}");
    assertThat(told(bad))
        .startsWith("{accepted=1, late=0, rejected=1, errors=[{index=0, reason=malformed_json,");
    assertThat(sink.horizon().newest()).contains(Instant.parse("2017-11-26T01:00:00Z"));
    assertThat(sink.column(Destination.TABLE, "event_id"))
        .containsExactly("a", "http-" + Sha256.shortHex(bytes("source,1")), "b");
    assertThat(tally.report()).isEqualTo(new CollectorReport(2, 0, 3, 0, 1, 0));
    assertThat(lane.trouble(Duration.ofMinutes(1))).isEmpty();
  }

  @Test
  void aFailedWriteIsToldToEveryRequestOfItsGroup() throws Exception {
    sink.failWith(new IllegalStateException("gone"));
    Submission first = submit(event(""));
    Submission second = submit(event(""));
    thread.start();

    for (Submission submission : new Submission[] {first, second}) {
      assertThat(told(submission))
          .isEqualTo(
              "{error=platform_down, message=the platform did not acknowledge these records"
                  + " (IllegalStateException: gone); nothing is promised of them, send the same"
                  + " body again}");
    }
    assertThat(first.answer().get().status().code()).isEqualTo(503);
    thread.join();
    assertThat(lane.trouble(Duration.ofMinutes(1))).contains("IllegalStateException: gone");
    assertThat(tally.report()).isEqualTo(new CollectorReport(0, 0, 0, 0, 0, 0));
  }

  @Test
  void whatIsNotAcknowledgedInTimeIsToldApartFromWhatWasNotBegun() throws Exception {
    sink.acknowledgeOnly(0);
    Submission begun = submit(event(""));
    thread.start();
    Awaitility.await("the lane to be busy").until(() -> lane.trouble(Duration.ZERO).isPresent());
    Submission waiting = submit(event(""));

    begun.expire();
    waiting.expire();

    assertThat(begun.answer().get().status().code()).isEqualTo(504);
    assertThat(told(begun)).contains("what is there already counts once");
    assertThat(waiting.answer().get().status().code()).isEqualTo(503);
    assertThat(told(waiting)).contains("nothing of this body was written");
    assertThat(waiting.begin()).as("written after it was told otherwise").isFalse();
    assertThat(lane.trouble(Duration.ZERO)).contains("no write was acknowledged for 0 s");
  }

  private Submission submit(String lines) throws Exception {
    PostedRecords records =
        new BodyReader(CollectorLimits.usual()).read(bytes(lines), "application/x-ndjson");
    Submission submission =
        new Submission(RecordType.EVENTS, BinaryString.fromString("source"), records);
    queue.add(submission);
    return submission;
  }

  private static String told(Submission submission) throws Exception {
    return submission.answer().get(10, TimeUnit.SECONDS).document().toString();
  }

  private static String event(String id) {
    return "{"
        + id
        + "\"customer_id\":\"c\",\"event_type\":\"click\",\"event_time\":\"2017-11-26T01:00:00Z\"}";
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
