package dev.headwater.jobs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import dev.headwater.jobs.oracle.ExpectedRows;
import dev.headwater.jobs.platform.PlatformAddresses;
import dev.headwater.jobs.platform.PlatformSettle;
import dev.headwater.jobs.progress.SettleReport;
import dev.headwater.lake.union.Views;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** What a platform has made of a shop, held against what it should have made of it. */
final class Marts {
  private static final Duration SETTLE = Duration.ofMinutes(3);
  // Defined, but no job writes them yet.
  private static final Set<String> WITHOUT_A_JOB = Set.of("orders_daily", "product_clicks_daily");

  private final DisorderedShop shop;
  private final PlatformAddresses platform;

  Marts(DisorderedShop shop, PlatformAddresses platform) {
    this.shop = shop;
    this.platform = platform;
  }

  void awaitSettled() {
    SettleReport report = PlatformSettle.settle(platform, SETTLE);
    assertThat(report.messages()).as("what is not settled").isEmpty();
    assertThat(report.isSettled()).as("settled within %s", SETTLE).isTrue();
    System.out.println("  settled in " + report.elapsed().toMillis() + " ms");
  }

  /** Every row of every table, all differences in one message. */
  void assertEqualTheOracle(String after) {
    StoredRows stored = new StoredRows(platform);
    List<String> sizes = new ArrayList<>();
    List<String> differences = new ArrayList<>();
    List<ExpectedRows> all = new ArrayList<>(shop.oracle().all());
    all.addAll(shop.oracle().views().all());
    for (ExpectedRows expected : all) {
      String name = expected.table();
      if (WITHOUT_A_JOB.contains(name)) {
        continue;
      }
      assertThat(expected.rows()).as("rows expected in %s", name).isNotEmpty();
      List<List<Object>> found =
          Views.temporaryStatements().containsKey(name)
              ? stored.view(name, expected.columns())
              : stored.table(name, expected.columns());
      String difference = expected.differenceFrom(found);
      if (!difference.isEmpty()) {
        differences.add(difference);
      }
      sizes.add(name + " " + found.size());
    }
    System.out.println("  rows " + after + ": " + String.join(", ", sizes));
    if (!differences.isEmpty()) {
      fail("the marts are wrong %s:%n%s", after, String.join("", differences));
    }
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
