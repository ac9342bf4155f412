package dev.headwater.jobs.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headwater.jobs.cli.words.ExitCode;
import dev.headwater.jobs.platform.TestingPlatform;
import dev.headwater.jobs.schedule.Schedule;
import dev.headwater.jobs.schedule.ScheduleDirectory;
import dev.headwater.jobs.schedule.ScheduledRun;
import dev.headwater.jobs.schedule.Scheduler;
import dev.headwater.jobs.settle.PlatformSettle;
import dev.headwater.jobs.settle.SettleReport;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

/**
 * Much, long, and repeated records, and work that goes on beside them. A part of {@link SpineIT}.
 */
interface SpineLoad {
  /** What all parts share. */
  Spine spine();

  @Test
  default void tenThousandOrdersWithoutACustomerSettle() throws IOException {
    spine().ingest("orders", spine().orders("alone", 0, 10_000));

    SettleReport report = PlatformSettle.settle(spine().addresses(), Duration.ofMinutes(4));

    System.err.printf("10,000 orders settled in %s%n", report.elapsed());
    assertThat(report.messages()).isEmpty();
    assertThat(
            spine()
                .query(
                    "SELECT COUNT(*), COUNT(order_time), COUNT(customer_name_at_arrival) FROM"
                        + " order_mart WHERE customer_id LIKE 'alone-%'"))
        .isEqualTo("[[10000,10000,0]]");
  }

  @Test
  default void aLongTextIsNotLostAfterManySmallOnes() throws IOException {
    for (int i = 0; i < 20; i++) {
      spine()
          .ingest(
              "events",
              spine().file("small-" + i, List.of(ShopLines.touch("small", "small-" + i, "email"))));
    }
    spine()
        .ingest(
            "events",
            spine().file("long", List.of(ShopLines.touch("long", "long", "x".repeat(1_000_000)))));
    spine().settle();

    for (String table : List.of("touches", "first_touch", "sessions", "sessions_history")) {
      assertThat(
              spine()
                  .query(
                      "SELECT CHAR_LENGTH(channel) FROM " + table + " WHERE customer_id = 'long'"))
          .as(table)
          .isEqualTo("[[1000000]]");
    }
  }

  @Test
  default void tieringGoesOnAndReadsReturnWhileDuplicatesPourIn() throws Exception {
    Path events = spine().events("poured", 0, 500);
    Path orders = spine().orders("poured", 0, 500);
    spine().ingest("events", events);
    spine().ingest("orders", orders);
    spine().tierEvery("2s");
    spine().settle();
    AtomicBoolean pouring = new AtomicBoolean(true);
    AtomicLong duplicates = new AtomicLong();
    CompletableFuture<Void> pour =
        CompletableFuture.runAsync(
            () -> {
              while (pouring.get()) {
                duplicates.addAndGet(spine().ingest("events", events).accepted());
                duplicates.addAndGet(spine().ingest("orders", orders).accepted());
              }
            });
    try {
      long snapshot = spine().orderMart().lakeSnapshot().orElse(-1L);
      for (int round = 1; round <= 2; round++) {
        int more = 500 + round * 10;
        spine().ingest("orders", spine().orders("poured", more - 10, more));
        spine().ingest("events", spine().events("poured", more - 10, more));
        spine().settle();
        assertThat(
                spine().query("SELECT COUNT(*) FROM order_mart WHERE customer_id LIKE 'poured-%'"))
            .isEqualTo("[[" + more + "]]");
        assertThat(spine().query("SELECT COUNT(*) FROM events WHERE customer_id LIKE 'poured-%'"))
            .isEqualTo("[[" + more + "]]");
        snapshot = spine().awaitLakeAfter(snapshot);
        assertThat(pour).isNotDone();
      }
      String counted = "SELECT COUNT(*) FROM order_mart WHERE customer_id LIKE 'poured-%'";
      assertThat(spine().query(counted, "--at", "" + snapshot)).matches("\\[\\[[1-9]\\d*]]");
      assertThat(spine().query(counted, "--at", Instant.now().toString()))
          .matches("\\[\\[[1-9]\\d*]]");
    } finally {
      pouring.set(false);
    }
    pour.join();
    assertThat(duplicates).as("repeated rows").hasValueGreaterThan(2_000);
  }

  @Test
  default void theScheduleRunsWhatIsDueInAProcessOfItsOwnAndTellsOfIt() throws Exception {
    Path data = spine().directory().resolve("data");
    String portBase = Integer.toString(spine().portBase());
    ScheduleDirectory schedule = new ScheduleDirectory(data);
    Files.writeString(
        Files.createDirectories(data.resolve("schedule")).resolve("maintenance.properties"),
        "known=2026-01-01T00:00:00Z\nexit-code=0\nfailures=0\n");
    try (Scheduler scheduler =
        new Scheduler(Schedule.usual(), schedule, new ScheduledProcess(spine().portBase()))) {
      scheduler.look();
      Awaitility.await("the run to end")
          .atMost(Spine.LONG)
          .untilAsserted(
              () ->
                  assertThat(schedule.runs())
                      .filteredOn(run -> run.job().equals("maintenance"))
                      .extracting(ScheduledRun::outcome)
                      .containsExactly("done"));
    }
    assertThat(data.resolve("schedule/maintenance.log"))
        .content()
        .contains("cold.archive.events", "order_mart");
    assertThat(Spoken.by("schedule", "run", "maintenance", "--port-base", portBase).exitCode())
        .isEqualTo(ExitCode.DONE);
    assertThat(Spoken.by("schedule", "--port-base", portBase).out())
        .containsPattern("maintenance +17 \\* \\* \\* \\* +20\\d\\d-.* done +20\\d\\d-");
    assertThat(Spoken.by("schedule", "run", "nothing", "--port-base", portBase).err())
        .contains("there is no scheduled job nothing; there are [maintenance");
  }

  @Test
  default void aSecondUpOnTheSameDirectoryExplainsItself() throws Exception {
    Path data = spine().directory().resolve("data").toRealPath();
    Process second =
        Spine.headwater(
                "up",
                "--data",
                data.toString(),
                "--port-base",
                Integer.toString(TestingPlatform.freePorts().base()))
            .start();
    String words = new String(second.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

    assertThat(second.waitFor()).isEqualTo(ExitCode.WRONG_USAGE);
    long pid = ProcessHandle.current().pid();
    assertThat(words)
        .contains("data directory " + data + " is in use by process " + pid + " (since ")
        .contains("stop it with Ctrl-C or `kill " + pid + "`, or choose another directory")
        .doesNotContain("\tat ");
  }
}
