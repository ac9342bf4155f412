package dev.headwater.jobs.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headwater.jobs.platform.TestingPlatform;
import dev.headwater.jobs.progress.FlinkRest;
import dev.headwater.jobs.progress.JobState;
import dev.headwater.jobs.run.JobDefinition;
import dev.headwater.jobs.run.JobDefinitions;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Flink's own client on a platform that runs no job yet. */
class SqlClientIT {
  private static final Pattern JOB_ID = Pattern.compile("Job ID: ([0-9a-f]{32})");

  @TempDir static Path directory;
  private static TestingPlatform platform;

  @BeforeAll
  static void start() {
    platform = TestingPlatform.start(directory.resolve("data"), List.of());
  }

  @AfterAll
  static void stop() {
    if (platform != null) {
      platform.close();
    }
  }

  static Stream<String> names() {
    return JobDefinitions.load().all().stream().map(JobDefinition::name);
  }

  @ParameterizedTest
  @MethodSource("names")
  void everyJobFileRunsUnchanged(String name) throws Exception {
    String words = run(Path.of("sql", name + ".sql"));

    assertThat(words).doesNotContain("[ERROR]");
    Matcher job = JOB_ID.matcher(words);
    assertThat(job.find()).as(words).isTrue();
    FlinkRest flink = new FlinkRest(platform.addresses().flink());
    Awaitility.await(name + " runs")
        .atMost(Duration.ofMinutes(1))
        .until(() -> flink.state(job.group(1)), JobState.RUNNING::equals);
    flink.cancel(job.group(1));
  }

  @Test
  void aStatementThatFailsShowsInTheWordsOfTheClient() throws Exception {
    Path script = Files.writeString(directory.resolve("wrong.sql"), "SELECT nothing FROM orders;");

    assertThat(run(script)).contains("[ERROR]", "Column 'nothing' not found in any table");
  }

  @Test
  void viewsAndCompleteReadsAreThere() throws Exception {
    Path script =
        Files.writeString(
            directory.resolve("views.sql"),
            """
            SHOW VIEWS;
            SET 'sql-client.execution.result-mode' = 'tableau';
            SET 'execution.runtime-mode' = 'batch';
            USE CATALOG `all`;
            USE headwater;
            SELECT COUNT(*) AS orders_there FROM order_mart;
            """);

    assertThat(run(script))
        .doesNotContain("[ERROR]")
        .contains("attributed_orders", "orders_there", "1 row in set");
  }

  private static String run(Path script) throws Exception {
    Process client =
        SqlCommand.client(platform.addresses(), Optional.of(script))
            .redirectErrorStream(true)
            .start();
    client.getOutputStream().close();
    String words = new String(client.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(client.waitFor()).as(words).isZero();
    return words;
  }
}
