package dev.headwater.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headwater.jobs.oracle.Oracle;
import dev.headwater.jobs.platform.TestingPlatform;
import dev.headwater.jobs.run.JobDefinitions;
import dev.headwater.jobs.worlds.WorldsRun;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import net.jqwik.api.sessions.JqwikSession;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * One life of a platform: its marts depend neither on order nor on repeats, on a restart, on days
 * that went, on what came too late, or on damage that was put right. Each test goes on where the
 * one before it ended.
 */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
@Timeout(value = 20, unit = TimeUnit.MINUTES)
public class MartsIT {
  private static final int EVENTS = 1_000;
  private static final int WORLDS = 15;
  private static final int PARTS = 2;

  /** One of the shop's twenty permutations, whose events come only when their days are over. */
  private static final String TOO_LATE = "\"w7-";

  /** Late events are archived, but are never hot. */
  private static final Set<String> HOT_ONLY = Set.of("touches", "product_clicks");

  @TempDir static Path directory;
  private static Random random;
  private static DisorderedShop shop;
  private static DisorderedShop inTime;
  private static TestingPlatform platform;
  private static WorldsRun worlds;
  private static ShopIngest ingest;
  private static OldDays days;
  private static String day;

  @BeforeAll
  static void start() throws IOException {
    random = new Random(Seed.choose("MartsIT"));
    shop = DisorderedShop.make(directory, EVENTS, random.nextInt(1_000_000));
    inTime = shop.withoutEventsOf(TOO_LATE);
    platform =
        TestingPlatform.start(directory.resolve("data"), JobDefinitions.load().named(List.of()));
    JqwikSession.run(
        () ->
            worlds =
                WorldsRun.of(
                    WORLDS,
                    PARTS,
                    random,
                    directory.resolve("small-worlds"),
                    platform.addresses()));
    ingest = new ShopIngest(inTime, platform.addresses());
  }

  @AfterAll
  static void stop() {
    if (platform != null) {
      platform.close();
    }
  }

  @Test
  @Order(1)
  void permutationsGiveTheOraclesRows() throws Exception {
    ingest.allInRandomOrder(random);

    Marts marts = new Marts(inTime.oracle(), platform.addresses());
    marts.awaitSettled();
    marts.assertEqualTheOracle("after the first ingest");
    ingest.assertRejectsAreKeptOnce();
  }

  @Test
  @Order(2)
  void soTheyDoAfterARestartAndARepeatAndSoDoWorldsThatHadTheRestartAmongThem() throws Exception {
    worlds.ingest(0);
    platform.restart();
    new Marts(inTime.oracle(), platform.addresses(), worlds::isOwn)
        .assertEqualTheOracle("after a clean restart");
    worlds.ingest(1);
    ingest.repeatInRandomOrder(random);

    Marts marts = marts(inTime);
    marts.awaitSettled();
    String differences = marts.differences("after a repeat of the whole input");
    assertThat(differences).as(() -> worlds.linesOfWorldsIn(differences)).isEmpty();
    new ArchivedRows(platform.addresses()).awaitAllOnce();
    ingest.assertRejectsAreKeptOnce();
  }

  /** Days that are archived may go: the marts stay, and nothing of a day can come twice. */
  @Test
  @Order(3)
  void theMartsStayWhenTheirDaysAreGone() throws Exception {
    ArchivedRows archive = new ArchivedRows(platform.addresses());
    long archived = archive.count("events");
    days = new OldDays(platform.addresses(), directory.resolve("data"));
    archive.assertMergedFilesHoldTheSame();
    days.begin();
    day = days.hot("touches").get(0);

    days.assertADamagedDayStays();
    days.awaitAllGone();
    days.assertLate(inTime.file("events"), inTime.good("events"));
    Marts marts = marts(inTime);
    marts.awaitSettled();
    marts.assertEqualTheOracle("after all days have gone, but for", HOT_ONLY);
    assertThat(archive.count("events")).isEqualTo(archived);
  }

  /** The schedule finds the days by itself, and has nothing to do the second time. */
  @Test
  @Order(4)
  void eventsThatCameTooLateAreTakenIn() throws Exception {
    List<String> late =
        Files.readAllLines(shop.file("events"), StandardCharsets.ISO_8859_1).stream()
            .filter(line -> line.contains(TOO_LATE))
            .toList();
    Path file = Files.write(directory.resolve("too-late.jsonl"), late, StandardCharsets.ISO_8859_1);
    days.assertLate(file, shop.good("events") - inTime.good("events"));
    assertThat(new StoredRows(platform.addresses()).table("late_records", List.of("record")))
        .hasSize((int) shop.good("events"));
    Marts marts = marts(shop);
    marts.awaitSettled();
    assertThat(marts.differences("without what came too late")).contains("order_mart");

    BackfilledDays backfilled = new BackfilledDays(directory, shop, platform.addresses());
    assertThat(backfilled.run(0, "schedule", "run", "backfill").output())
        .contains("headwater backfill all");
    marts.awaitSettled();
    marts.assertEqualTheOracle("after the scheduled backfill", HOT_ONLY);
    assertThat(backfilled.run(0, "schedule", "run", "backfill").output())
        .doesNotContain("headwater backfill all");
  }

  @Test
  @Order(5)
  void ofADamagedDayOnlyTheDamagedRowsArePutRight() throws Exception {
    Marts marts = marts(shop);
    new BackfilledDays(directory, shop, platform.addresses())
        .assertOnlyDamagedRowsArePutRight(
            after -> {
              marts.awaitSettled();
              marts.assertEqualTheOracle(after, HOT_ONLY);
            });
  }

  @Test
  @Order(6)
  void anOrderOfADayThatIsGoneArrives() throws Exception {
    days.assertAnOldOrderArrives(directory, day);
    new ArchivedRows(platform.addresses()).commit("archive_orders");
    days.awaitAllGone();
  }

  private static Marts marts(DisorderedShop one) throws IOException {
    return new Marts(new Oracle(one.input().and(worlds.input())), platform.addresses());
  }
}
