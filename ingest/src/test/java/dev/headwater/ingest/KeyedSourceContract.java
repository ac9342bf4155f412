package dev.headwater.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headwater.ingest.request.IngestProgress;
import dev.headwater.ingest.request.IngestRequest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.IntFunction;
import java.util.function.IntPredicate;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

/**
 * What holds for every source: whoever is killed when, the tables equal the input in the end, each
 * record once, and each refused one is kept once, under its place in the source.
 */
interface KeyedSourceContract {
  /** Every such line is broken. */
  int BROKEN = 97;

  /**
   * Lines where an ingest finds them.
   *
   * @param words that {@link Victim} takes
   * @param places of the lines, as {@code source,position}
   */
  record Feed(List<String> words, List<String> places) {
    Set<String> sources() {
      return places.stream()
          .map(place -> place.substring(0, place.lastIndexOf(',')))
          .collect(Collectors.toSet());
    }
  }

  /** A file whose lines are these. */
  static Feed file(Path file, List<String> lines) throws IOException {
    Path real = Files.write(file, lines).toRealPath();
    return new Feed(
        List.of(real.toString()),
        IntStream.rangeClosed(1, lines.size()).mapToObj(line -> real + "," + line).toList());
  }

  TestingPlatform platform();

  Path directory();

  /** Of all tests of the contract together. */
  default int kills() {
    return Boolean.getBoolean("test.nightly") ? 5 : 2;
  }

  /** Of the test of a keyed table. */
  default int killsOfKeyed() {
    return kills();
  }

  /** An ingest is killed before it has written more than these. */
  default int linesAKill() {
    return 20_000;
  }

  Feed feed(String table, List<String> lines) throws Exception;

  @Test
  default void killsLeaveEveryRecordOfAKeyedTableOnce() throws Exception {
    Feed feed =
        ingestUnderKills(
            "events",
            killsOfKeyed(),
            "{\"event_id\":\"killed-%d\",\"customer_id\":\"c\",\"event_type\":\"click\",\"event_time\":\"2017-11-26T10:05:03Z\"}");
    assertSame(
        platform().log("events", "event_id").stream()
            .filter(id -> id.startsWith("killed-"))
            .toList(),
        lines(feed, i -> i % BROKEN != 0, i -> "killed-" + i));
  }

  default Feed ingestUnderKills(String table, int kills, String form) throws Exception {
    long seed = Long.getLong("seed", System.nanoTime());
    System.out.printf("%s, kills of %s: -Dseed=%d%n", getClass().getSimpleName(), table, seed);
    Random random = new Random(seed);
    List<String> lines = new ArrayList<>();
    for (int i = 0; i < (kills + 3) * linesAKill(); i++) {
      lines.add(i % BROKEN == 0 ? "broken " + i : String.format(form, i));
    }
    Feed feed = feed(table, lines);
    int struck = 0;
    while (struck < kills && isKilled(table, feed, random)) {
      struck++;
    }
    System.out.printf("  struck %d times%n", struck);
    assertThat(struck).as("kills of an ingest that was under way").isPositive();
    if (struck == kills) {
      IngestRequest request =
          IngestRequest.of(platform().address(), "headwater", Victim.input(feed.words()), table);
      new Ingest(request, IngestProgress.silent()).run();
    }
    List<Object[]> refused = new ArrayList<>();
    for (int i = 0; i < lines.size(); i += BROKEN) {
      String[] place = feed.places().get(i).split(",", -1);
      refused.add(new Object[] {place[0], Long.valueOf(place[1])});
    }
    assertThat(platform().lookups("rejected_records", refused))
        .isNotEmpty()
        .allMatch(Optional::isPresent);
    return feed;
  }

  /** Whether the ingest was still under way; it ends well when it is quicker. */
  private boolean isKilled(String table, Feed feed, Random random) throws Exception {
    List<String> command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "--add-opens=java.base/java.nio=ALL-UNNAMED",
                "-Xmx256m",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                Victim.class.getName(),
                platform().address(),
                table));
    command.addAll(feed.words());
    Path words = directory().resolve("victim.log");
    long before = platform().partitions(table).isEmpty() ? 0 : platform().rows(table);
    Process victim =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(words.toFile())
            .start();
    try {
      if (random.nextInt(5) > 0) {
        long rows = before + 1 + random.nextInt(linesAKill());
        Awaitility.await("rows of " + table)
            .atMost(Duration.ofMinutes(2))
            .pollDelay(Duration.ZERO)
            .pollInterval(Duration.ofMillis(5))
            // A partition that was just made has no leader yet.
            .ignoreExceptions()
            .until(() -> !victim.isAlive() || platform().rows(table) >= rows);
      } else {
        // Also before it has written anything.
        victim.waitFor(random.nextInt(2_000), TimeUnit.MILLISECONDS);
      }
    } finally {
      victim.destroyForcibly();
    }
    int exitCode = victim.waitFor();
    assertThat(exitCode).as(() -> readAll(words)).isIn(0, 137);
    return exitCode != 0;
  }

  private static String readAll(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      return e.toString();
    }
  }

  /** In any order. Sorted, because so many rows are compared in no time then. */
  static void assertSame(List<String> rows, List<String> expected) {
    assertThat(rows.stream().sorted().toList())
        .isNotEmpty()
        .isEqualTo(expected.stream().sorted().toList());
  }

  static List<String> lines(Feed feed, IntPredicate which, IntFunction<String> row) {
    return IntStream.range(0, feed.places().size()).filter(which).mapToObj(row).toList();
  }
}
