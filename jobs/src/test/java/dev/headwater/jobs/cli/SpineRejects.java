package dev.headwater.jobs.cli;

import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;

import dev.headwater.jobs.FileIngest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

/** What was refused is kept, shown and replayed, each record once. A part of {@link SpineIT}. */
interface SpineRejects {
  /** What all parts share. */
  Spine spine();

  @Test
  default void refusedRecordsAreShownAndReplayedOnceAfterAMend() throws IOException {
    Path events =
        spine()
            .file(
                "refused",
                List.of(
                    ShopLines.touch("refused", "coloured", "email")
                        .replace("{", "{\"colour\":\"red\","),
                    ShopLines.touch("refused", "timeless", "email").replace("00Z", "00")));
    Path customers =
        Files.writeString(
            spine().directory().resolve("refused.csv"),
            "name,customer_id,updated_at\n\"Ada, the first\",refused,2099-01-01T00:00:00Z\n");
    FileIngest.of(spine().addresses(), "events", events);
    FileIngest.of(spine().addresses(), "customers", customers);
    String source = events.toRealPath().toString();

    assertThat(rejects("list", "--table", "customers").out())
        .containsPattern("customers +future +1 +20.* \"Ada, the first\",refused,2099");
    assertThat(rejects("list", "--json", "--source", source).out())
        .contains(
            "\"table\":\"events\",\"reason\":\"unknown_field\",\"records\":1,\"first_seen\":\"20")
        .contains("\"example\":{\"source\":\"" + source + "\",\"position\":1,\"detail\":");
    assertThat(rejects("show", "--reason", "unknown_field", "--source", source).out())
        .contains(source + ", position 1, set aside 20")
        .contains("field 'colour' is not one of events")
        .contains("payload  {\"colour\":\"red\",\"event_id\":\"coloured\"");
    String kept = "SELECT reason, recorded_at FROM rejected_records WHERE \"source\" = '" + source;
    String timeless = spine().query(kept + "' AND reason = 'bad_time'");

    assertThat(rejects("replay", "--lenient", "--dry-run", "--source", source).err())
        .contains("2 records read: 1 accepted, 0 late, 1 rejected {bad_time=1}")
        .contains("(dry run: nothing written)");
    assertThat(spine().query("SELECT COUNT(*) FROM events WHERE event_id = 'coloured'"))
        .isEqualTo("[[0]]");

    assertThat(rejects("replay", "--lenient", "--json", "--source", source).out())
        .contains("\"accepted\":1,\"late\":0,\"rejected\":1", "\"ignored_fields\":1");
    assertThat(spine().query("SELECT event_id FROM events WHERE customer_id = 'refused'"))
        .isEqualTo("[[\"coloured\"]]");
    assertThat(spine().query(kept + "'")).isEqualTo(timeless).contains("bad_time");

    assertThat(rejects("replay", "--allow-future", "--table", "customers").err())
        .contains("customers: 1 records read: 1 accepted");
    assertThat(spine().query("SELECT name FROM customers WHERE customer_id = 'refused'"))
        .isEqualTo("[[\"Ada, the first\"]]");
    assertThat(rejects("replay", "--table", "customers").err())
        .contains("there is nothing to replay");
  }

  @Test
  default void aKilledReplayLeavesEachRecordOnce() throws Exception {
    long seed = Long.getLong("seed", System.nanoTime());
    System.err.printf("kill of a replay: -Dseed=%d%n", seed);
    RefusedHits refused = new RefusedHits("it's killed.log", 60_000);
    String servers = spine().servers();
    refused.keep(servers, IntStream.range(0, refused.lines()).boxed().toList());
    String hits = "SELECT %s FROM hits WHERE \"source\" = 'it''s killed.log'";
    int enough = 1 + new Random(seed).nextInt(refused.lines() / 2);
    Process replay =
        Spine.headwater("rejects", "replay", "--source", refused.source(), "--connect", servers)
            .redirectOutput(spine().directory().resolve("replay.log").toFile())
            .start();
    try {
      Awaitility.await("hits of the replay")
          .atMost(Spine.LONG)
          .pollInterval(Duration.ofMillis(20))
          .until(() -> !replay.isAlive() || spine().number(hits.formatted("COUNT(*)")) >= enough);
    } finally {
      replay.destroyForcibly();
    }
    assertThat(replay.waitFor())
        .as(Files.readString(spine().directory().resolve("replay.log")))
        .isEqualTo(137);
    long written = spine().number(hits.formatted("COUNT(*)"));
    long left =
        spine()
            .number("SELECT COUNT(*) FROM rejected_records WHERE \"source\" = 'it''s killed.log'");
    System.err.printf("killed with %d hits written and %d records left%n", written, left);
    assertThat(written).isLessThan(refused.good().size());
    assertThat(written + left).isGreaterThanOrEqualTo(refused.lines());

    rejects("replay", "--source", refused.source());
    assertReplayed(refused, hits);
    // As after a kill between the write of a row and the end of its record.
    refused.keep(servers, refused.good().subList(0, 500));
    assertThat(rejects("replay", "--source", refused.source()).err()).contains("500 accepted");
    assertReplayed(refused, hits);
  }

  @Test
  default void theCommandsOfThePageOfRejectsReplayWhatWasMended() throws Exception {
    Page page = spine().page("replay-rejects");

    List<Spoken> spoken = page.follow();

    String refused = "3 records read: 1 accepted, 0 late, 2 rejected {bad_time=1, unknown_field=1}";
    String replayed =
        "2 records read: 1 accepted, 0 late, 1 rejected {bad_time=1}, 1 unknown fields ignored";
    assertThat(page.text()).contains("says `" + refused + "`", "say `" + replayed + "`");
    assertThat(spoken).hasSize(5);
    assertThat(spoken.get(0).err()).contains("events: " + refused);
    assertThat(spoken.get(1).out()).contains("bad_time", "unknown_field");
    assertThat(spoken.get(2).out())
        .contains("field 'colour' is not one of events", "payload  {\"colour\":\"red\"");
    assertThat(spoken.get(3).err()).contains(replayed, "(dry run: nothing written)");
    assertThat(spoken.get(4).err()).contains(replayed).doesNotContain("dry run");
    assertThat(spine().query("SELECT event_id FROM events WHERE customer_id = 'r-1'"))
        .isEqualTo("[[\"r1\"]]");
  }

  private void assertReplayed(RefusedHits refused, String hits) {
    assertThat(spine().query(hits.formatted("\"position\"") + " ORDER BY \"position\""))
        .isEqualTo(rows(refused.good()));
    assertThat(
            spine()
                .query(
                    "SELECT \"position\" FROM rejected_records WHERE \"source\" = 'it''s killed.log'"
                        + " ORDER BY \"position\""))
        .isEqualTo(rows(refused.broken()));
  }

  private static String rows(List<Integer> values) {
    return values.stream().map(value -> "[" + value + "]").collect(joining(",", "[", "]"));
  }

  private Spoken rejects(String... words) {
    return spine().done(Spine.words(List.of("rejects"), words));
  }
}
