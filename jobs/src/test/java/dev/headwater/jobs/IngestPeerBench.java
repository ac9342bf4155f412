package dev.headwater.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headwater.ingest.generate.Generator;
import dev.headwater.ingest.generate.seed.GeneratorOptions;
import dev.headwater.ingest.generate.writing.GeneratedShop;
import dev.headwater.jobs.address.PlatformAddresses;
import dev.headwater.jobs.sql.GatewaySession;
import dev.headwater.jobs.sql.SqlScript;
import dev.headwater.jobs.sql.SqlStatement;
import dev.headwater.lake.progress.TableProgress;
import dev.headwater.lake.progress.TableProgressReader;
import dev.headwater.lake.tables.SqlResources;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The same file through ingest and through a Flink SQL job, turn by turn. */
@Tag("bench")
class IngestPeerBench {
  private static final int EVENTS = 500_000;
  private static final int ROUNDS = 3;
  private static final Pattern WITH_OFFSET =
      Pattern.compile("\\d{4}-\\d\\d-\\d\\dT[\\d:.]+[+-]\\d\\d:\\d\\d");

  @TempDir Path directory;

  @Test
  void aFileOfEventsThroughIngestAndThroughFlink() throws Exception {
    try (KillablePlatform platform = new KillablePlatform(directory)) {
      platform.start("--jobs", "none");
      List<Double> ratios = new ArrayList<>();
      for (int round = 0; round <= ROUNDS; round++) {
        double flink = rate(platform.addresses(), events(2 * round), IngestPeerBench::byFlink);
        double ingest =
            rate(
                platform.addresses(),
                events(2 * round + 1),
                (addresses, file) -> BenchRows.ingest(addresses, "events", file));
        System.out.printf(
            "round %d: Flink SQL %,.0f records/s, ingest %,.0f records/s, ratio %.2f%s%n",
            round, flink, ingest, ingest / flink, round == 0 ? " (warm-up, not counted)" : "");
        if (round > 0) {
          ratios.add(ingest / flink);
        }
      }
      Collections.sort(ratios);
      System.out.printf("ingest / Flink SQL: median ratio %.2f%n", ratios.get(ROUNDS / 2));
    }
  }

  /**
   * Good lines only, none twice, and times in UTC only: Flink's job would end at any other line.
   */
  private Path events(int seed) throws IOException {
    GeneratedShop shop =
        Generator.generate(
            GeneratorOptions.defaults()
                .withEvents(EVENTS)
                .withSeed(seed)
                .withDuplicates(0)
                .withMalformed(0),
            directory.resolve("shop-" + seed));
    Path file = directory.resolve("events-" + seed + ".jsonl");
    try (Stream<String> lines = Files.lines(shop.events());
        PrintWriter out = new PrintWriter(Files.newBufferedWriter(file))) {
      lines.map(IngestPeerBench::inUtc).forEach(out::println);
    }
    return file;
  }

  private static String inUtc(String line) {
    return WITH_OFFSET
        .matcher(line)
        .replaceAll(time -> OffsetDateTime.parse(time.group()).toInstant().toString());
  }

  /** A way of a file into the table. */
  private interface Way {
    void take(PlatformAddresses platform, Path file) throws Exception;
  }

  private static double rate(PlatformAddresses platform, Path file, Way way) throws Exception {
    long before = written(platform);
    long begun = System.nanoTime();
    way.take(platform, file);
    double seconds = (System.nanoTime() - begun) / 1e9;
    long rows = written(platform) - before;
    assertThat(rows).as("new rows of events").isGreaterThanOrEqualTo(EVENTS);
    return rows / seconds;
  }

  private static void byFlink(PlatformAddresses platform, Path file) {
    Map<String, String> settings =
        Map.of(
            "pipeline.name", "ingest_by_flink",
            "table.dml-sync", "true",
            "parallelism.default", "2");
    try (GatewaySession session = GatewaySession.open(platform.gateway(), settings)) {
      for (SqlStatement statement :
          SqlScript.statements(SqlResources.in("bench").get("ingest_by_flink"))) {
        session.execute(statement.text().replace("FILE", file.toUri().toString()));
      }
    }
  }

  private static long written(PlatformAddresses platform) {
    try (TableProgressReader reader = new TableProgressReader(platform.bootstrapServers())) {
      return reader.read().stream()
          .filter(table -> table.table().equals("events"))
          .mapToLong(TableProgress::written)
          .sum();
    }
  }
}
