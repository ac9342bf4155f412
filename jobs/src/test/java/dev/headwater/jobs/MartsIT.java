package dev.headwater.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headwater.jobs.platform.LocalPlatform;
import dev.headwater.jobs.platform.PlatformOptions;
import dev.headwater.jobs.platform.TestingPlatform;
import dev.headwater.jobs.run.JobDefinitions;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The marts do not depend on order, on repeats or on a restart. */
class MartsIT {
  private static final int EVENTS = 1_000;

  @TempDir Path directory;

  @Test
  @Timeout(value = 20, unit = TimeUnit.MINUTES)
  void twentyPermutationsGiveTheOraclesRowsAlsoAfterARestartAndARepeat() throws Exception {
    Random random = new Random(Seed.choose("MartsIT"));
    DisorderedShop shop = DisorderedShop.make(directory, EVENTS, random.nextInt(1_000_000));
    PlatformOptions options =
        new PlatformOptions(
            directory.resolve("data"),
            TestingPlatform.freePorts(),
            JobDefinitions.load().named(List.of()),
            PlatformOptions.DEFAULT_HOT_DAYS,
            PlatformOptions.DEFAULT_QUERY_MEGABYTES);

    try (LocalPlatform platform = LocalPlatform.start(options)) {
      ShopIngest ingest = new ShopIngest(shop, platform.addresses());
      ingest.allInRandomOrder(random);
      settleAndCompare(shop, platform, "after the first ingest");
      ingest.assertRejectsAreKeptOnce();
    }
    try (LocalPlatform platform = LocalPlatform.start(options)) {
      new Marts(shop.oracle(), platform.addresses()).assertEqualTheOracle("after a clean restart");
      ShopIngest ingest = new ShopIngest(shop, platform.addresses());
      ingest.repeatInRandomOrder(random);
      settleAndCompare(shop, platform, "after a repeat of the whole input");
      new ArchivedRows(platform.addresses()).awaitAllOnce();
      ingest.assertRejectsAreKeptOnce();
      dropOldDays(shop, platform, options.data());
    }
  }

  /** Days that are archived may go: the marts stay, and nothing of a day can come twice. */
  private void dropOldDays(DisorderedShop shop, LocalPlatform platform, Path data)
      throws Exception {
    Marts marts = new Marts(shop.oracle(), platform.addresses());
    ArchivedRows archive = new ArchivedRows(platform.addresses());
    long archived = archive.count("events");
    OldDays days = new OldDays(platform.addresses(), data);
    archive.assertMergedFilesHoldTheSame();
    days.begin();
    String day = days.hot("touches").get(0);

    days.assertADamagedDayStays();
    days.awaitAllGone();
    days.assertLate(shop.file("events"), shop.good("events"));
    marts.awaitSettled();
    marts.assertEqualTheOracle(
        "after all days have gone, but for", Set.of("touches", "product_clicks"));
    assertThat(archive.count("events")).isEqualTo(archived);
    days.assertAnOldOrderArrives(directory, day);
    archive.commit("archive_orders");
    days.awaitAllGone();
  }

  private static void settleAndCompare(DisorderedShop shop, LocalPlatform platform, String after) {
    Marts marts = new Marts(shop.oracle(), platform.addresses());
    marts.awaitSettled();
    marts.assertEqualTheOracle(after);
  }
}
