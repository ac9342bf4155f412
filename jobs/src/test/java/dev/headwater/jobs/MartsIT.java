package dev.headwater.jobs;

import dev.headwater.jobs.platform.LocalPlatform;
import dev.headwater.jobs.platform.PlatformOptions;
import dev.headwater.jobs.run.JobDefinitions;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The marts do not depend on order, on repeats or on a restart. */
class MartsIT {
  private static final int EVENTS = 1_000;

  @TempDir Path directory;

  @Test
  @Timeout(value = 10, unit = TimeUnit.MINUTES)
  void twentyPermutationsGiveTheOraclesRowsAlsoAfterARestartAndARepeat() throws Exception {
    Random random = new Random(Seed.choose("MartsIT"));
    DisorderedShop shop = DisorderedShop.make(directory, EVENTS, random.nextInt(1_000_000));
    PlatformOptions options =
        new PlatformOptions(
            directory.resolve("data"),
            FreePorts.forPlatform(),
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
      ingest.assertRejectsAreKeptOnce();
    }
  }

  private static void settleAndCompare(DisorderedShop shop, LocalPlatform platform, String after) {
    Marts marts = new Marts(shop.oracle(), platform.addresses());
    marts.awaitSettled();
    marts.assertEqualTheOracle(after);
  }
}
