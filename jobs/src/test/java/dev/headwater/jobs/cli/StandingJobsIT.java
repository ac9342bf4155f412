package dev.headwater.jobs.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headwater.jobs.cli.words.ExitCode;
import dev.headwater.jobs.platform.TestingPlatform;
import dev.headwater.jobs.run.JobDefinition;
import dev.headwater.jobs.run.JobDefinitions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Jobs that stand still, by somebody's word or because what they left cannot be read. */
@Tag("nightly")
class StandingJobsIT {
  private static final List<JobDefinition> JOBS =
      JobDefinitions.load().named(List.of("touches", "order_mart", "order_mart_customer"));

  @TempDir Path directory;
  private TestingPlatform platform;

  @AfterEach
  void stop() {
    platform.close();
  }

  @Test
  void whatStandsStillIsNamedAndKeepsNoOtherJobFromIt() throws IOException {
    platform = TestingPlatform.start(directory.resolve("data"), JOBS);
    Path orders = Files.write(directory.resolve("orders.jsonl"), ShopLines.orders("s", 0, 20));
    done("ingest", orders.toString(), "--table", "orders");
    done("settle");
    done("status", "--wait", "60");

    done("jobs", "stop", "order_mart");
    assertThat(failed("settle").err())
        .contains(
            "job order_mart is stopped; start it with `headwater jobs start order_mart`",
            "--without NAME");
    assertThat(failed("status").out()).contains("STOPPED");
    done("settle", "--without", "order_mart");
    done("status", "--without", "order_mart");
    assertThat(done("jobs", "start", "order_mart").err()).contains("goes on from savepoint-");
    done("settle");

    platform.close();
    damageSnapshots("touches");
    damageSnapshots("order_mart_customer");
    platform = TestingPlatform.start(directory.resolve("data"), JOBS);

    Spoken status = failed("status");
    assertThat(status.out().lines())
        .anySatisfy(
            line ->
                assertThat(line)
                    .startsWith("order_mart_customer")
                    .contains("NOT STARTED", "cannot be read"));
    assertThat(failed("settle").err()).contains("job order_mart_customer could not be started: ");
    done("settle", "--without", "order_mart_customer");
    assertThat(failed("jobs", "start", "order_mart_customer").err()).contains("--begin-anew");
    assertThat(done("jobs", "start", "order_mart_customer", "--begin-anew").err())
        .contains("order_mart_customer: started from the beginning");
    done("settle");
    done("status", "--wait", "60");
  }

  private void damageSnapshots(String job) throws IOException {
    for (String kind : List.of("checkpoints", "savepoints")) {
      try (Stream<Path> files = Files.walk(directory.resolve("data/flink/" + kind + "/" + job))) {
        for (Path file : files.filter(path -> path.endsWith("_metadata")).toList()) {
          Files.write(file, new byte[] {1, 2, 3});
        }
      }
    }
  }

  private Spoken done(String... words) {
    return spoken(ExitCode.DONE, words);
  }

  private Spoken failed(String... words) {
    return spoken(ExitCode.FAILED, words);
  }

  private Spoken spoken(int exitCode, String... words) {
    List<String> all = new ArrayList<>(List.of(words));
    all.addAll(List.of("--connect", platform.addresses().bootstrapServers()));
    Spoken spoken = Spoken.by(all.toArray(String[]::new));
    assertThat(spoken.exitCode()).as("%s: %s", all, spoken).isEqualTo(exitCode);
    return spoken;
  }
}
