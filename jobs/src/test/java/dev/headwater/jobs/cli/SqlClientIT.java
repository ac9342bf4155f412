package dev.headwater.jobs.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headwater.jobs.cli.query.SqlCommand;
import dev.headwater.jobs.flink.FlinkRest;
import dev.headwater.jobs.flink.JobState;
import dev.headwater.jobs.platform.TestingPlatform;
import dev.headwater.jobs.run.JobDefinition;
import dev.headwater.jobs.run.JobDefinitions;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Flink's own client on a platform that starts no job by itself. */
class SqlClientIT {
  private static final Pattern JOB_ID = Pattern.compile("Job ID: ([0-9a-f]{32})");

  private static final List<String> HITS =
      List.of(
          "1.2.3.4 - - [22/Feb/2024:23:59:00 +0000] \"GET / HTTP/1.1\" 200 5 \"-\" \"-\"",
          "1.2.3.4 - - [22/Feb/2024:23:59:30 +0000] \"GET /no HTTP/1.1\" 404 5 \"-\" \"-\"",
          "1.2.3.5 - - [22/Feb/2024:23:59:59 +0000] \"GET / HTTP/1.1\" 200 5 \"-\" \"-\"");

  @TempDir static Path directory;
  private static TestingPlatform platform;

  @BeforeAll
  static void start() throws Exception {
    platform = TestingPlatform.withoutJobs();
  }

  /** That of the how-to's example goes on by itself. */
  @AfterAll
  static void endExample() {
    FlinkRest flink = new FlinkRest(platform.addresses().flink());
    flink.jobs().stream()
        .filter(job -> job.state().isAlive() && job.name().contains("status_hits_1m"))
        .forEach(job -> flink.cancel(job.id()));
  }

  /** One after the other in one client, each with nothing set by those before. */
  @Test
  void everyJobFileRunsUnchanged() throws Exception {
    List<JobDefinition> jobs = List.copyOf(JobDefinitions.load().all());
    StringBuilder files = new StringBuilder();
    for (JobDefinition job : jobs) {
      files.append(Files.readString(Path.of("sql", job.name() + ".sql"))).append("\nRESET;\n");
    }

    String words = run(Files.writeString(directory.resolve("all.sql"), files));

    assertThat(words).doesNotContain("[ERROR]");
    List<String> ids = JOB_ID.matcher(words).results().map(job -> job.group(1)).toList();
    assertThat(ids).as(words).hasSameSizeAs(jobs).isNotEmpty();
    FlinkRest flink = new FlinkRest(platform.addresses().flink());
    for (int i = 0; i < ids.size(); i++) {
      String id = ids.get(i);
      Awaitility.await(jobs.get(i).name() + " runs")
          .atMost(Duration.ofMinutes(5))
          .until(() -> flink.state(id), JobState.RUNNING::equals);
    }
    ids.forEach(flink::cancel);
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

  @Test
  void theExampleOfTheHowToCountsHitsWithNothingButItsText() throws Exception {
    List<String> files =
        Pattern.compile("```sql\n(.*?)```", Pattern.DOTALL)
            .matcher(Files.readString(Path.of("..", "docs", "how-to", "add-a-job.md")))
            .results()
            .map(file -> file.group(1))
            .toList();
    assertThat(files).hasSize(2);
    Path log = Files.write(directory.resolve("access.log"), HITS);
    assertThat(Spoken.by("ingest", log.toString(), "--table", "hits", "--connect", address()).err())
        .contains("3 accepted");

    for (String file : files) {
      Path script = directory.resolve("example-" + files.indexOf(file) + ".sql");
      Files.writeString(script, "USE CATALOG fluss;\nUSE headwater;\n" + file);
      assertThat(run(script)).doesNotContain("[ERROR]");
    }

    Awaitility.await("the counts")
        .atMost(Duration.ofMinutes(5))
        .untilAsserted(
            () ->
                assertThat(
                        Spoken.by(
                                "query",
                                "SELECT window_start, status, hits FROM status_hits_1m WHERE window_start >= TIMESTAMPTZ '2024-02-22 00:00:00+00' AND window_start < TIMESTAMPTZ '2024-02-23 00:00:00+00' ORDER BY status",
                                "--csv",
                                "--connect",
                                address())
                            .out()
                            .replace("\r", ""))
                    .isEqualTo(
                        """
                        window_start,status,hits
                        2024-02-22T23:59:00Z,200,2
                        2024-02-22T23:59:00Z,404,1
                        """));
  }

  private static String address() {
    return platform.addresses().bootstrapServers();
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
