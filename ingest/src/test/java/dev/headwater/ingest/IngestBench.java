package dev.headwater.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedWriter;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.apache.fluss.client.table.Table;
import org.apache.fluss.client.table.writer.UpsertResult;
import org.apache.fluss.client.table.writer.UpsertWriter;
import org.apache.fluss.row.BinaryString;
import org.apache.fluss.row.GenericRow;
import org.apache.fluss.row.TimestampLtz;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** How fast ingest is, as a share of a bare client loop, and that its memory has a bound. */
@Tag("bench")
class IngestBench {
  private static final int ROWS = 300_000;
  private static final int ROUNDS = 5;
  private static final long TIME = 1_511_658_000_000L;

  @TempDir Path directory;

  @Test
  void ingestOfEventsAgainstABareClientLoop() throws Exception {
    try (TestingPlatform platform =
        TestingPlatform.start(directory.resolve("data"), TestingPlatform.freePorts())) {
      compare(
          platform,
          round -> {
            Path file = events("i" + round, ROWS);
            Duration elapsed = ingest(platform.request(file, "events"));
            Files.delete(file);
            return elapsed;
          });
    }
  }

  @Test
  void ingestOfEventsFromKafkaAgainstABareClientLoop() throws Exception {
    try (TestingBroker broker = TestingBroker.start(directory);
        TestingPlatform platform =
            TestingPlatform.start(directory.resolve("data"), TestingPlatform.freePorts())) {
      compare(
          platform,
          round -> {
            String topic = "k" + round;
            Path file = events(topic, ROWS);
            broker.create(topic, 3);
            broker.send(topic, 3, Files.readAllLines(file));
            Files.delete(file);
            IngestInput input =
                new IngestInput.Kafka(
                    broker.address(),
                    List.of(topic),
                    topic,
                    Optional.empty(),
                    IngestInput.Kafka.Until.END);
            return ingest(IngestRequest.of(platform.address(), "headwater", input, "events"));
          });
    }
  }

  /** One round of an ingest. */
  private interface Round {
    Duration ingest(int number) throws Exception;
  }

  private static void compare(TestingPlatform platform, Round work) throws Exception {
    List<Double> ratios = new ArrayList<>();
    for (int round = 0; round <= ROUNDS; round++) {
      double bare = rate(bareLoop(platform, "b" + round));
      double ingest = rate(work.ingest(round));
      System.out.printf(
          "round %d: bare loop %,.0f rows/s, ingest %,.0f rows/s, ratio %.2f%s%n",
          round, bare, ingest, ingest / bare, round == 0 ? " (warm-up, not counted)" : "");
      if (round > 0) {
        ratios.add(ingest / bare);
      }
    }
    Collections.sort(ratios);
    System.out.printf("ingest / bare loop: median ratio %.2f%n", ratios.get(ROUNDS / 2));
  }

  @Test
  void tenTimesTheLinesNeedNoMoreHeap() throws Exception {
    try (TestingPlatform platform =
        TestingPlatform.start(directory.resolve("data"), TestingPlatform.freePorts())) {
      for (int lines : List.of(200_000, 2_000_000)) {
        Path file = events("h" + lines, lines);
        Process process =
            new ProcessBuilder(
                    Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                    "--add-opens=java.base/java.nio=ALL-UNNAMED",
                    "-Xmx160m",
                    "-cp",
                    System.getProperty("java.class.path"),
                    HeapProbe.class.getName(),
                    platform.address(),
                    file.toString())
                .redirectErrorStream(true)
                .redirectOutput(new File(directory.toFile(), "probe.log"))
                .start();
        assertThat(process.waitFor()).as(directory.resolve("probe.log").toString()).isZero();
        System.out.printf(
            "%,d lines with -Xmx160m: %s%n",
            lines, String.join(" ", Files.readAllLines(directory.resolve("probe.log"))));
        Files.delete(file);
      }
    }
  }

  private static Duration bareLoop(TestingPlatform platform, String prefix) throws Exception {
    List<GenericRow> rows = new ArrayList<>(ROWS);
    for (int i = 0; i < ROWS; i++) {
      rows.add(
          GenericRow.of(
              text("2017-11-26"),
              text(prefix + "-" + i),
              text("customer-" + i % 5000),
              text("page_view"),
              text("product-" + i % 900),
              null,
              text("email"),
              text("shop.example"),
              text("https://search.example/?q=" + i % 100),
              TimestampLtz.fromEpochMillis(TIME + i)));
    }
    try (Table table = platform.connection().getTable(TestingPlatform.path("events"))) {
      UpsertWriter writer = table.newUpsert().createWriter();
      List<CompletableFuture<UpsertResult>> written = new ArrayList<>(ROWS);
      long started = System.nanoTime();
      for (GenericRow row : rows) {
        written.add(writer.upsert(row));
      }
      writer.flush();
      Duration elapsed = Duration.ofNanos(System.nanoTime() - started);
      for (CompletableFuture<UpsertResult> future : written) {
        future.get();
      }
      return elapsed;
    }
  }

  private static Duration ingest(IngestRequest request) {
    IngestReport report = new Ingest(request, IngestProgress.silent()).run();
    assertThat(report.accepted()).isEqualTo(ROWS);
    return report.elapsed();
  }

  private Path events(String prefix, int lines) throws IOException {
    Path file = directory.resolve(prefix + ".jsonl");
    try (BufferedWriter out = Files.newBufferedWriter(file)) {
      for (int i = 0; i < lines; i++) {
        out.write(
            String.format(
                "{\"event_id\":\"%s-%d\",\"customer_id\":\"customer-%d\",\"event_type\":\"page_view\",\"product_id\":\"product-%d\",\"channel\":\"email\",\"page_host\":\"shop.example\",\"referrer\":\"https://search.example/?q=%d\",\"event_time\":\"2017-11-26T%02d:%02d:%02d.%03dZ\"}%n",
                prefix,
                i,
                i % 5000,
                i % 900,
                i % 100,
                i / 3_600_000 % 24,
                i / 60_000 % 60,
                i / 1000 % 60,
                i % 1000));
      }
    }
    return file;
  }

  private static BinaryString text(String value) {
    return BinaryString.fromString(value);
  }

  private static double rate(Duration elapsed) {
    return ROWS / (elapsed.toNanos() / 1e9);
  }
}
