package dev.headwater.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headwater.ingest.record.Format;
import dev.headwater.ingest.record.IngestOption;
import dev.headwater.ingest.record.RecordType;
import dev.headwater.ingest.record.StoredHorizon;
import dev.headwater.ingest.request.IngestReport;
import dev.headwater.ingest.rows.Destination;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

class HorizonTest {
  private final Pipeline events = new Pipeline(RecordType.EVENTS, Format.JSONL);

  @Test
  void anyOrderOfAnInputThatFitsTheHorizonIsAccepted() throws Exception {
    long seed = System.nanoTime();
    Random random = new Random(seed);
    List<String> lines = new ArrayList<>();
    Instant oldest = Instant.parse("2017-10-22T00:00:00Z");
    for (int i = 0; i < 5000; i++) {
      // The two ends are exactly the horizon apart.
      long seconds = i == 0 ? 0 : i == 1 ? 35 * 86_400 : random.nextInt(35 * 86_400);
      lines.add(event("e" + i, oldest.plusSeconds(seconds)));
    }
    Collections.shuffle(lines, random);
    IngestReport report = events.run(String.join("\n", lines));
    assertThat(report.accepted()).as("seed %d", seed).isEqualTo(5000);
    assertThat(events.sink.horizon().newest())
        .as("seed %d", seed)
        .contains(oldest.plusSeconds(35 * 86_400));
  }

  @Test
  void anEventOlderThanTheHorizonIsLate() throws Exception {
    IngestReport report =
        events.run(
            event("new", "2017-11-26T00:00:00Z")
                + event("edge", "2017-10-22T00:00:00Z")
                + event("old", "2017-10-21T23:59:59.999Z"));
    assertThat(events.sink.column(Destination.TABLE, "event_id")).containsExactly("new", "edge");
    assertThat(events.sink.column(Destination.LATE, "position")).containsExactly("3");
    assertThat(events.sink.column(Destination.LATE, "reason")).containsExactly("late");
    assertThat(events.sink.column(Destination.LATE, "record_time"))
        .containsExactly("2017-10-21T23:59:59.999Z");
    assertThat(events.sink.column(Destination.LATE, "detail"))
        .containsExactly(
            "the record's time 2017-10-21T23:59:59.999Z is older than the hot horizon,"
                + " 2017-10-22T00:00:00Z");
    assertThat(report.late()).isEqualTo(1);
  }

  @Test
  void aLateRecordIsKeptAsOneJsonObjectWhateverItsFormat() throws Exception {
    String old = "\"event_time\":\"2015-05-17T08:05:03Z\"}";
    events.run(
        event("new", "2017-11-26T00:00:00Z")
            + "{ \"event_time\": \"2015-05-17T10:05:03+02:00\", \"channel\": null, \"customer_id\": \"c\","
            + " \"event_type\": \"say \\\"\\u00e9\\\"\", \"event_id\": \"a\" }");
    assertThat(events.sink.column(Destination.LATE, "record"))
        .containsExactly(
            "{\"event_id\":\"a\",\"customer_id\":\"c\",\"event_type\":\"say \\\"é\\\"\"," + old);

    Pipeline csv = new Pipeline(RecordType.EVENTS, Format.CSV);
    csv.run(
        "event_time,event_id,event_type,customer_id,channel\n"
            + "2017-11-26T00:00:00Z,new,click,c,\n"
            + "2015-05-17T10:05:03+02:00,a,\"say \"\"é\"\"\",c,\n");
    assertThat(csv.sink.column(Destination.LATE, "record"))
        .isEqualTo(events.sink.column(Destination.LATE, "record"));

    Pipeline hits = new Pipeline(RecordType.HITS, Format.COMBINED_LOG);
    hits.run(
        """
        ::1 - - [26/Nov/2017:00:00:00 +0000] "GET / HTTP/1.1" 200 1 "-" "-"
        ::1 - - [17/May/2015:10:05:03 +0200] "GET /a HTTP/1.1" 408 - "-" "Mozilla"
        """);
    assertThat(hits.sink.column(Destination.LATE, "record"))
        .containsExactly(
            "{\"host\":\"::1\",\"hit_time\":\"2015-05-17T08:05:03Z\",\"method\":\"GET\",\"path\":\"/a\",\"protocol\":\"HTTP/1.1\",\"status\":408,\"user_agent\":\"Mozilla\"}");
  }

