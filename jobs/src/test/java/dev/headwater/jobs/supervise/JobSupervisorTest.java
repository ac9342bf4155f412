package dev.headwater.jobs.supervise;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headwater.jobs.flink.FlinkRest;
import dev.headwater.jobs.flink.JobState;
import dev.headwater.jobs.flink.TestingFlink;
import dev.headwater.jobs.run.JobDefinition;
import dev.headwater.jobs.run.JobDefinitions;
import dev.headwater.jobs.run.StartFailures;
import dev.headwater.jobs.run.StartOutcome;
import dev.headwater.jobs.run.StartOutcome.Kind;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JobSupervisorTest {
  private static final List<JobDefinition> JOBS =
      JobDefinitions.load().named(List.of("order_mart", "sessions", "touches"));

  @TempDir Path data;
  private final Set<String> broken = new HashSet<>();
  private final List<String> started = new ArrayList<>();
  private Instant now = Instant.EPOCH;

  private List<StartOutcome> start(List<JobDefinition> jobs) {
    return jobs.stream().map(this::start).toList();
  }

  private StartOutcome start(JobDefinition job) {
    started.add(job.name());
    boolean fails = broken.contains(job.name());
    return new StartOutcome(
        job.name(),
        fails ? Kind.NOT_STARTED : Kind.STARTED,
        Optional.empty(),
        fails ? Optional.of("no such table") : Optional.empty());
  }

  private JobSupervisor supervisor(TestingFlink flink) {
    Clock clock =
        new Clock() {
          @Override
          public ZoneId getZone() {
            return ZoneOffset.UTC;
          }

          @Override
          public Clock withZone(ZoneId zone) {
            return this;
          }

          @Override
          public Instant instant() {
            return now;
          }
        };
    return new JobSupervisor(
        this::start, new FlinkRest(flink.url()), StartFailures.in(data), clock);
  }

  @Test
  void allJobsThatHaveFailedAreStartedAlsoBehindOneThatCannotBe() throws IOException {
    broken.add("order_mart");
    try (TestingFlink flink = TestingFlink.of()) {
      JOBS.forEach(job -> flink.run(job.name(), JobState.FAILED, 1, 2));

      supervisor(flink).look(JOBS);

      assertThat(started).containsExactly("order_mart", "sessions", "touches");
    }
  }

  @Test
  void oneThatWasNotStartedIsNotedAndTriedAgainAfterAWhile() throws IOException {
    broken.add("sessions");
    try (TestingFlink flink = TestingFlink.of()) {
      JobSupervisor supervisor = supervisor(flink);
      supervisor.start(JOBS);
      assertThat(StartFailures.in(data).read()).isEqualTo(Map.of("sessions", "no such table"));
      started.clear();

      supervisor.look(JOBS);
      assertThat(started).isEmpty();

      now = now.plus(Duration.ofMinutes(2));
      broken.clear();
      supervisor.look(JOBS);
      assertThat(started).containsExactly("sessions");
      assertThat(StartFailures.in(data).read()).isEmpty();
    }
  }

  @Test
  void whatSomebodyStoppedOrFlinkHasForgottenStaysSo() throws IOException {
    try (TestingFlink flink =
        TestingFlink.of()
            .run("sessions", JobState.CANCELED, 1, 2)
            .run("touches", JobState.FINISHED, 1, 2)) {
      supervisor(flink).look(JOBS);

      assertThat(started).isEmpty();
    }
  }

  @Test
  void theRunBehindAReplacementThatDidNotComeUpIsStartedAgainWhenItFails() throws IOException {
    try (TestingFlink flink =
        TestingFlink.of()
            .run("touches", JobState.FAILED, 1, 9)
            .run("touches", JobState.CANCELED, 3, 4)) {
      supervisor(flink).look(JOBS);

      assertThat(started).containsExactly("touches");
    }
  }
}
