package dev.headwater.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.headwater.ingest.generate.Generator;
import dev.headwater.ingest.generate.seed.GeneratorOptions;
import dev.headwater.ingest.generate.writing.GeneratedShop;
import dev.headwater.jobs.run.JobDefinition;
import dev.headwater.jobs.run.JobDefinitions;
import dev.headwater.jobs.settle.ArchiveSettle;
import dev.headwater.lake.cold.archive.ArchivedTable;
import dev.headwater.lake.tables.TableDefinition;
import dev.headwater.lake.tables.TableDefinitions;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What making the marts of a day anew costs: from the archive, and by streaming it again. */
@Tag("bench")
class BackfillBench {
  private static final Duration LONG = Duration.ofMinutes(40);
  private static final String MEMORY = "6g";
  private static final int EVENTS_A_DAY = 1_000_000;
  private static final List<String> ARCHIVE =
      Arrays.stream(ArchivedTable.values()).map(ArchivedTable::job).toList();

  @TempDir Path directory;

  @Test
  void aDayFromTheArchiveAndByStreamingItAgain() throws Exception {
    try (KillablePlatform platform = archived(1)) {
      String day = day(0);
      long begun = System.nanoTime();
      long written = changed(run(platform, "backfill", "all", "--from", day, "--json"));
      double backfill = seconds(begun);
      assertThat(written).isPositive();

      run(platform, words("tables", "rebuild", rebuilt()));
      begun = System.nanoTime();
      run(platform, words("jobs", "start", jobsOfMarts()));
      run(platform, "settle", "--timeout", Long.toString(LONG.toSeconds()));
      double streaming = seconds(begun);
      JsonNode verified = run(platform, "verify", "all", "--from", day, "--json");
      assertThat(verified.path("rows_wrong").asLong()).as(verified.toString()).isZero();
      begun = System.nanoTime();
      assertThat(changed(run(platform, "backfill", "all", "--from", day, "--json"))).isZero();
      System.out.printf(
          "a day of %,d events: %,d rows from the archive in %.1f s, by streaming in %.1f s, ratio %.2f; once more with nothing to change in %.1f s%n",
          EVENTS_A_DAY, written, backfill, streaming, backfill / streaming, seconds(begun));
    }
  }

  @Test
  void aDayOutOfTen() throws Exception {
    try (KillablePlatform platform = archived(10)) {
      long begun = System.nanoTime();
      long written = changed(run(platform, "backfill", "all", "--from", day(5), "--json"));
      System.out.printf(
          "a day of %,d archived events: %,d rows in %.1f s%n",
          10 * EVENTS_A_DAY, written, seconds(begun));
      assertThat(written).isPositive();
    }
  }

  /** A platform whose archive holds the days, and whose marts are empty. */
  private KillablePlatform archived(int days) throws Exception {
    GeneratedShop shop =
        Generator.generate(
            GeneratorOptions.defaults().withDays(days).withEvents((long) days * EVENTS_A_DAY),
            directory);
    KillablePlatform platform = new KillablePlatform(directory, MEMORY);
    platform.start("--jobs", String.join(",", ARCHIVE));
    long begun = System.nanoTime();
    long records = BenchRows.ingest(platform.addresses(), "customers", shop.customers());
    records += BenchRows.ingest(platform.addresses(), "campaigns", shop.campaigns());
    records += BenchRows.ingest(platform.addresses(), "orders", shop.orders());
    records += BenchRows.ingest(platform.addresses(), "events", shop.events());
    assertThat(ArchiveSettle.settle(platform.addresses(), LONG, Set.of())).isEmpty();
    System.out.printf("  %,d records archived in %.1f s%n", records, seconds(begun));
    return platform;
  }

  private static String day(int after) {
    return LocalDate.ofInstant(GeneratorOptions.defaults().start(), ZoneOffset.UTC)
        .plusDays(after)
        .toString();
  }

  private static List<String> jobsOfMarts() {
    return JobDefinitions.load().all().stream()
        .filter(job -> !ARCHIVE.contains(job.name()) && job.coldSource().isEmpty())
        .map(JobDefinition::name)
        .toList();
  }

  private static List<String> rebuilt() {
    List<String> words = new ArrayList<>(writtenByJobs());
    words.add("--lose-at-arrival");
    return words;
  }

  private static List<String> writtenByJobs() {
    Set<String> jobs = Set.copyOf(jobsOfMarts());
    return TableDefinitions.load().all().stream()
        .map(TableDefinition::name)
        .filter(
            table ->
                JobDefinitions.load().all().stream()
                    .anyMatch(job -> jobs.contains(job.name()) && job.writes(table)))
        .toList();
  }

  private static String[] words(String command, String subCommand, List<String> names) {
    List<String> words = new ArrayList<>(List.of(command, subCommand));
    words.addAll(names);
    return words.toArray(String[]::new);
  }

  private JsonNode run(KillablePlatform platform, String... words) throws Exception {
    List<String> all = new ArrayList<>(List.of(words));
    all.addAll(List.of("--connect", platform.addresses().bootstrapServers()));
    try (HeadwaterProcess process =
        HeadwaterProcess.start(directory.resolve(words[0] + ".log"), List.of("-Xmx768m"), all)) {
      long peak = process.childrenPeakMegabytes(LONG);
      assertThat(process.exitCode(LONG)).as(process.output()).isZero();
      System.out.println(process.output());
      if (peak > 0) {
        System.out.printf("  %s: Spark's process had %,d MB resident at most%n", words[0], peak);
      }
      return process.document();
    }
  }

  private static long changed(JsonNode report) {
    return report.path("rows_changed").asLong();
  }

  private static double seconds(long begun) {
    return (System.nanoTime() - begun) / 1e9;
  }
}
