package dev.headwater.jobs.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.headwater.jobs.sql.SqlStatement;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What every file in jobs/sql has in common. */
class ShippedJobsTest {
  private static final JobDefinitions JOBS = JobDefinitions.load();

  static Stream<JobDefinition> jobs() {
    return JOBS.all().stream();
  }

  private static String header(JobDefinition job) {
    return String.join("\n", job.sql().lines().takeWhile(line -> line.startsWith("-- ")).toList());
  }

  @Test
  void everyFileOfTheFolderIsAJob() throws IOException {
    try (Stream<Path> files = Files.list(Path.of("sql"))) {
      assertThat(JOBS.all())
          .extracting(job -> job.name() + ".sql")
          .containsExactlyElementsOf(
              files.map(file -> file.getFileName().toString()).sorted().toList());
    }
  }

  @ParameterizedTest
  @MethodSource("jobs")
  void theHeaderTellsGrainReadsWritesStateLateRowsAndPlan(JobDefinition job) {
    assertThat(header(job))
        .startsWith("-- " + job.name() + ": ")
        .contains("-- Reads ", " Writes ", " State: ", "Late rows: ", "\n-- Plan: ");
  }

  @ParameterizedTest
  @MethodSource("jobs")
  void theFirstStatementSetsTheTimeZoneToUtc(JobDefinition job) {
    assertThat(job.preparation().get(0).text()).isEqualTo("SET 'table.local-time-zone' = 'UTC'");
  }

  @ParameterizedTest
  @MethodSource("jobs")
  void aJobThatPromisesADeltaJoinForcesIt(JobDefinition job) {
    assertThat(
            job.preparation().stream()
                .map(SqlStatement::text)
                .anyMatch("SET 'table.optimizer.delta-join.strategy' = 'FORCE'"::equals))
        .isEqualTo(job.promise().deltaJoins() > 0);
  }

  @ParameterizedTest
  @MethodSource("jobs")
  void columnsAreListedOnBothSides(JobDefinition job) {
    assertThat(job.statement().text())
        .containsPattern("^INSERT INTO (cold\\.archive\\.)?\\w+ \\(\n")
        .doesNotContainPattern("(?i)SELECT\\s+(DISTINCT\\s+)?(\\w+\\.)?\\*");
  }

  @ParameterizedTest
  @MethodSource("jobs")
  void noFileHoldsAnAddressOrAPlaceholder(JobDefinition job) {
    assertThat(job.sql()).doesNotContain("${", "bootstrap", "localhost", "127.0.0.1", "://");
  }

  @ParameterizedTest
  @MethodSource("jobs")
  void noJobDependsOnAWatermark(JobDefinition job) {
    assertThat(job.sql()).doesNotContainIgnoringCase("watermark");
  }

  /** Flink 2.2 does so from several threads at once, for which Fluss's function is not made. */
  @ParameterizedTest
  @MethodSource("jobs")
  void noJobHasALookUpTriedAgain(JobDefinition job) {
    assertThat(job.sql()).doesNotContainIgnoringCase("retry-predicate");
  }

  @Test
  void noNamesMeanAllJobs() {
    assertThat(JOBS.named(List.of())).containsExactlyElementsOf(JOBS.all());
  }

  @Test
  void namesAreFoundInTheOrderGiven() {
    assertThat(JOBS.named(List.of("touches", "order_mart")))
        .extracting(JobDefinition::name)
        .containsExactly("touches", "order_mart");
  }

  @Test
  void everyUnknownNameIsToldWithTheKnownOnes() {
    String known = String.join(", ", jobs().map(JobDefinition::name).toList());

    assertThatThrownBy(() -> JOBS.named(List.of("toches", "touches", "marts")))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("no job is called toches, marts; the jobs are " + known);
  }
}
