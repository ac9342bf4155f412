package dev.headwater.jobs.flink;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import org.junit.jupiter.api.Test;

class JobSummaryTest {
  private static String current(TestingFlink flink) {
    try (flink) {
      return JobSummary.current(new FlinkRest(flink.url()).jobs(), "touches")
          .map(JobSummary::id)
          .orElse("none");
    }
  }

  @Test
  void aJobThatNeverRanHasNone() throws IOException {
    assertThat(current(TestingFlink.of().run("other", JobState.RUNNING, 1, -1))).isEqualTo("none");
  }

  @Test
  void theRunThatIsAliveTellsNotAReplacementThatDidNotComeUp() throws IOException {
    TestingFlink flink =
        TestingFlink.of()
            .run("touches", JobState.RUNNING, 1, -1)
            .run("touches", JobState.CANCELED, 5, 6);

    assertThat(current(flink)).isEqualTo("touches-1");
  }

  @Test
  void ofRunsThatAreOverTheOneThatEndedLastTells() throws IOException {
    TestingFlink flink =
        TestingFlink.of()
            .run("touches", JobState.FAILED, 1, 9)
            .run("touches", JobState.CANCELED, 5, 6);

    assertThat(current(flink)).isEqualTo("touches-1");
  }

  @Test
  void theNewestOfSeveralRunsThatAreAliveTells() throws IOException {
    TestingFlink flink =
        TestingFlink.of()
            .run("touches", JobState.RUNNING, 1, -1)
            .run("touches", JobState.INITIALIZING, 5, -1);

    assertThat(current(flink)).isEqualTo("touches-5");
  }
}
