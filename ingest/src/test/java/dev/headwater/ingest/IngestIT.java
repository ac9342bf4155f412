package dev.headwater.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.headwater.ingest.fault.IngestException;
import dev.headwater.ingest.file.OpenInput;
import dev.headwater.ingest.file.Position;
import dev.headwater.ingest.file.PositionFile;
import dev.headwater.ingest.record.Format;
import dev.headwater.ingest.record.Line;
import dev.headwater.ingest.record.RecordType;
import dev.headwater.ingest.request.IngestInput;
import dev.headwater.ingest.request.IngestProgress;
import dev.headwater.ingest.request.IngestReport;
import dev.headwater.ingest.request.IngestRequest;
import dev.headwater.ingest.rows.Counts;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.fluss.row.InternalRow;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;

/**
 * Against real storage. The horizon only moves forward, so tests with older times come first and
 * the contract last.
 */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class IngestIT implements SourceContract {
  @TempDir static Path data;
  @TempDir Path directory;
  private static TestingPlatform platform;

  @BeforeAll
  static void start() {
    platform = TestingPlatform.start(data, TestingPlatform.freePorts());
  }

  @AfterAll
  static void stop() throws Exception {
    platform.close();
  }

  @Override
  public TestingPlatform platform() {
    return platform;
  }

  @Override
  public Path directory() {
    return directory;
  }

  @Override
  public Feed feed(String table, List<String> lines) throws Exception {
    return KeyedSourceContract.file(directory.resolve("killed-" + table), lines);
  }

  @Test
  @Order(1)
  void aWebLogLandsInHitsAndWhatAKilledRunHadWrittenIsNotCountedTwice() throws Exception {
    List<String> lines = new ArrayList<>();
    for (int i = 0; i < 60_000; i++) {
      lines.add(
          String.format(
              "10.0.0.%d - - [17/May/2015:10:%02d:%02d +0000] \"GET /%d HTTP/1.1\" 200 %d \"-\""
                  + " \"agent\"",
              i % 250, i / 60 % 60, i % 60, i, i));
    }
    lines.set(777, "not a log line");
    long begun = System.currentTimeMillis();
    Path file = Files.write(directory.resolve("access.log"), lines.subList(0, 30_000));
    assertThat(run(platform.request(file, "hits")).accepted()).isEqualTo(29_999);
    // As after a kill in the middle: half is written, but only the first line is remembered.
    Files.write(file, lines);
    PositionFile positions = rememberOnlyTheFirstLine(file, begun);
    IngestReport second = run(platform.request(file, "hits"));
    assertThat(second.continuedAfterLine()).isEqualTo(OptionalLong.of(1));
    assertThat(second.read()).isEqualTo(60_000);
    assertThat(second.rejectedByReason()).isEqualTo(Map.of("malformed_log_line", 1L));
    assertThat(positions.path()).doesNotExist();
    List<String> positionsInTable = platform.log("hits", "position");
    assertThat(positionsInTable).hasSize(59_999).doesNotHaveDuplicates();
    assertThat(platform.log("hits", "host", "hit_time", "path", "response_bytes"))
        .contains("10.0.0.1,2015-05-17T10:00:01Z,/1,1");
  }

  @Test
  @Order(2)
  void rowsLandInEachTable() throws Exception {
    assertThat(ingest("orders", "o.jsonl", ORDER).accepted()).isEqualTo(1);
    InternalRow order = platform.lookup("orders", "c1", "o1").orElseThrow();
    assertThat(order.getDecimal(3, 18, 2).toString()).isEqualTo("-12.50");
    assertThat(order.getString(4).toString()).isEqualTo("USD");
    assertThat(order.getTimestampLtz(5, 3).toString()).isEqualTo("2017-11-26T01:00:00Z");
    ingest(
        "customers",
        "c.csv",
        "customer_id,name,opt_in,updated_at\nc1,Ada,true,2017-11-26T01:00:00Z\n");
    InternalRow customer = platform.lookup("customers", "c1").orElseThrow();
    assertThat(customer.getString(1).toString()).isEqualTo("Ada");
    assertThat(customer.isNullAt(2)).isTrue();
    assertThat(customer.getBoolean(6)).isTrue();
    ingest(
        "campaigns",
        "k.jsonl",
        "{\"campaign_id\":\"k1\",\"name\":\"Spring\",\"updated_at\":\"2017-11-26T01:00:00Z\"}");
    assertThat(platform.lookup("campaigns", "k1").orElseThrow().getString(1).toString())
        .isEqualTo("Spring");
    ingest(
        "events",
        "e.jsonl",
        event("e1", "2017-11-26T23:59:59.999Z") + event("e1", "2017-11-26T10:00:00Z"));
    InternalRow stored = platform.lookup("events", "2017-11-26", "e1").orElseThrow();
    assertThat(stored.getTimestampLtz(9, 3).toString()).isEqualTo("2017-11-26T23:59:59.999Z");
    assertThat(platform.partitions("touches")).contains("2017-11-26");
    assertThat(platform.partitions("product_clicks")).contains("2017-11-26");
    assertThat(platform.partitions("hits")).doesNotContain("2017-11-26");
    assertThat(
            platform
                .lookup("platform_progress", "horizon")
                .orElseThrow()
                .getTimestampLtz(1, 3)
                .toString())
        .isEqualTo("2017-11-26T23:59:59.999Z");
  }

  @Test
  @Order(3)
  void lateFutureAndBadRecordsAreKeptAsideOnceHoweverOftenTheFileIsFed() throws Exception {
    String lines =
        event("old", "2016-01-01T00:00:00Z")
            + event("new", "2017-11-26T00:00:00Z")
            + event("future", "2099-01-01T00:00:00Z")
            + "{}\n";
    Path file = Files.writeString(directory.resolve("mixed.jsonl"), lines);
    for (int i = 0; i < 2; i++) {
      IngestReport report = run(platform.request(file, "events"));
      assertThat(report.accepted()).isEqualTo(1);
      assertThat(report.late()).isEqualTo(1);
      assertThat(report.rejectedByReason())
          .containsEntry("future", 1L)
          .containsEntry("missing_field", 1L)
          .hasSize(2);
    }
    String source = file.toRealPath().toString();
    InternalRow late = platform.lookup("late_records", source, 1L).orElseThrow();
    assertThat(late.getString(4).toString()).isEqualTo("late");
    assertThat(late.getString(6).toString()).isEqualTo(event("old", "2016-01-01T00:00:00Z").trim());
    assertThat(late.getString(9).toString())
        .contains("\"event_id\":\"old\"")
        .contains("\"event_time\":\"2016-01-01T00:00:00Z\"");
    InternalRow future = platform.lookup("rejected_records", source, 3L).orElseThrow();
    assertThat(future.getString(4).toString()).isEqualTo("future");
    assertThat(future.getString(2).toString()).isEqualTo("events");
    assertThat(
            platform.lookup("rejected_records", source, 4L).orElseThrow().getString(4).toString())
        .isEqualTo("missing_field");
    assertThat(platform.lookup("events", "2016-01-01", "old")).isEmpty();
    assertThat(platform.partitions("events")).doesNotContain("2016-01-01", "2099-01-01");
    assertThat(
            platform
                .lookup("platform_progress", "horizon")
                .orElseThrow()
                .getTimestampLtz(1, 3)
                .toString())
        .isEqualTo("2017-11-26T23:59:59.999Z");
  }

  @Test
  @Order(4)
  void anInterruptedRunIsContinuedWithoutLoss() throws Exception {
    StringBuilder lines = new StringBuilder();
    for (int i = 0; i < 400_000; i++) {
      lines.append(event("i" + i, "2017-11-25T00:00:00Z"));
    }
    Path file = Files.writeString(directory.resolve("many.jsonl"), lines);
    IngestReport first = interruptedRun(platform.request(file, "events"));
    assertThat(first.read()).isLessThan(400_000);
    AtomicReference<String> note = new AtomicReference<>("");
    IngestReport second = new Ingest(platform.request(file, "events"), new Noting(note)).run();
    assertThat(note.get())
        .isEqualTo("continuing at line " + (first.interruptedAfterLine().orElseThrow() + 1));
    assertThat(second.accepted()).isEqualTo(400_000);
    assertThat(second.read()).isEqualTo(400_000);
    List<String> ids =
        platform.log("events", "event_id").stream().filter(id -> id.startsWith("i")).toList();
    assertThat(ids).hasSize(400_000).doesNotHaveDuplicates();
  }

  @Test
  @Order(5)
  void aMegabyteInALineLands() throws Exception {
    String id = "x".repeat(Line.MAX_BYTES - 200);
    assertThat(
            ingest(
                    "orders",
                    "long.jsonl",
                    ORDER.replace("\"p1\"", "\"" + id + "\"").replace("o1", "o2"))
                .accepted())
        .isEqualTo(1);
    assertThat(platform.lookup("orders", "c1", "o2").orElseThrow().getString(2).toString())
        .isEqualTo(id);
  }

  @Test
  @Order(6)
  void aStreamIsReadToo() throws Exception {
    IngestInput stream =
        new IngestInput.Stream(
            new ByteArrayInputStream("oops\n".getBytes(StandardCharsets.UTF_8)), "stdin");
    IngestRequest plain = IngestRequest.of(platform.address(), "headwater", stream, "events");
    IngestRequest named =
        new IngestRequest(
            plain.bootstrapServers(),
            plain.database(),
            stream,
            "events",
            Optional.empty(),
            Set.of(),
            Optional.of("feed"),
            "USD",
            Set.of(),
            Optional.empty(),
            plain.patience());
    assertThat(run(named).rejected()).isEqualTo(1);
    assertThat(
            platform.lookup("rejected_records", "feed", 1L).orElseThrow().getString(6).toString())
        .isEqualTo("oops");
  }

  @Test
  @Order(7)
  void aMissingTableOnThePlatformIsNamed() throws Exception {
    Path file = Files.writeString(directory.resolve("a.jsonl"), ORDER);
    IngestRequest request =
        IngestRequest.of(platform.address(), "elsewhere", IngestInput.file(file), "orders");
    assertThatThrownBy(() -> run(request))
        .isInstanceOf(IngestException.User.class)
        .hasMessage(
            "table elsewhere.orders does not exist on the platform at "
                + platform.address()
                + "; start the platform with `headwater up`, which makes its tables");
  }

  /** The client would shrink its batches meanwhile, and drop what is larger than one. */
  @Test
  @Order(8)
  void aLargeRecordLandsHoweverSmallTheBatchesBeforeItWere() throws Exception {
    List<String> lines = new ArrayList<>();
    for (int i = 0; i < 24; i++) {
      lines.add(event("small" + i, "2017-11-26T12:00:00Z"));
    }
    String large = "l".repeat(900_000);
    lines.add(event(large, "2017-11-26T12:00:00Z"));
    DrippingInput input = new DrippingInput(lines);
    IngestRequest request =
        IngestRequest.of(
            platform.address(), "headwater", new IngestInput.Stream(input, "drips"), "events");
    assertThat(new Ingest(request, input).run().accepted()).isEqualTo(25);
    assertThat(platform.lookup("events", "2017-11-26", large)).isPresent();
  }

  @Test
  @Order(9)
  void everyBrokenLineIsRefusedForItsReasonAndNoOtherIs() throws Exception {
    BrokenShop.check(platform, directory, 50_000);
  }

  private static final String ORDER =
      "{\"order_id\":\"o1\",\"customer_id\":\"c1\",\"product_id\":\"p1\",\"total_amount\":-12.5,\"order_time\":\"2017-11-26T01:00:00Z\"}\n";

  private static String event(String id, String time) {
    return "{\"event_id\":\""
        + id
        + "\",\"customer_id\":\"c\",\"event_type\":\"click\",\"event_time\":\""
        + time
        + "\"}\n";
  }

  private IngestReport ingest(String table, String name, String text) throws Exception {
    return run(platform.request(Files.writeString(directory.resolve(name), text), table));
  }

  private static IngestReport run(IngestRequest request) {
    return new Ingest(request, IngestProgress.silent()).run();
  }

  /** Stops the run from its first progress report, long before so many lines can be read. */
  private static IngestReport interruptedRun(IngestRequest request) {
    AtomicReference<Ingest> ingest = new AtomicReference<>();
    IngestProgress stopping =
        new IngestProgress() {
          @Override
          public void note(String words) {}

          @Override
          public void advanced(long bytes, OptionalLong totalBytes, long done) {
            ingest.get().stop(Duration.ZERO);
          }

          @Override
          public void close() {}
        };
    ingest.set(new Ingest(request, stopping));
    return ingest.get().run();
  }

  private static PositionFile rememberOnlyTheFirstLine(Path file, long sinceMillis)
      throws Exception {
    long end = Files.readAllLines(file).get(0).length() + 1L;
    PositionFile positions = PositionFile.besides(file);
    try (OpenInput input = OpenInput.open(IngestInput.file(file))) {
      String source = file.toRealPath().toString();
      Position start =
          Position.start(RecordType.HITS, Format.COMBINED_LOG, source, input, sinceMillis);
      Counts counts = new Counts(1, 0, 0, 0, Map.of());
      positions.write(start.advancedTo(end, 1, input.fingerprint(end), counts, sinceMillis));
    }
    return positions;
  }

  /** Remembers the last note. */
  private record Noting(AtomicReference<String> note) implements IngestProgress {
    @Override
    public void note(String words) {
      note.set(words);
    }

    @Override
    public void advanced(long bytes, OptionalLong totalBytes, long records) {}

    @Override
    public void close() {}
  }
}
