package dev.headwater.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headwater.jobs.run.JobDefinition;
import dev.headwater.jobs.run.JobDefinitions;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A backfill of empty marts that is interrupted again and again, in turn by the end of the
 * platform, of Spark and of the command, is finished by running it once more.
 */
@Tag("bench")
class BackfillKillBench {
  private static final int KILLS = Integer.getInteger("kills", 6);
  private static final int EVENTS = 1_000;
  private static final int MOST_STEPS = 20;
  private static final Duration LONG = Duration.ofMinutes(10);
  private static final List<String> ARCHIVE = List.of("archive_events", "archive_orders");

  @TempDir Path directory;

  @Test
  void nothingIsHalfAppliedInTheEnd() throws Exception {
    Random random = new Random(Seed.choose("BackfillKillBench"));
    DisorderedShop shop = DisorderedShop.make(directory, EVENTS, random.nextInt(1_000_000));
    try (KillablePlatform platform = new KillablePlatform(directory)) {
      platform.start("--jobs", String.join(",", ARCHIVE));
      for (String table : DisorderedShop.TABLES) {
        FileIngest.of(platform.addresses(), table, shop.file(table));
      }
      for (int kill = 0; kill < KILLS; kill++) {
        interrupt(platform, kill % 3, random);
      }
      assertThat(run(platform, backfill())).isZero();
      HeadwaterProcess again = start(platform, backfill());
      assertThat(again.exitCode(LONG)).as(again.output()).isZero();
      assertThat(again.document().path("rows_changed").asLong(-1)).as(again.output()).isZero();

      List<String> others = new ArrayList<>(List.of("jobs", "start"));
      JobDefinitions.load().all().stream()
          .map(JobDefinition::name)
          .filter(job -> !ARCHIVE.contains(job))
          .forEach(others::add);
      assertThat(run(platform, others)).isZero();
      Marts marts = new Marts(shop.oracle(), platform.addresses());
      marts.awaitSettled();
      marts.assertEqualTheOracle("after " + KILLS + " kills of a backfill");
    }
  }

  private void interrupt(KillablePlatform platform, int whom, Random random) throws Exception {
    int steps = 1 + random.nextInt(MOST_STEPS);
    try (HeadwaterProcess backfill = start(platform, backfill())) {
      Awaitility.await(steps + " steps of the backfill")
          .atMost(LONG)
          .pollInterval(Duration.ofMillis(20))
          .until(() -> !backfill.isAlive() || backfill.output().lines().count() >= steps);
      boolean underWay = backfill.isAlive();
      String when = "after step " + steps + (underWay ? "" : ", it had ended");
      switch (whom) {
        case 0 -> {
          platform.kill(when);
          int code = backfill.exitCode(LONG);
          assertThat(code).as(backfill.output()).isIn(underWay ? List.of(0, 3) : List.of(0));
          System.out.println(backfill.output());
          platform.start("--jobs", String.join(",", ARCHIVE));
        }
        case 1 -> {
          backfill.children().forEach(ProcessHandle::destroyForcibly);
          System.out.println("  Spark killed " + when);
          assertThat(backfill.exitCode(LONG)).isIn(underWay ? List.of(0, 1) : List.of(0));
        }
        default -> {
          List<ProcessHandle> spark = backfill.children();
          backfill.kill();
          System.out.println("  the command killed " + when);
          Awaitility.await("Spark to end with its command")
              .atMost(LONG)
              .until(() -> spark.stream().noneMatch(ProcessHandle::isAlive));
        }
      }
    }
  }

  private static List<String> backfill() {
    return List.of("backfill", "all", "--from", "2024-02-19", "--to", "2024-02-25", "--json");
  }

  private int run(KillablePlatform platform, List<String> words) throws Exception {
    try (HeadwaterProcess process = start(platform, words)) {
      int code = process.exitCode(LONG);
      System.out.println(process.output());
      return code;
    }
  }

  private HeadwaterProcess start(KillablePlatform platform, List<String> words) throws Exception {
    List<String> all = new ArrayList<>(words);
    all.addAll(List.of("--connect", platform.addresses().bootstrapServers()));
    return HeadwaterProcess.start(
        directory.resolve(words.get(0) + ".log"), List.of("-Xmx512m"), all);
  }
}
