package dev.headwater.jobs.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headwater.jobs.FileIngest;
import dev.headwater.jobs.cli.words.ExitCode;
import dev.headwater.jobs.sql.GatewaySession;
import java.util.List;
import java.util.Map;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

/** A column more, in tables that are in use. A part of {@link SpineIT}. */
interface SpineEvolution {
  /** What all parts share. */
  Spine spine();

  @Test
  default void aColumnIsAddedToTablesInUseAndOldAndNewRowsComeBackTogether() throws Exception {
    spine().ingest("orders", spine().orders("evolved", 0, 20));
    spine()
        .ingest(
            "events",
            spine().file("evolved-before", List.of(ShopLines.touch("evolved", "before", "email"))));
    spine().settle();
    spine().tierEvery("2s");
    long snapshot = spine().awaitLakeAfter(spine().orderMart().lakeSnapshot().orElse(-1L) - 1);
    try (EvolvedHome home = new EvolvedHome(spine().directory().resolve("home"))) {
      evolve("order_mart", "ADD", "gift_note", "STRING");
      assertThat(evolve("order_mart", "ADD", "gift_note", "STRING").err())
          .contains("order_mart.sql has it already", "queries have it");
      // As after a kill behind the first step.
      home.addColumn("lake/sql/tables/events.sql", "coupon_rank INT COMMENT 'begun'");
      evolve("events", "ADD", "coupon_rank", "INT");
      assertThat(home.text("jobs/sql/archive_events.sql"))
          .contains("  coupon_rank\n)\nSELECT", "  coupon_rank\nFROM events");
      assertThat(home.text("lake/sql/tables/events.sql")).contains("  coupon_rank INT COMMENT");

      assertThat(refusedToEvolve("events", "DROP", "channel"))
          .contains("events.channel stays: Fluss only adds columns", "Send records without it");
      assertThat(refusedToEvolve("events", "ADD", "coupon_rank", "STRING"))
          .contains("events.coupon_rank is INT and keeps its type", "ADD coupon_rank_2 TYPE");
      assertThat(spine().say("doctor").out())
          .contains("lake: every column is as its definition has it")
          .contains("cold tables: every column is as its definition has it")
          .contains("job files: changed since their jobs were started: archive_events");
      spine().done("jobs", "restart", "archive_events");

      spine().ingest("orders", spine().orders("evolved", 20, 30));
      spine()
          .ingest(
              "events",
              spine()
                  .file(
                      "evolved-after",
                      List.of(
                          ShopLines.touch("evolved", "after", "email")
                              .replace("{", "{\"coupon_rank\":-7,"),
                          ShopLines.touch("evolved", "without", "email"))));
      FileIngest.of(
          spine().addresses(),
          "events",
          spine()
              .file(
                  "evolved-broken",
                  List.of(
                      ShopLines.touch("evolved", "broken", "email")
                          .replace("{", "{\"coupon_rank\":1.5,"))));
      spine().settle();
      try (GatewaySession session = GatewaySession.open(spine().addresses().gateway(), Map.of())) {
        for (String order : List.of("evolved-3", "evolved-25")) {
          session.execute(
              "INSERT INTO fluss.headwater.order_mart (customer_id, order_id, gift_note) VALUES ('%1$s', '%1$s', 'for %1$s')"
                  .formatted(order));
        }
      }
    }
    String all =
        "SELECT order_id, total_amount, gift_note FROM order_mart WHERE customer_id LIKE"
            + " 'evolved-%' ORDER BY order_id";
    Awaitility.await("the notes of two orders")
        .atMost(Spine.LONG)
        .untilAsserted(
            () ->
                assertThat(spine().query(all))
                    .contains("\"for evolved-3\"]", "\"for evolved-25\"]", "\"evolved-4\",\"")
                    .contains(",null]"));
    assertThat(spine().query(all).split("\\],\\[")).hasSize(30);
    assertThat(spine().onFlink(all)).isEqualTo(spine().query(all));
    spine().awaitLakeAfter(snapshot);
    Awaitility.await("the lake to hold all of order_mart")
        .atMost(Spine.LONG)
        .until(() -> spine().orderMart().pending() == 0);
    assertThat(spine().query(all).split("\\],\\[")).hasSize(30);
    assertThat(spine().query(all)).contains("\"for evolved-3\"]");
    assertThat(spine().onFlink(all)).isEqualTo(spine().query(all));
    assertThat(
            spine()
                .query(
                    "SELECT event_id, coupon_rank FROM events WHERE customer_id = 'evolved' ORDER BY"
                        + " event_id"))
        .isEqualTo("[[\"after\",-7],[\"before\",null],[\"without\",null]]");
    assertThat(
            spine()
                .query(
                    "SELECT reason FROM rejected_records WHERE \"source\" LIKE '%evolved-broken%'"))
        .isEqualTo("[[\"wrong_type\"]]");
  }

  @Test
  default void theCommandsOfThePageOfAFieldBringItIntoItsColumn() throws Exception {
    Page page = spine().page("add-a-field");
    try (EvolvedHome home = new EvolvedHome(spine().directory().resolve("home"))) {
      List<Spoken> spoken = page.follow();

      assertThat(spoken).hasSize(5);
      assertThat(spoken.get(0).err()).contains("1 rejected {unknown_field=1}");
      assertThat(home.text("lake/sql/tables/events.sql")).contains("  coupon STRING");
      assertThat(spoken.get(3).err()).contains("events: 1 records read: 1 accepted");
      assertThat(spoken.get(4).out()).containsPattern("f1 +SPRING");
    }
  }

  private Spoken evolve(String... words) {
    return spine().done(Spine.words(List.of("tables", "evolve"), words));
  }

  private String refusedToEvolve(String... words) {
    Spoken spoken = spine().say(Spine.words(List.of("tables", "evolve"), words));
    assertThat(spoken.exitCode()).isEqualTo(ExitCode.WRONG_USAGE);
    return spoken.err();
  }
}
