package dev.headwater.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headwater.ingest.request.IngestReport;
import dev.headwater.jobs.address.PlatformAddresses;
import dev.headwater.jobs.flink.FlinkRest;
import dev.headwater.jobs.retention.KeptDay;
import dev.headwater.jobs.retention.Retention;
import dev.headwater.jobs.retention.RetentionReport;
import dev.headwater.jobs.run.ColdJobs;
import dev.headwater.jobs.run.JobRunner;
import dev.headwater.jobs.run.Snapshots;
import dev.headwater.jobs.settle.PlatformSettle;
import dev.headwater.jobs.status.StatusReader;
import dev.headwater.lake.catalogs.Catalogs;
import dev.headwater.lake.client.FlussClient;
import dev.headwater.lake.cold.archive.HotPartitions;
import dev.headwater.lake.progress.HotHorizon;
import dev.headwater.lake.tables.TableDefinitions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.apache.fluss.client.table.Table;
import org.apache.fluss.metadata.TablePath;
import org.apache.fluss.row.BinaryString;
import org.apache.fluss.row.GenericRow;
import org.apache.fluss.row.TimestampLtz;
import org.awaitility.Awaitility;

/** A platform whose clock moves on until all its days are old. */
final class OldDays {
  private static final List<String> TABLES =
      List.of("touches", "product_clicks", "order_touch_probes", "order_click_probes", "events");
  private static final Duration FAR = Duration.ofDays(60);
  private static final Duration LONG = Duration.ofMinutes(3);

  private final PlatformAddresses platform;
  private final Catalogs catalogs;
  private final Retention retention;

  OldDays(PlatformAddresses platform, Path data) {
    this.platform = platform;
    this.catalogs = new Catalogs(platform.bootstrapServers(), data);
    Path flink = data.resolve("flink");
    JobRunner runner =
        new JobRunner(
            platform.gateway(),
            new FlinkRest(platform.flink()),
            new Snapshots(flink.resolve("checkpoints"), flink.resolve("savepoints")),
            new ColdJobs(catalogs));
    retention = new Retention(platform, catalogs, TableDefinitions.load(), runner, Duration.ZERO);
  }

  /** The platform sees a time that makes every day old that it has. */
  void begin() throws Exception {
    TablePath clock = TablePath.of(TableDefinitions.DATABASE, "platform_progress");
    try (FlussClient client = new FlussClient(platform.bootstrapServers());
        Table table = client.connection().getTable(clock)) {
      Instant later = HotHorizon.read(client).newest().orElseThrow().plus(FAR);
      table
          .newUpsert()
          .createWriter()
          .upsert(
              GenericRow.of(
                  BinaryString.fromString("horizon"), TimestampLtz.fromInstant(later), null))
          .get(1, TimeUnit.MINUTES);
    }
  }

  List<String> hot(String table) {
    try (FlussClient client = new FlussClient(platform.bootstrapServers())) {
      return new HotPartitions(client, table).days();
    }
  }

  /** While a day's files are missing in the archive it stays hot, and status says so. */
  void assertADamagedDayStays() throws IOException {
    String day = hot("events").get(0);
    Path files = catalogs.cold().resolve("warehouse/archive/events/data/event_date=" + day);
    Path away = Files.move(files, files.resolveSibling("away"));
    RetentionReport report = retention.look();
    Files.move(away, files);

    assertThat(report.dropped()).as("other days").isNotEmpty();
    assertThat(report.kept())
        .extracting(KeptDay::day)
        .as("days that stay: %s", report.kept())
        .isNotEmpty()
        .containsOnly(day);
    assertThat(hot("events")).containsExactly(day);
    assertThat(report.kept())
        .allSatisfy(
            kept -> assertThat(kept.reason()).startsWith("cold.archive.events cannot be read"));
    try (StatusReader status = new StatusReader(platform)) {
      assertThat(status.read().retention()).isEqualTo(report);
    }
  }

  void awaitAllGone() {
    Awaitility.await("all old days to go")
        .atMost(LONG)
        .pollInterval(Duration.ofSeconds(1))
        .untilAsserted(() -> assertThat(retention.look().kept()).isEmpty());
    for (String table : TABLES) {
      assertThat(hot(table)).as("hot days of %s", table).isEmpty();
    }
  }

  void assertLate(Path events, long records) {
    IngestReport report = FileIngest.of(platform, "events", events);
    assertThat(report.late()).as(report.summary()).isEqualTo(records);
  }

  /** Orders have no horizon: its dates are made anew, also for those who have met them before. */
  void assertAnOldOrderArrives(Path directory, String day) throws IOException {
    Path file =
        Files.writeString(
            directory.resolve("old-order.jsonl"),
"""
{"order_id":"old","customer_id":"old","product_id":"p","total_amount":"1.00","order_time":"%sT12:00:00Z"}
"""
                .formatted(day));
    assertThat(FileIngest.of(platform, "orders", file).accepted()).isEqualTo(1);
    assertThat(PlatformSettle.settle(platform, LONG).messages()).isEmpty();
    assertThat(orders("order_mart")).contains("[old]");
    assertThat(orders("order_touch_probes")).hasSize(8).containsOnly("[old]");
  }

  private List<String> orders(String table) {
    return new StoredRows(platform)
        .table(table, List.of("order_id")).stream().map(String::valueOf).toList();
  }
}
