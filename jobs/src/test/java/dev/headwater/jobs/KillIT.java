package dev.headwater.jobs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.headwater.ingest.Ingest;
import dev.headwater.ingest.IngestException;
import dev.headwater.ingest.IngestProgress;
import dev.headwater.ingest.IngestReport;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The marts do not depend on who was killed when. */
class KillIT {
  private static final Duration IMPATIENT = Duration.ofSeconds(8);
  private static final Duration PATIENT = Duration.ofMinutes(4);
  // An ingest reports four times a second and must not be done by then.
  private static final int EVENTS = 3_000;
  private static final int MOST_POLLS = 100;

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
  @Timeout(value = 12, unit = TimeUnit.MINUTES)
  void killsOfIngestAndPlatformAtRandomPointsLeaveTheOraclesRows() throws Exception {
    ingest.whole("campaigns");
    killTheIngestOf("events");
    killThePlatformUnderAnIngestThatGivesUp("events");
    platform.start();
    ingest.whole("customers");
    ingest.assertCounts("events", killThePlatformUnderAnIngestThatWaits("events"));
    ingest.whole("orders");
    platform.kill("while the jobs are catching up");
    platform.start();

    Marts marts = new Marts(shop, platform.addresses());
    marts.awaitSettled();
    marts.assertEqualTheOracle("after one killed ingest and three killed platforms");
    marts.assertRejectsAreKeptOnce();
    platform.stop();
  }

  private void killTheIngestOf(String table) throws IOException {
    Path file = shop.file(table);
    Path position = file.resolveSibling(file.getFileName() + ".headwater-position");
    List<String> command =
        List.of(
            "ingest",
            file.toString(),
            "--table",
            table,
            "--port-base",
            Integer.toString(platform.portBase()));
    try (HeadwaterProcess process =
        HeadwaterProcess.start(directory.resolve("ingest.log"), "768m", command)) {
      AtomicInteger polls = new AtomicInteger(random.nextInt(MOST_POLLS));
      Awaitility.await("the ingest of " + table + " to begin")
          .atMost(Duration.ofMinutes(1))
          .pollDelay(Duration.ZERO)
          .pollInterval(Duration.ofMillis(2))
          .failFast("the ingest ended before it could be killed", process::requireAlive)
          .until(() -> Files.exists(position) && polls.getAndDecrement() <= 0);
      process.kill();
    }
    assertThat(position).as("position of the killed ingest").exists();
    System.out.println("  ingest of " + table + " killed, known to be done " + lineIn(position));
  }

  private static String lineIn(Path position) throws IOException {
    return "up to line " + new ObjectMapper().readTree(Files.readAllBytes(position)).path("line");
  }

  private void killThePlatformUnderAnIngestThatGivesUp(String table) {
    KillInTheMiddle kill = new KillInTheMiddle(where -> platform.kill(where));
    Ingest run = ingest.ingest(table, IMPATIENT, kill);
    Throwable failure = catchThrowable(run::run);
    assertThat(kill.killed()).isCompleted();
    assertThat(failure)
        .isInstanceOf(IngestException.External.class)
        .hasMessageContaining("run the same command again");
  }

  private IngestReport killThePlatformUnderAnIngestThatWaits(String table) throws Exception {
    KillInTheMiddle kill = new KillInTheMiddle(where -> platform.kill(where));
    Ingest run = ingest.ingest(table, PATIENT, kill);
    CompletableFuture<IngestReport> report = CompletableFuture.supplyAsync(run::run);
    CompletableFuture.anyOf(kill.killed(), report).get(2, TimeUnit.MINUTES);
    platform.start();
    try {
      return report.get(PATIENT.toSeconds(), TimeUnit.SECONDS);
    } catch (ExecutionException e) {
      // A write that needs a connection of its own fails at once, where others are tried again.
      assertThat(e.getCause())
          .isInstanceOf(IngestException.External.class)
          .hasMessageContaining("run the same command again");
      System.out.println("  the ingest did not wait: " + e.getCause().getMessage());
      return ingest.ingest(table, PATIENT, IngestProgress.silent()).run();
    }
  }
}
