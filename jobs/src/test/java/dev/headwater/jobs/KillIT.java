package dev.headwater.jobs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.headwater.ingest.Ingest;
import dev.headwater.ingest.IngestException;
import dev.headwater.ingest.IngestReport;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
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
  // Enough that an ingest reports more than once.
  private static final int EVENTS = 3_000;

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
      Awaitility.await("a position of the ingest of " + table)
          .atMost(Duration.ofMinutes(1))
          .pollDelay(Duration.ZERO)
          .pollInterval(Duration.ofMillis(2))
          .failFast("the ingest ended before it could be killed", process::requireAlive)
          .until(() -> lineIn(position) > 0);
      process.kill();
    }
    assertThat(position).as("position of the killed ingest").exists();
    System.out.println("  ingest of " + table + " killed at line " + lineIn(position));
  }

  private static long lineIn(Path position) throws IOException {
    try {
      JsonNode content = new ObjectMapper().readTree(Files.readAllBytes(position));
      return content.required("line").longValue();
    } catch (NoSuchFileException e) {
      return 0;
    }
  }

  private void killThePlatformUnderAnIngestThatGivesUp(String table) {
    KillAt kill = new KillAt(random.nextDouble() * 0.3, where -> platform.kill(where));
    Ingest run = ingest.ingest(table, IMPATIENT, kill);
    assertThatThrownBy(run::run)
        .isInstanceOf(IngestException.External.class)
        .hasMessageContaining("run the same command again");
    assertThat(kill.killed()).isCompleted();
  }

  private IngestReport killThePlatformUnderAnIngestThatWaits(String table) throws Exception {
    KillAt kill = new KillAt(random.nextDouble() * 0.5, where -> platform.kill(where));
    Ingest run = ingest.ingest(table, PATIENT, kill);
    CompletableFuture<IngestReport> report = CompletableFuture.supplyAsync(run::run);
    CompletableFuture.anyOf(kill.killed(), report).get(2, TimeUnit.MINUTES);
    platform.start();
    return report.get(PATIENT.toSeconds(), TimeUnit.SECONDS);
  }
}
