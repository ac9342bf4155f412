package dev.headwater.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headwater.ingest.Ingest;
import dev.headwater.ingest.request.IngestInput;
import dev.headwater.ingest.request.IngestProgress;
import dev.headwater.ingest.request.IngestRequest;
import dev.headwater.lake.tables.TableDefinitions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.apache.fluss.row.BinaryString;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** How long a platform takes to start and to bring its first attributed row. */
@Tag("bench")
class PlatformBench {
  @TempDir Path directory;

  @Test
  void fromNothingToTheFirstAttributedRow() throws IOException {
    try (KillablePlatform platform = new KillablePlatform(directory)) {
      platform.start();
      platform.stop();
      for (int round = 1; round <= 3; round++) {
        long begun = System.nanoTime();
        platform.start();
        double ready = seconds(begun);
        attribute(platform, round);
        System.out.printf(
            "round %d: ready after %.1f s, first attributed row after %.1f s, %s MB resident at most%n",
            round, ready, seconds(begun), platform.peakMegabytes());
        begun = System.nanoTime();
        platform.stop();
        System.out.printf("round %d: stopped after %.1f s%n", round, seconds(begun));
      }
    }
  }

  private void attribute(KillablePlatform platform, int round) throws IOException {
    ingest(platform, "events", record("touch" + round, touch(round)));
    ingest(platform, "orders", record("order" + round, order(round)));
    StoredRows rows = new StoredRows(platform.addresses());
    Awaitility.await("the path of order o" + round)
        .atMost(Duration.ofMinutes(1))
        .pollDelay(Duration.ZERO)
        .pollInterval(Duration.ofMillis(100))
        .untilAsserted(
            () ->
                assertThat(rows.table("order_touches", List.of("order_id", "touch_event_id")))
                    .contains(List.of(text("o" + round), text("e" + round))));
  }

  private static void ingest(KillablePlatform platform, String table, Path file) {
    String bootstrapServers = platform.addresses().bootstrapServers();
    IngestRequest request =
        IngestRequest.of(
            bootstrapServers, TableDefinitions.DATABASE, IngestInput.file(file), table);
    assertThat(new Ingest(request, IngestProgress.silent()).run().accepted()).isOne();
  }

  private static Object text(String value) {
    return BinaryString.fromString(value);
  }

  private Path record(String name, String line) throws IOException {
    return Files.writeString(directory.resolve(name + ".jsonl"), line + "\n");
  }

  private static String touch(int round) {
    return "{\"event_id\":\"e%d\",\"customer_id\":\"c\",\"event_type\":\"visit\",\"channel\":\"email\",\"event_time\":\"2026-01-05T10:00:00Z\"}"
        .formatted(round);
  }

  private static String order(int round) {
    return "{\"order_id\":\"o%d\",\"customer_id\":\"c\",\"product_id\":\"p\",\"total_amount\":1,\"order_time\":\"2026-01-05T11:00:00Z\"}"
        .formatted(round);
  }

  private static double seconds(long begun) {
    return (System.nanoTime() - begun) / 1e9;
  }
}
