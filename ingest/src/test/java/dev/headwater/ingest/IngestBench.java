package dev.headwater.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headwater.ingest.request.IngestInput;
import dev.headwater.ingest.request.IngestProgress;
import dev.headwater.ingest.request.IngestReport;
import dev.headwater.ingest.request.IngestRequest;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.apache.fluss.client.table.Table;
import org.apache.fluss.client.table.writer.AppendWriter;
import org.apache.fluss.client.table.writer.TableWriter;
import org.apache.fluss.client.table.writer.UpsertWriter;
import org.apache.fluss.row.GenericRow;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** How fast ingest is, as a share of a bare client loop, and that its memory has a bound. */
@Tag("bench")
class IngestBench {
  private static final int ROWS = 300_000;
  private static final int ROUNDS = 5;

  @TempDir Path directory;

  @ParameterizedTest
  @EnumSource
  void ingestOfAFileAgainstABareClientLoop(MeasuredTable table) throws Exception {
    try (TestingPlatform platform =
        TestingPlatform.start(directory.resolve("data"), TestingPlatform.freePorts())) {
      compare(
          platform,
          table,
          round -> {
            Path file = table.lines(directory, "i" + round, ROWS);
            Duration elapsed = ingest(platform.request(file, table.table()));
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
          MeasuredTable.EVENTS,
          round -> {
            String topic = "k" + round;
            Path file = MeasuredTable.EVENTS.lines(directory, topic, ROWS);
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

  @Test
  void ingestOfEventsFromPostgresAgainstABareClientLoop() throws Exception {
    try (TestingDatabase database = TestingDatabase.start(directory, "logical");
        TestingPlatform platform =
            TestingPlatform.start(directory.resolve("data"), TestingPlatform.freePorts())) {
      System.out.println("the first rows of a table:");
      compare(
          platform,
          MeasuredTable.EVENTS,
          round -> {
            IngestRequest request = table(database, platform, "first" + round);
            fill(database, "first" + round);
            return ingest(request);
          });
      System.out.println("changes after them:");
      compare(
          platform,
          MeasuredTable.EVENTS,
          round -> {
            IngestRequest request = table(database, platform, "change" + round);
            new Ingest(request, IngestProgress.silent()).run();
            fill(database, "change" + round);
            return ingest(request);
          });
    }
  }

  private static IngestRequest table(
      TestingDatabase database, TestingPlatform platform, String table) throws Exception {
    database.run(
        "CREATE TABLE "
            + table
            + " (event_id text PRIMARY KEY, customer_id text, event_type text, product_id text,"
            + " channel text, page_host text, referrer text, event_time timestamptz)");
    database.publish(table);
    return IngestRequest.of(
        platform.address(),
        "headwater",
        database.input(table, Map.of(), IngestInput.Until.END),
        "events");
  }

  private static void fill(TestingDatabase database, String table) throws Exception {
    database.run(
        "INSERT INTO %1$s SELECT '%1$s-' || i, 'customer-' || i %% 5000, 'page_view', 'product-' || i %% 900, 'email', 'shop.example', 'https://search.example/?q=' || i %% 100, timestamptz '2017-11-26T00:00:00Z' + i * interval '1 millisecond' FROM generate_series(0, %2$d) AS i"
            .formatted(table, ROWS - 1));
  }

  /** One round of an ingest. */
  private interface Round {
    Duration ingest(int number) throws Exception;
  }

  private static void compare(TestingPlatform platform, MeasuredTable table, Round work)
      throws Exception {
    List<Double> ratios = new ArrayList<>();
    for (int round = 0; round <= ROUNDS; round++) {
      double bare = rate(bareLoop(platform, table, "b" + round));
      double ingest = rate(work.ingest(round));
      System.out.printf(
          "%s, round %d: bare loop %,.0f rows/s, ingest %,.0f rows/s, ratio %.2f%s%n",
          table.table(),
          round,
          bare,
          ingest,
          ingest / bare,
          round == 0 ? " (warm-up, not counted)" : "");
      if (round > 0) {
        ratios.add(ingest / bare);
      }
    }
    Collections.sort(ratios);
    System.out.printf(
        "%s, ingest / bare loop: median ratio %.2f, lowest %.2f%n",
        table.table(), ratios.get(ROUNDS / 2), ratios.get(0));
  }

  @Test
  void aHundredTimesTheLinesNeedNoMoreHeap() throws Exception {
    try (TestingPlatform platform =
        TestingPlatform.start(directory.resolve("data"), TestingPlatform.freePorts())) {
      for (int lines : List.of(100_000, 10_000_000)) {
        Path file = MeasuredTable.EVENTS.lines(directory, "h" + lines, lines);
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
        int exitCode = process.waitFor();
        String words = Files.readString(directory.resolve("probe.log"));
        assertThat(exitCode).as(words).isZero();
        System.out.printf("%,d lines with -Xmx160m: %s%n", lines, words.strip());
        Files.delete(file);
      }
    }
  }

  private static Duration bareLoop(TestingPlatform platform, MeasuredTable kind, String prefix)
      throws Exception {
    List<GenericRow> rows = IntStream.range(0, ROWS).mapToObj(i -> kind.row(prefix, i)).toList();
    try (Table table = platform.connection().getTable(TestingPlatform.path(kind.table()))) {
      TableWriter writer;
      Function<GenericRow, CompletableFuture<?>> write;
      if (table.getTableInfo().hasPrimaryKey()) {
        UpsertWriter upsert = table.newUpsert().createWriter();
        writer = upsert;
        write = upsert::upsert;
      } else {
        AppendWriter append = table.newAppend().createWriter();
        writer = append;
        write = append::append;
      }
      List<CompletableFuture<?>> written = new ArrayList<>(ROWS);
      long started = System.nanoTime();
      for (GenericRow row : rows) {
        written.add(write.apply(row));
      }
      writer.flush();
      Duration elapsed = Duration.ofNanos(System.nanoTime() - started);
      for (CompletableFuture<?> future : written) {
        future.get();
      }
      return elapsed;
    }
  }

  private static Duration ingest(IngestRequest request) {
    IngestReport report = new Ingest(request, IngestProgress.silent()).run();
    assertThat(report.accepted()).as(report.summary()).isEqualTo(ROWS);
    return report.elapsed();
  }

  private static double rate(Duration elapsed) {
    return ROWS / (elapsed.toNanos() / 1e9);
  }
}
