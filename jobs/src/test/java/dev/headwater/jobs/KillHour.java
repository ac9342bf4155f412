package dev.headwater.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headwater.jobs.platform.TestingPlatform;
import dev.headwater.jobs.settle.PlatformSettle;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Load from files and over HTTP for an hour, in which some process is killed every few seconds:
 * platform, ingest, collector or query server, the start of each included. Nothing is lost, nothing
 * wrong.
 */
@Tag("kill")
class KillHour {
  private static final int MINUTES = Integer.getInteger("minutes", 60);
  private static final int KILLS = Math.max(1, 200 * MINUTES / 60);
  private static final int EVENTS_A_MINUTE = 6_000;
  private static final int WORLDS = 20;
  private static final Duration LONG = Duration.ofMinutes(30);
  private static final Duration BETWEEN_TRIES = Duration.ofMillis(500);

  @TempDir Path directory;
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final HttpClient client = HttpClient.newHttpClient();
  private final int collectorPort = TestingPlatform.freePorts().base();
  private final int queryBase = TestingPlatform.freePorts().base();
  private KillablePlatform platform;
  private ShopParts parts;
  private volatile boolean over;
  private volatile HeadwaterProcess ingest;
  private final AtomicInteger filesIn = new AtomicInteger();
  private final AtomicInteger bodiesIn = new AtomicInteger();
  private int ingestKills;

  @Test
  void nothingIsLostAndNothingIsWrong() throws Exception {
    Random random = new Random(Seed.choose("KillHour"));
    int events = Math.max(1_000, EVENTS_A_MINUTE * MINUTES / WORLDS);
    DisorderedShop shop = DisorderedShop.make(directory, events, random.nextInt(1_000_000));
    parts = ShopParts.of(shop, directory, random);
    platform = new KillablePlatform(directory, "3g");
    // Before a platform's first start has made the tables, who ingests is told that it is wrong.
    platform.start();
    platform.stop();
    try (Restarted up = new Restarted("platform", platform::begin);
        Restarted collector = new Restarted("collector", this::collector);
        Restarted query = new Restarted("query server", this::queryServer)) {
      CompletableFuture<Void> files = CompletableFuture.runAsync(this::ingestFiles, threads);
      CompletableFuture<Void> bodies = CompletableFuture.runAsync(this::postBodies, threads);
      int kills =
          kill(List.of(up, collector, query), CompletableFuture.anyOf(files, bodies), random);
      over = true;
      files.get(LONG.toMinutes(), TimeUnit.MINUTES);
      bodies.get(LONG.toMinutes(), TimeUnit.MINUTES);
      System.out.printf(
          "  %d kills in %d minutes: %s, %s, %s, ingest %d%n",
          kills, MINUTES, up, collector, query, ingestKills);
      assertThat(kills).isGreaterThanOrEqualTo(KILLS);
    } finally {
      threads.shutdownNow();
    }
    platform.start();
    assertThat(PlatformSettle.settle(platform.addresses(), LONG).isSettled()).isTrue();
    Marts marts = new Marts(shop.oracle(), platform.addresses());
    marts.assertEqualTheOracle("after the kills");
    List<List<Object>> rejected =
        new StoredRows(platform.addresses())
            .table("rejected_records", List.of("source", "position"));
    assertThat(rejected).doesNotHaveDuplicates().hasSize(shop.input().refused());
    new ArchivedRows(platform.addresses()).awaitAllOnce();
    platform.stop();
  }

  /** Kills one after the other until the time is over and they are enough. */
  private int kill(List<Restarted> kept, CompletableFuture<?> endOfLoad, Random random)
      throws InterruptedException, ExecutionException {
    long begun = System.nanoTime();
    long pause = TimeUnit.MINUTES.toMillis(MINUTES) / (KILLS + KILLS / 2);
    int kills = 0;
    while (kills < KILLS || System.nanoTime() - begun < TimeUnit.MINUTES.toNanos(MINUTES)) {
      try {
        endOfLoad.get(1 + random.nextInt((int) (2 * pause)), TimeUnit.MILLISECONDS);
        throw new IllegalStateException("the load has ended");
      } catch (TimeoutException goesOn) {
        // The platform takes half a minute to come back: others are killed more often.
        int whom = random.nextInt(8);
        boolean killed = whom < 3 ? kept.get(whom).kill() : killIngest();
        kills += killed ? 1 : 0;
        if (killed && kills % 20 == 0) {
          System.out.printf(
              "  %d kills, %d files and %d bodies are in%n", kills, filesIn.get(), bodiesIn.get());
        }
      }
    }
    return kills;
  }

