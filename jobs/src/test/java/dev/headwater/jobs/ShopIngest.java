package dev.headwater.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headwater.ingest.Ingest;
import dev.headwater.ingest.request.IngestInput;
import dev.headwater.ingest.request.IngestProgress;
import dev.headwater.ingest.request.IngestReport;
import dev.headwater.ingest.request.IngestRequest;
import dev.headwater.jobs.address.PlatformAddresses;
import dev.headwater.lake.tables.TableDefinitions;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;

/** Ingests the files of a shop and checks what the ingest says of itself. */
final class ShopIngest {
  private static final Duration PATIENCE = Duration.ofMinutes(2);

  private final DisorderedShop shop;
  private final PlatformAddresses platform;

  ShopIngest(DisorderedShop shop, PlatformAddresses platform) {
    this.shop = shop;
    this.platform = platform;
  }

  void allInRandomOrder(Random random) throws IOException {
    inRandomOrder(DisorderedShop.TABLES, random);
  }

  /** Everything but the web log, of which every line counts. */
  void repeatInRandomOrder(Random random) throws IOException {
    inRandomOrder(
        DisorderedShop.TABLES.stream().filter(table -> !table.equals("hits")).toList(), random);
  }

  private void inRandomOrder(List<String> some, Random random) throws IOException {
    List<String> tables = new ArrayList<>(some);
    Collections.shuffle(tables, random);
    System.out.println("  ingest in the order " + tables);
    for (String table : tables) {
      whole(table);
    }
  }

  /** Some first lines as a file of their own, those that are good; they come again in the whole. */
  void beginning(String table, int lines) throws IOException {
    Path file = shop.directory().resolve(table + "-beginning.jsonl");
    Files.write(
        file,
        Files.readAllLines(shop.file(table), StandardCharsets.ISO_8859_1).stream()
            .filter(line -> line.contains("\"w"))
            .limit(lines)
            .toList(),
        StandardCharsets.ISO_8859_1);
    IngestReport report = ingest(table, file).run();
    assertThat(report.accepted()).as("first records of %s", table).isPositive();
  }

  void whole(String table) throws IOException {
    assertCounts(table, ingest(table, shop.file(table)).run());
  }

  private Ingest ingest(String table, Path file) {
    return new Ingest(
        new IngestRequest(
            platform.bootstrapServers(),
            TableDefinitions.DATABASE,
            IngestInput.file(file),
            table,
            Optional.empty(),
            Set.of(),
            Optional.empty(),
            "USD",
            Set.of(),
            Optional.empty(),
            PATIENCE),
        IngestProgress.silent());
  }

  private void assertCounts(String table, IngestReport report) throws IOException {
    long lines = shop.lines(table);
    System.out.println("  " + table + ": " + report.summary());
    assertThat(report.interruptedAfterLine()).as("end of %s", table).isEmpty();
    assertThat(report.read()).as("records of %s read", table).isEqualTo(lines);
    assertThat(report.accepted()).as("records of %s accepted", table).isEqualTo(shop.good(table));
    assertThat(report.rejected())
        .as("records of %s rejected", table)
        .isEqualTo(lines - shop.good(table));
    assertThat(report.late()).as("records of %s called late", table).isZero();
  }

  /** Each refused line once, however often its file was read, and nothing called late. */
  void assertRejectsAreKeptOnce() {
    StoredRows stored = new StoredRows(platform);
    List<String> key = List.of("source", "position");
    List<String> files =
        DisorderedShop.TABLES.stream().map(table -> shop.file(table).toString()).toList();
    List<List<Object>> rejected =
        stored.table("rejected_records", key).stream()
            .filter(row -> files.stream().anyMatch(row.get(0).toString()::endsWith))
            .toList();
    assertThat(rejected).doesNotHaveDuplicates().hasSize(shop.input().refused());
    assertThat(stored.table("late_records", key)).isEmpty();
  }
}
