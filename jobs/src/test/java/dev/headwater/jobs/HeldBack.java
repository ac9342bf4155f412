package dev.headwater.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headwater.ingest.IngestReport;
import dev.headwater.jobs.platform.PlatformAddresses;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** A shop of which some customers' events come only when their days are long over. */
final class HeldBack {
  private static final String CUSTOMERS = "\"w7";

  private final DisorderedShop shop;
  private final PlatformAddresses platform;

  HeldBack(DisorderedShop shop, PlatformAddresses platform) {
    this.shop = shop;
    this.platform = platform;
  }

  /** Everything else, in time. */
  void ingestTheOthers() throws IOException {
    Map<Boolean, List<String>> events =
        Files.readAllLines(shop.file("events"), StandardCharsets.ISO_8859_1).stream()
            .collect(Collectors.partitioningBy(line -> line.contains(CUSTOMERS)));
    assertThat(events.get(true)).as("events held back").isNotEmpty();
    Path others = shop.directory().resolve("others.jsonl");
    Files.write(others, events.get(false), StandardCharsets.ISO_8859_1);
    assertThat(FileIngest.of(platform, "events", others).late()).isZero();
    for (String table : DisorderedShop.TABLES) {
      if (!table.equals("events")) {
        assertThat(FileIngest.of(platform, table, shop.file(table)).accepted())
            .isEqualTo(shop.good(table));
      }
    }
  }

  /** All of the shop's events, after the clock has moved far: late, and most of them repeats. */
  void ingestAllTooLate() {
    IngestReport report = FileIngest.of(platform, "events", shop.file("events"));
    assertThat(report.late()).as(report.summary()).isEqualTo(shop.good("events"));
    assertThat(new StoredRows(platform).table("late_records", List.of("record")))
        .hasSize((int) shop.good("events"));
  }
}