  private boolean killIngest() {
    HeadwaterProcess victim = ingest;
    if (victim == null || !victim.isAlive()) {
      return false;
    }
    victim.kill();
    ingestKills++;
    return true;
  }

  /** All files, and some of them again until the time is over. */
  private void ingestFiles() {
    List<ShopParts.Part> files = new ArrayList<>(parts.files());
    files.forEach(this::ingestFile);
    files.removeIf(part -> !part.mayRepeat());
    for (int i = 0; !over; i++) {
      ingestFile(files.get(i % files.size()));
    }
  }

  private void ingestFile(ShopParts.Part part) {
    try {
      int code;
      do {
        ingest =
            HeadwaterProcess.start(
                directory.resolve("ingest.log"),
                List.of("-Xmx512m", "-XX:TieredStopAtLevel=1"),
                List.of(
                    "ingest",
                    part.file().toString(),
                    "--table",
                    part.table(),
                    "--port-base",
                    Integer.toString(platform.portBase())));
        code = ingest.exitCode(LONG);
        // Killed, or without a platform for too long.
        assertThat(code).as(ingest::output).isIn(0, 3, 137);
      } while (code != 0);
      filesIn.incrementAndGet();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** All bodies, and then some of them again, each until it is answered. */
  private void postBodies() {
    parts.bodies().forEach(this::post);
    for (int i = 0; !over; i++) {
      post(parts.bodies().get(i % parts.bodies().size()));
      // Repeats need no more of the machine than the rest of the load.
      LockSupport.parkNanos(BETWEEN_TRIES.toNanos());
    }
  }

  private void post(ShopParts.Part part) {
    long end = System.nanoTime() + LONG.toNanos();
    while (!isAnswered(part)) {
      assertThat(System.nanoTime()).as("time for %s", part).isLessThan(end);
      LockSupport.parkNanos(BETWEEN_TRIES.toNanos());
    }
    bodiesIn.incrementAndGet();
  }

  private boolean isAnswered(ShopParts.Part part) {
    try {
      HttpRequest request =
          HttpRequest.newBuilder(
                  URI.create("http://127.0.0.1:" + collectorPort + "/v1/" + part.table()))
              .header("Content-Type", "application/x-ndjson")
              .header("Idempotency-Key", part.file().getFileName().toString())
              .timeout(Duration.ofMinutes(1))
              .POST(BodyPublishers.ofFile(part.file()))
              .build();
      int status = client.send(request, BodyHandlers.ofString()).statusCode();
      assertThat(status).as("answer to %s", part).isIn(200, 429, 503, 504);
      return status == 200;
    } catch (IOException nobodyAnswers) {
      return false;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted", e);
    }
  }

  private HeadwaterProcess collector() throws IOException {
    return HeadwaterProcess.start(
        directory.resolve("collector.log"),
        List.of("-Xmx512m", "-XX:TieredStopAtLevel=1"),
        List.of(
            "ingest",
            "http",
            "--listen",
            "127.0.0.1:" + collectorPort,
            "--port-base",
            Integer.toString(platform.portBase())));
  }

  private HeadwaterProcess queryServer() throws IOException {
    return HeadwaterProcess.start(
        directory.resolve("query.log"),
        List.of("-Xmx512m", "-XX:TieredStopAtLevel=1"),
        List.of(
            "serve",
            "--connect",
            platform.addresses().bootstrapServers(),
            "--data",
            directory.resolve("serve").toString(),
            "--port-base",
            Integer.toString(queryBase)));
  }
}
