package dev.headwater.jobs.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.headwater.jobs.sql.SqlStatement;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JobDefinitionTest {
  @Test
  void aFileIsPreparationAndOneInsert() {
    JobDefinition job =
        JobDefinition.parse(
            "copy", "-- Plan: no join\nSET 'a' = 'b';\nUSE c;\n\nINSERT INTO t (x)\nSELECT 1;\n");

    assertThat(job.name()).isEqualTo("copy");
    assertThat(job.preparation())
        .containsExactly(new SqlStatement("SET 'a' = 'b'", 2), new SqlStatement("USE c", 3));
    assertThat(job.statement()).isEqualTo(new SqlStatement("INSERT INTO t (x)\nSELECT 1", 5));
    assertThat(job.promise()).isEqualTo(new PlanPromise(0, 0));
    assertThat(job.explanation()).isEqualTo("EXPLAIN INSERT INTO t (x)\nSELECT 1");
  }

  @Test
  void aStatementSetIsOneJob() {
    JobDefinition job =
        JobDefinition.parse(
            "two",
            "-- Plan: no join\nEXECUTE STATEMENT SET BEGIN INSERT INTO a SELECT 1; INSERT INTO b SELECT 2; END;");

    assertThat(job.explanation())
        .isEqualTo(
            "EXPLAIN STATEMENT SET BEGIN INSERT INTO a SELECT 1; INSERT INTO b SELECT 2; END");
  }

  @Test
  void aJobUsesWhatItWritesAndReadsInAnyOfItsStatements() {
    JobDefinition job =
        JobDefinition.parse(
            "copy",
            "-- Plan: no join\nCREATE TEMPORARY VIEW v AS SELECT x FROM f(TABLE a);\n"
                + "INSERT INTO t (x) SELECT v.x FROM v JOIN b_more ON TRUE;");

    assertThat(job.writes("t")).isTrue();
    assertThat(job.writes("a")).isFalse();
    assertThat(Stream.of("t", "a", "b_more").allMatch(job::uses)).isTrue();
    assertThat(job.uses("b")).isFalse();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "-- nothing", "SET 'a' = 'b';", "INSERT INTO t SELECT 1; SET 'a' = 'b';"})
  void aFileThatDoesNotEndWithItsJobIsRefused(String sql) {
    assertThatThrownBy(() -> JobDefinition.parse("copy", "-- Plan: no join\n" + sql))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "copy.sql: the last statement must be the INSERT or EXECUTE STATEMENT SET of the job");
  }

  @Test
  void aFileWithTwoJobsIsRefusedWithTheLineOfTheFirst() {
    assertThatThrownBy(
            () ->
                JobDefinition.parse(
                    "copy", "-- Plan: no join\nINSERT INTO a SELECT 1;\nINSERT INTO b SELECT 2;\n"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "copy.sql line 2: one file is one job; put several INSERTs into one EXECUTE STATEMENT SET");
  }
}