  @Test
  void theStoredClockAndLengthCount() throws Exception {
    events.sink.store(new StoredHorizon(Optional.of(Instant.parse("2017-11-26T00:00:00Z")), 1));
    events.run(event("late", "2017-11-24T23:00:00Z") + event("good", "2017-11-25T00:00:00Z"));
    assertThat(events.sink.column(Destination.TABLE, "event_id")).containsExactly("good");
    assertThat(events.sink.column(Destination.LATE, "position")).containsExactly("1");
    assertThat(events.sink.horizon().newest()).contains(Instant.parse("2017-11-26T00:00:00Z"));
  }

  @Test
  void ordersAreNeverLateAndMoveTheClock() throws Exception {
    Pipeline orders = new Pipeline(RecordType.ORDERS, Format.JSONL);
    IngestReport report = orders.run(order("2017-11-26T00:00:00Z") + order("2015-01-01T00:00:00Z"));
    assertThat(report.accepted()).isEqualTo(2);
    assertThat(orders.sink.horizon().newest()).contains(Instant.parse("2017-11-26T00:00:00Z"));
  }

  @Test
  void aRecordMoreThanADayAheadIsRejectedAndDoesNotMoveTheClock() throws Exception {
    IngestReport report =
        events.run(
            event("day", Pipeline.NOW.plusSeconds(86_400))
                + event("future", Pipeline.NOW.plusSeconds(86_401)));
    assertThat(events.sink.column(Destination.TABLE, "event_id")).containsExactly("day");
    assertThat(report.rejectedByReason()).containsEntry("future", 1L);
    assertThat(events.sink.column(Destination.REJECTED, "detail"))
        .containsExactly(
            "the record's time 2017-12-04T12:00:01Z is more than one day ahead of this machine's"
                + " clock, 2017-12-03T12:00:00Z");
    assertThat(events.sink.horizon().newest()).contains(Pipeline.NOW.plusSeconds(86_400));
  }

  @Test
  void theFutureCanBeAllowed() throws Exception {
    events.with(IngestOption.ALLOW_FUTURE);
    IngestReport report = events.run(event("future", "2030-01-01T00:00:00Z"));
    assertThat(report.accepted()).isEqualTo(1);
    assertThat(events.sink.horizon().newest()).contains(Instant.parse("2030-01-01T00:00:00Z"));
  }

  @Test
  void customersDoNotMoveTheClockButMayNotComeFromTheFuture() throws Exception {
    Pipeline customers = new Pipeline(RecordType.CUSTOMERS, Format.JSONL);
    IngestReport report =
        customers.run(
            """
            {"customer_id":"c","name":"n","updated_at":"2017-11-26T01:00:00Z"}
            {"customer_id":"c","name":"n","updated_at":"2018-11-26T01:00:00Z"}
            """);
    assertThat(report.accepted()).isEqualTo(1);
    assertThat(report.rejectedByReason()).containsEntry("future", 1L);
    assertThat(customers.sink.horizon().newest()).isEmpty();
  }

  private static String event(String id, Instant time) {
    return event(id, time.toString());
  }

  private static String event(String id, String time) {
    return "{\"event_id\":\""
        + id
        + "\",\"customer_id\":\"c\",\"event_type\":\"click\",\"event_time\":\""
        + time
        + "\"}\n";
  }

  private static String order(String time) {
    return "{\"order_id\":\"o\",\"customer_id\":\"c\",\"product_id\":\"p\",\"total_amount\":1,\"order_time\":\""
        + time
        + "\"}\n";
  }
}
