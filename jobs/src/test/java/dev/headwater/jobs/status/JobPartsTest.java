package dev.headwater.jobs.status;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headwater.jobs.flink.FlinkRest;
import dev.headwater.jobs.flink.JobState;
import dev.headwater.jobs.flink.TestingFlink;
import dev.headwater.jobs.retention.RetentionReport;
import dev.headwater.lake.progress.HotHorizon;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class JobPartsTest {
  private static List<Part> parts(TestingFlink flink, String... configured) {
    try (flink) {
      return JobParts.of(
          List.of(configured),
          new FlinkRest(flink.url()).jobs(),
          Set.of("forgotten"),
          Map.of("lost", "no such table"),
          run -> Optional.of("why " + run));
    }
  }

  private static Status status(List<Part> jobs) {
    return new Status(
        List.of(),
        jobs,
        List.of(),
        List.of(),
        List.of(),
        new HotHorizon(Optional.empty(), Optional.empty()),
        RetentionReport.NONE,
        List.of());
  }

  @Test
  void aStoppedJobIsNotReadyUnlessItIsLeftOut() throws IOException {
    TestingFlink flink =
        TestingFlink.of()
            .run("touches", JobState.RUNNING, 1, -1)
            .run("order_mart", JobState.CANCELED, 1, 2);

    List<Part> parts = parts(flink, "touches", "order_mart");

    assertThat(parts)
        .containsExactly(
            new Part("touches", "RUNNING", true, ""),
            new Part(
                "order_mart", "STOPPED", false, "start it with `headwater jobs start order_mart`"));
    assertThat(status(parts).isReady()).isFalse();
    assertThat(status(parts).without(Set.of("touches")).isReady()).isFalse();
    assertThat(status(parts).without(Set.of("order_mart")).isReady()).isTrue();
  }

  @Test
  void aReplacementThatDidNotComeUpHidesNothing() throws IOException {
    TestingFlink flink =
        TestingFlink.of()
            .run("touches", JobState.FAILED, 1, 9)
            .run("touches", JobState.CANCELED, 3, 4);

    assertThat(parts(flink, "touches"))
        .containsExactly(new Part("touches", "FAILED", false, "why touches-1"));
  }

  @Test
  void aJobThatCouldNotBeStartedTellsWhyWhileFlinkDoesNotHaveIt() throws IOException {
    Part why = new Part("lost", "NOT STARTED", false, "no such table");

    assertThat(parts(TestingFlink.of(), "lost", "later"))
        .containsExactly(why, new Part("later", "STARTING", false, "not submitted yet"));
    assertThat(parts(TestingFlink.of().run("lost", JobState.FAILED, 1, 2), "lost"))
        .containsExactly(why);
    assertThat(parts(TestingFlink.of().run("lost", JobState.RUNNING, 1, -1), "lost"))
        .containsExactly(new Part("lost", "RUNNING", true, ""));
  }

  @Test
  void aStoppedJobStaysStoppedWhenFlinkHasForgottenIt() throws IOException {
    assertThat(parts(TestingFlink.of(), "forgotten"))
        .containsExactly(
            new Part(
                "forgotten", "STOPPED", false, "start it with `headwater jobs start forgotten`"));
  }

  @Test
  void jobsThatRunWithoutBeingConfiguredAreToldToo() throws IOException {
    TestingFlink flink =
        TestingFlink.of()
            .run("own", JobState.RUNNING, 1, -1)
            .run("collect", JobState.RUNNING, 1, -1)
            .run("gone", JobState.CANCELED, 1, 2);

    assertThat(parts(flink)).containsExactly(new Part("own", "RUNNING", true, ""));
  }
}
