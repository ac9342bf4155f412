package dev.headwater.jobs.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headwater.jobs.cli.words.ExitCode;
import dev.headwater.jobs.platform.TestingPlatform;
import dev.headwater.jobs.run.JobDefinitions;
import dev.headwater.jobs.sql.GatewaySession;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Tables of jobs made anew: hot and history, with what the jobs read and nothing else. */
class TablesRebuildIT {
  private static final Duration LONG = Duration.ofMinutes(5);

  @TempDir static Path directory;
  private static TestingPlatform platform;

  @BeforeAll
  static void start() {
    platform =
        TestingPlatform.start(
            directory.resolve("data"),
            JobDefinitions.load().named(List.of("touches", "order_touch_probes", "order_touches")));
  }

  @AfterAll
  static void stop() {
    if (platform != null) {
      platform.close();
    }
  }

  @Test
  void rowsThatNoJobWritesAnyMoreAreGoneFromHotAndHistory() throws Exception {
    ingest("orders", ShopLines.orders("shop", 0, 20));
    ingest("events", ShopLines.visits("shop", 0, 20));
    done("settle");
    execute("ALTER TABLE order_touches SET ('table.datalake.freshness' = '1s')");
    execute(
        "INSERT INTO order_touches (customer_id, order_id, touch_event_id) VALUES ('shop-1', 'shop-1', 'stray')");
    awaitHistory("[[21]]");

    String words = done("tables", "rebuild", "order_touch_probes", "order_touches").err();

    assertThat(words)
        .contains("order_touches: started from the beginning")
        .contains("order_touch_probes: started from the beginning")
        .doesNotContain("keeps its rows");
    done("settle");
    assertThat(rows("--hot")).isEqualTo("[[20]]");
    assertThat(rows()).isEqualTo("[[20]]");
    awaitHistory("[[20]]");
    historyThatLostItsFilesIsFoundAndMadeAnew();
  }

  private static void historyThatLostItsFilesIsFoundAndMadeAnew() throws IOException {
    Path bucket = directory.resolve("data/lake/headwater.db/order_touches/bucket-0");
    try (Stream<Path> files = Files.list(bucket)) {
      for (Path file : files.toList()) {
        Files.delete(file);
      }
    }

    Spoken doctor = spoken("doctor");

    assertThat(doctor.exitCode()).isEqualTo(ExitCode.FAILED);
    assertThat(doctor.out())
        .contains(
            "order_touches: ",
            " files of its newest snapshot are gone",
            "headwater tables rebuild");
    done("tables", "rebuild", "order_touches");
    done("settle");
    awaitHistory("[[20]]");
    assertThat(spoken("doctor").out()).contains("every file of every table's newest snapshot");
  }

  @Test
  void tablesThatNoJobWritesAreRefused() {
    Spoken spoken = spoken("tables", "rebuild", "touches", "events", "nothing");

    assertThat(spoken.exitCode()).isEqualTo(ExitCode.WRONG_USAGE);
    assertThat(spoken.err())
        .startsWith("no job writes events, nothing, so nothing could fill it again;");
  }

  private static void awaitHistory(String rows) {
    Awaitility.await("history of order_touches")
        .atMost(LONG)
        .untilAsserted(() -> assertThat(rows("--history")).isEqualTo(rows));
  }

  private static String rows(String... side) {
    List<String> words = new ArrayList<>(List.of("query", "SELECT COUNT(*) FROM order_touches"));
    words.add("--json");
    words.addAll(Arrays.asList(side));
    String document = done(words.toArray(String[]::new)).out();
    return document.substring(document.indexOf("[["), document.lastIndexOf('}'));
  }

  private static void execute(String sql) {
    try (GatewaySession session = GatewaySession.open(platform.addresses().gateway(), Map.of())) {
      session.execute("USE CATALOG fluss");
      session.execute("USE headwater");
      session.execute(sql);
    }
  }

  private static void ingest(String table, List<String> lines) throws IOException {
    Path file = Files.write(directory.resolve(table + ".jsonl"), lines);
    done("ingest", file.toString(), "--table", table);
  }

  private static Spoken done(String... words) {
    Spoken spoken = spoken(words);
    assertThat(spoken.exitCode()).as(spoken.err()).isEqualTo(ExitCode.DONE);
    return spoken;
  }

  private static Spoken spoken(String... words) {
    List<String> all = new ArrayList<>(List.of(words));
    all.add("--connect");
    all.add(platform.addresses().bootstrapServers());
    return Spoken.by(all.toArray(String[]::new));
  }
}
