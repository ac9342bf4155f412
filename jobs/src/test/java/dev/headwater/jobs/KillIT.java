package dev.headwater.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The marts do not depend on who was killed when. */
class KillIT {
  /** By day one platform is killed, while an ingest and the jobs are at work. */
  private static final boolean NIGHTLY = Boolean.getBoolean("test.nightly");

  // Of each of the twenty worlds: every kill needs an ingest that is still under way.
  private static final int EVENTS = NIGHTLY ? 3_000 : 1_000;
  // Enough to have every partition made, so that rows are seen as they come.
  private static final int FIRST_LINES = 1_000;
  private static final int MOST_ROWS = NIGHTLY ? 2_000 : 1_000;
  // Without a compiler, so that a kill meets an ingest in its middle however busy the machine is.
  private static final List<String> SLOWLY = List.of("-Xmx768m", "-Xint");
  private static final Duration CATCH_UP = Duration.ofMinutes(3);

  @TempDir Path directory;
  private Random random;
  private DisorderedShop shop;
  private KillablePlatform platform;
  private ShopIngest ingest;

  @BeforeEach
  void start() throws IOException {
    random = new Random(Seed.choose("KillIT"));
    shop = DisorderedShop.make(directory, EVENTS, random.nextInt(1_000_000));
    platform = new KillablePlatform(directory);
    ingest = new ShopIngest(shop, platform.addresses());
    platform.start();
  }

  @AfterEach
  void end() {
    platform.close();
  }

  @Test
  @Timeout(value = 20, unit = TimeUnit.MINUTES)
  void killsOfIngestAndPlatformAtRandomPointsLeaveTheOraclesRows() throws Exception {
    ingest.whole("campaigns");
    ingest.beginning("events", FIRST_LINES);
    ingestUntil("events", where -> System.out.println("  ingest killed " + where));
    if (NIGHTLY) {
      ingestUntil("events", platform::kill);
      platform.start();
    }
    ingestThatOutlivesThePlatform("events");
    ingest.whole("customers");
    ingest.whole("orders");
    ingest.whole("hits");
    if (NIGHTLY) {
      platform.kill("while the jobs are catching up");
      platform.start();
    }

    Marts marts = new Marts(shop.oracle(), platform.addresses());
    marts.awaitSettled();
    marts.assertEqualTheOracle("after a killed ingest and every killed platform");
    ingest.assertRejectsAreKeptOnce();
    new ArchivedRows(platform.addresses()).awaitAllOnce();
    platform.stop();
  }

  /**
   * Starts an ingest or continues it, and ends it by SIGKILL at a random point, after what else is
   * to be done there.
   */
  private void ingestUntil(String table, Consumer<String> there) throws IOException {
    Path file = shop.file(table);
    try (ArrivingRows rows = new ArrivingRows(platform.addresses(), table);
        HeadwaterProcess process = ingestOf(table)) {
      there.accept("after " + someRows(rows, process) + " rows of " + table);
      process.kill();
    }
    assertThat(file.resolveSibling(file.getFileName() + ".headwater-position"))
        .as("position of an ingest that was killed in its middle")
        .exists();
  }

  private void ingestThatOutlivesThePlatform(String table) throws IOException {
    try (ArrivingRows rows = new ArrivingRows(platform.addresses(), table);
        HeadwaterProcess process = ingestOf(table)) {
      platform.kill("after " + someRows(rows, process) + " rows, its ingest goes on");
      platform.start();
      assertThat(process.exitCode(CATCH_UP)).as(process::output).isZero();
    }
  }

  private HeadwaterProcess ingestOf(String table) throws IOException {
    return HeadwaterProcess.start(
        directory.resolve("ingest.log"),
        SLOWLY,
        List.of(
            "ingest",
            shop.file(table).toString(),
            "--table",
            table,
            "--port-base",
            Integer.toString(platform.portBase())));
  }

  private long someRows(ArrivingRows rows, HeadwaterProcess process) {
    long seen = rows.awaitMore(1 + random.nextInt(MOST_ROWS));
    process.requireAlive();
    return seen;
  }
}
