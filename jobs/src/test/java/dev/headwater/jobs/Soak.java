package dev.headwater.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headwater.jobs.cli.Scrape;
import dev.headwater.jobs.settle.PlatformSettle;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A steady load for half an hour: heap and open files stay as they are, and every row is right. */
@Tag("kill")
class Soak {
  private static final int MINUTES = Integer.getInteger("minutes", 30);
  private static final int EVENTS_A_SECOND = Integer.getInteger("rate", 5_000);
  private static final int WINDOWS = 6;
  private static final long TICK_NANOS = TimeUnit.MILLISECONDS.toNanos(20);
  private static final long SCRAPE_NANOS = TimeUnit.SECONDS.toNanos(5);
  private static final Duration LONG = Duration.ofMinutes(30);
  private static final double GROWTH = 1.3;

  @TempDir Path directory;

  @Test
  void nothingGrowsAndEveryRowIsRight() throws Exception {
    try (KillablePlatform platform = new KillablePlatform(directory, "6g")) {
      platform.start();
      try (HeadwaterProcess events = ingest(platform, "events");
          HeadwaterProcess orders = ingest(platform, "orders")) {
        SoakLoad load = new SoakLoad(Seed.choose("Soak"), events.input(), orders.input());
        List<SoakWindow> windows = run(load, platform);
        events.input().close();
        orders.input().close();
        assertThat(events.exitCode(LONG)).as(events::output).isZero();
        assertThat(orders.exitCode(LONG)).as(orders::output).isZero();
        assertRight(platform, load);
        assertFlat(windows);
      }
      platform.stop();
    }
  }

  private HeadwaterProcess ingest(KillablePlatform platform, String table) throws IOException {
    return HeadwaterProcess.start(
        directory.resolve(table + ".log"),
        List.of("-Xmx512m"),
        List.of(
            "ingest", "-", "--table", table, "--port-base", Integer.toString(platform.portBase())));
  }

  /** Writes what is due, and looks at the platform. */
  private static List<SoakWindow> run(SoakLoad load, KillablePlatform platform) throws IOException {
    List<SoakWindow> windows = new ArrayList<>();
    long begun = System.nanoTime();
    for (int window = 0; window < WINDOWS; window++) {
      SoakWindow current = new SoakWindow();
      windows.add(current);
      long end = begun + TimeUnit.MINUTES.toNanos(MINUTES) * (window + 1) / WINDOWS;
      long look = System.nanoTime();
      do {
        // A pipe that is full holds it up: what is due then is made up for step by step.
        load.write(Math.min(EVENTS_A_SECOND, due(begun) - load.events()));
        if (System.nanoTime() >= look) {
          current.add(Scrape.of(platform.metricsPort()));
          look += SCRAPE_NANOS;
        }
        LockSupport.parkNanos(TICK_NANOS);
      } while (System.nanoTime() < end);
      // Its pause falls between two windows.
      platform.collectGarbage();
      current.collected(Scrape.of(platform.metricsPort()));
      System.out.printf(
          "  until minute %.1f: %,d events of %,d that were due; %s%n",
          (System.nanoTime() - begun) / 60e9, load.events(), due(begun), current);
    }
    assertThat(load.events()).as("events taken").isGreaterThan(due(begun) * 95 / 100);
    return windows;
  }

  /** Events that should have been written by now. */
  private static long due(long begun) {
    return (System.nanoTime() - begun) / 1_000 * EVENTS_A_SECOND / 1_000_000;
  }

  private static void assertRight(KillablePlatform platform, SoakLoad load) {
    long begun = System.nanoTime();
    assertThat(PlatformSettle.settle(platform.addresses(), LONG).isSettled()).isTrue();
    System.out.printf(
        "  settled %d s after the last event, %s MB resident at most%n",
        TimeUnit.NANOSECONDS.toSeconds(System.nanoTime() - begun), platform.peakMegabytes());
    StoredRows stored = new StoredRows(platform.addresses());
    List<List<Object>> orders = stored.table("order_mart", SoakLoad.COLUMNS);
    Set<List<Object>> expected = load.orders();
    assertThat(expected).isNotEmpty();
    assertThat(orders).hasSameSizeAs(expected);
    assertThat(new HashSet<>(orders).equals(expected)).as("order_mart is right").isTrue();
    assertThat(stored.table("order_touches", List.of("order_id", "touch_event_id")))
        .hasSize(Math.toIntExact(load.pathRows()));
  }

  /** The first third fills caches and makes the first segments. */
  private static void assertFlat(List<SoakWindow> windows) {
    SoakWindow settled = windows.get(WINDOWS / 2 - 1);
    SoakWindow last = windows.get(WINDOWS - 1);
    assertThat(last.heap()).as("heap").isLessThan(settled.heap() * GROWTH);
    assertThat(last.openFiles()).as("open files").isLessThan(settled.openFiles() * GROWTH);
    assertThat(last.threads()).as("threads").isLessThan(settled.threads() * GROWTH);
  }
}
