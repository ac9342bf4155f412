package dev.headwater.jobs.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class JobRunnerTest {
  private static final List<JobDefinition> JOBS =
      JobDefinitions.load().named(List.of("touches", "order_mart", "sessions"));

  private static StartOutcome start(JobDefinition job) {
    if (job.name().equals("order_mart")) {
      throw new IllegalStateException("no such table");
    }
    return StartOutcome.started(job, Optional.empty());
  }

  @Test
  void oneThatCannotBeStartedKeepsNoOtherFromIt() {
    List<StartOutcome> starts = JobRunner.startAll(JOBS, JobRunnerTest::start);

    assertThat(starts)
        .containsExactly(
            StartOutcome.started(JOBS.get(0), Optional.empty()),
            new StartOutcome(
                "order_mart",
                StartOutcome.Kind.NOT_STARTED,
                Optional.empty(),
                Optional.of("no such table")),
            StartOutcome.started(JOBS.get(2), Optional.empty()));
    assertThat(StartOutcome.allRun(starts)).isFalse();
  }
}
