package dev.headwater.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headwater.jobs.address.PlatformAddresses;
import dev.headwater.jobs.config.PlatformSettings;
import dev.headwater.jobs.flink.FlinkRest;
import dev.headwater.lake.catalogs.Catalogs;
import dev.headwater.lake.cold.ColdCatalog;
import dev.headwater.lake.maintenance.ColdMaintenance;
import dev.headwater.lake.maintenance.MaintenanceReport;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import org.apache.iceberg.data.IcebergGenerics;
import org.apache.iceberg.data.Record;
import org.apache.iceberg.io.CloseableIterable;
import org.awaitility.Awaitility;

/** What the archive holds, held against the tables that it is made of. */
final class ArchivedRows {
  private static final Duration LONG = Duration.ofMinutes(3);

  private final PlatformAddresses platform;
  private final FlinkRest flink;

  ArchivedRows(PlatformAddresses platform) {
    this.platform = platform;
    this.flink = new FlinkRest(platform.flink());
  }

  /** Every row of the two tables is in the archive once, and nothing else is. */
  void awaitAllOnce() {
    awaitAllOnce(
        "events",
        List.of(
            "event_date",
            "event_id",
            "customer_id",
            "event_type",
            "product_id",
            "campaign_id",
            "channel",
            "page_host",
            "referrer",
            "event_time"));
    awaitAllOnce(
        "orders",
        List.of("customer_id", "order_id", "product_id", "total_amount", "currency", "order_time"));
  }

  private void awaitAllOnce(String table, List<String> columns) {
    List<String> expected = sorted(new StoredRows(platform).table(table, columns));
    assertThat(expected).as("rows of %s", table).isNotEmpty();
    Awaitility.await("the archive of " + table)
        .atMost(LONG)
        .untilAsserted(
            () -> {
              commit("archive_" + table);
              assertThat(sorted(archived(table, columns))).isEqualTo(expected);
            });
    System.out.println("  archived " + table + " " + expected.size());
  }

  long count(String table) {
    return archived(table, List.of()).size();
  }

  /** The job commits with its checkpoints, of which there is one a minute. */
  void commit(String job) {
    flink.jobs().stream()
        .filter(run -> run.name().equals(job) && run.state().isAlive())
        .forEach(run -> flink.triggerCheckpoint(run.id()));
  }

  private List<List<Object>> archived(String table, List<String> columns) {
    List<List<Object>> rows = new ArrayList<>();
    try (ColdCatalog cold = new ColdCatalog(catalogs());
        CloseableIterable<Record> records =
            IcebergGenerics.read(cold.table("archive." + table)).build()) {
      for (Record row : records) {
        List<Object> values = new ArrayList<>();
        for (String column : columns) {
          Object value = row.getField(column);
          values.add(value instanceof OffsetDateTime time ? time.toInstant() : value);
        }
        rows.add(values);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return rows;
  }

  /** Files that take the place of others hold the same rows, and few files are left alone. */
  void assertMergedFilesHoldTheSame() {
    try (ColdCatalog cold = new ColdCatalog(catalogs())) {
      MaintenanceReport report =
          new ColdMaintenance(cold, 1, Instant.now()).maintain("archive.events");
      assertThat(report.filesWritten()).isPositive().isLessThanOrEqualTo(report.filesMerged());
      assertThat(new ColdMaintenance(cold, 2, Instant.now()).maintain("archive.events"))
          .extracting(MaintenanceReport::filesMerged)
          .isEqualTo(0);
    }
    awaitAllOnce();
  }

  private Catalogs catalogs() {
    return new Catalogs(
        platform.bootstrapServers(), PlatformSettings.of(flink).data().orElseThrow());
  }

  private static List<String> sorted(List<List<Object>> rows) {
    return rows.stream().map(String::valueOf).sorted().toList();
  }
}
