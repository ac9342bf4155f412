package dev.headwater.jobs.settle;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headwater.jobs.address.PlatformAddresses;
import dev.headwater.jobs.flink.JobState;
import dev.headwater.jobs.flink.TestingFlink;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Jobs that a platform is to run and does not; nothing of these cases reaches the storage. */
class PlatformSettleTest {
  private static final URI NOBODY = URI.create("http://127.0.0.1:1");

  private static List<String> messages(TestingFlink flink, Duration timeout, String... without) {
    try (flink) {
      PlatformAddresses platform =
          new PlatformAddresses("127.0.0.1:1", flink.url(), NOBODY, NOBODY);
      SettleReport report = PlatformSettle.settle(platform, timeout, Set.of(without));
      assertThat(report.isSettled()).isFalse();
      return report.messages();
    }
  }

  @Test
  void everyStoppedJobIsNamedAtOnce() throws IOException {
    TestingFlink flink =
        TestingFlink.of("touches", "order_mart", "archive_events")
            .run("touches", JobState.RUNNING, 1, -1)
            .run("order_mart", JobState.CANCELED, 1, 2)
            .run("archive_events", JobState.FINISHED, 1, 2);

    assertThat(messages(flink, Duration.ofMinutes(1)))
        .containsExactly(
            "job order_mart is stopped; start it with `headwater jobs start order_mart`",
            "job archive_events is stopped; start it with `headwater jobs start archive_events`");
  }

  @Test
  void whatIsLeftOutIsNotNamed() throws IOException {
    TestingFlink flink =
        TestingFlink.of("touches", "order_mart")
            .run("touches", JobState.FAILED, 1, 2)
            .run("order_mart", JobState.CANCELED, 1, 2);

    assertThat(messages(flink, Duration.ofMinutes(1), "order_mart"))
        .containsExactly("job touches is FAILED; start it with `headwater jobs start touches`");
  }

  @Test
  void aJobThatFlinkDoesNotHaveIsWaitedForAndThenNamed() throws IOException {
    TestingFlink flink =
        TestingFlink.of("touches", "order_mart").run("touches", JobState.RUNNING, 1, -1);

    assertThat(messages(flink, Duration.ofMillis(300)))
        .containsExactly(
            "job order_mart is not running; start it with `headwater jobs start order_mart`");
  }

  @Test
  void aJobThatCouldNotBeStartedIsNamedAtOnceWithTheReason(@TempDir Path data) throws IOException {
    Files.createDirectories(data.resolve("flink/not-started"));
    Files.writeString(data.resolve("flink/not-started/order_mart"), "no such table");
    TestingFlink flink =
        TestingFlink.of("touches", "order_mart")
            .with("headwater.data", data.toString())
            .run("touches", JobState.RUNNING, 1, -1);

    assertThat(messages(flink, Duration.ofMinutes(1)))
        .containsExactly("job order_mart could not be started: no such table");
  }

  @Test
  void aStoppedJobIsNamedAtOnceAlsoWhenFlinkHasForgottenIt(@TempDir Path data) throws IOException {
    Files.createDirectories(data.resolve("flink/stopped"));
    Files.writeString(data.resolve("flink/stopped/order_mart"), "");
    TestingFlink flink = TestingFlink.of("order_mart").with("headwater.data", data.toString());

    assertThat(messages(flink, Duration.ofMinutes(1)))
        .containsExactly(
            "job order_mart is stopped; start it with `headwater jobs start order_mart`");
  }

  @Test
  void aJobThatIsInitializingIsWaitedForAndThenNamed() throws IOException {
    TestingFlink flink =
        TestingFlink.of("touches", "order_mart")
            .run("touches", JobState.RUNNING, 1, -1)
            .run("order_mart", JobState.CANCELED, 1, 2)
            .run("order_mart", JobState.INITIALIZING, 3, -1);

    assertThat(messages(flink, Duration.ofMillis(300)))
        .containsExactly("job order_mart is still INITIALIZING");
  }
}
