package dev.headwater.jobs.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.headwater.ingest.Ingest;
import dev.headwater.ingest.request.IngestInput;
import dev.headwater.ingest.request.IngestProgress;
import dev.headwater.ingest.request.IngestReport;
import dev.headwater.ingest.request.IngestRequest;
import dev.headwater.jobs.cli.words.ExitCode;
import dev.headwater.jobs.platform.TestingPlatform;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Records from sources of others, by the commands of their pages, and by the demo. A part of {@link
 * SpineIT}.
 */
interface SpineSources {
  /** What all parts share. */
  Spine spine();

  @Test
  default void theCommandsOfTheFilesPageBringItsOrderIntoTheMart() throws Exception {
    Page page =
        new Page("ingest-from-files", spine().directory(), spine().servers())
            .withFile("json", "orders.jsonl")
            .withFile("csv", "events.csv")
            .withFile("log", "access.log");

    List<Spoken> spoken = page.follow();

    String counts = "2 records read: 1 accepted, 0 late, 1 rejected {bad_amount=1}";
    assertThat(page.text()).contains("says `" + counts + "`");
    assertThat(spoken).hasSize(6);
    assertThat(spoken.get(0).err()).contains("orders: " + counts);
    assertThat(spoken.get(4).out()).contains("f1", "email", "fe2");
    assertThat(spoken.get(5).out()).contains("bad_amount", "\"order_id\":\"f2\"");
  }

  @Test
  default void theCommandsOfTheKafkaPageBringItsOrderIntoTheMart() throws Exception {
    try (KafkaPage page = new KafkaPage(spine().directory(), spine().servers())) {
      List<Spoken> spoken = page.follow();

      String counts = "2 records read: 1 accepted, 0 late, 1 rejected {bad_amount=1}";
      assertThat(page.text()).contains("says `" + counts + "`");
      assertThat(spoken).hasSize(4);
      assertThat(spoken.get(0).err()).contains("orders: " + counts);
      assertThat(spoken.get(2).out()).contains("k1", "12.50");
      assertThat(spoken.get(3).out()).contains("bad_amount", "\"order_id\":\"k2\"");
      assertStatusShows(page.live());
    }
  }

  @Test
  default void theCommandsOfTheHttpPageBringItsOrderIntoTheMart() throws Exception {
    try (HttpPage page = new HttpPage(spine().directory(), spine().servers())) {
      List<Spoken> spoken = page.follow();

      assertThat(page.told()).hasSize(4).allSatisfy(told -> assertThat(page.text()).contains(told));
      assertThat(spoken).hasSize(3);
      assertThat(spoken.get(1).out()).contains("w1", "12.50");
      assertThat(spoken.get(2).out()).contains("bad_amount", "\"order_id\":\"w3\"");
    }
  }

  @Test
  default void theCommandsOfThePostgresPageBringItsCustomerIntoTheMart() throws Exception {
    try (PostgresPage page = new PostgresPage(spine().directory(), spine().servers())) {
      List<Spoken> spoken = page.follow();

      String counts = "2 records read: 1 accepted, 0 late, 1 rejected {missing_field=1}";
      assertThat(page.text()).contains("says `" + counts + "`");
      assertThat(spoken).hasSize(6);
      assertThat(spoken.get(0).err()).contains("customers: " + counts);
      assertThat(spoken.get(3).out()).contains("pg-order", "Ann", "gold");
      assertThat(spoken.get(4).out()).contains("missing_field", "\"customer_id\":\"pg-2\"");
      assertThat(spoken.get(5).err()).contains("the replication slot is dropped");
    }
  }

  /** Its shop is of the days of the other parts, or their events would be late afterwards. */
  @Test
  @Tag("nightly")
  default void theDemoIsRightThroughABrokerAndADatabase() throws IOException {
    Spoken demo =
        spine()
            .say(
                "demo",
                "--kafka",
                "--postgres",
                "--once",
                "--json",
                "--events",
                "2000",
                "--seed",
                "19",
                "--start",
                "2024-03-04T00:00:00Z",
                "--port-base",
                Integer.toString(TestingPlatform.freePorts().base()));

    assertThat(demo.exitCode()).as(demo.err()).isEqualTo(ExitCode.DONE);
    JsonNode document = new ObjectMapper().readTree(demo.out());
    System.err.printf("the demo through both took %s s%n", document.path("seconds"));
    assertThat(document.path("precision").asDouble()).isEqualTo(1.0);
    assertThat(document.path("recall").asDouble()).isEqualTo(1.0);
    Map<String, String> sources = new HashMap<>();
    Map<String, Long> rejected = new HashMap<>();
    for (JsonNode one : document.path("ingested")) {
      sources.put(one.path("table").asText(), one.path("source").asText());
      rejected.put(one.path("table").asText(), one.path("rejected").asLong());
    }
    assertThat(sources)
        .isEqualTo(
            Map.of(
                "customers", "Postgres table public.clients",
                "campaigns", "Postgres table public.campaigns",
                "orders", "Postgres table public.orders",
                "events", "topic shop-events",
                "hits", "topic shop-hits"));
    assertThat(rejected).containsEntry("events", 15L).containsEntry("hits", 10L);
    assertThat(rejected).containsEntry("orders", 0L).containsEntry("customers", 0L);
    assertThat(ProcessHandle.current().descendants())
        .as("processes that the demo started")
        .noneMatch(process -> process.info().commandLine().orElse("").contains("SourceServer"));
  }

  private void assertStatusShows(IngestInput live) {
    Ingest ingest =
        new Ingest(
            IngestRequest.of(spine().servers(), "headwater", live, "orders"),
            IngestProgress.silent());
    CompletableFuture<IngestReport> running = CompletableFuture.supplyAsync(ingest::run);
    Awaitility.await("status to show the live ingest")
        .atMost(Spine.LONG)
        .untilAsserted(
            () -> {
              assertThat(running).isNotDone();
              assertThat(status("--json"))
                  .contains(
                      "{\"source\":\"topic"
                          + " shop-orders\",\"group\":\"live-members\",\"table\":\"orders\",\"records\":2,\"behind\":0,\"started_at\":\"20")
                  .contains("\"silent\":false");
            });
    assertThat(status())
        .containsPattern("topic shop-orders +live-members +orders +2 +0 +\\d+ s ago");
    assertThat(ingest.stop(Spine.LONG)).isTrue();
    assertThat(running.join().read()).isEqualTo(2);
    assertThat(status("--json")).doesNotContain("live-members").contains("\"ingests\":[");
  }

  private String status(String... words) {
    return spine().say(Spine.words(List.of("status"), words)).out();
  }
}
