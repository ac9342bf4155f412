package dev.headwater.jobs.oracle;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Every value here was worked out by hand. */
class OracleTest {
  private static final String ORDERED = "2026-01-12T00:30:00Z";

  @Test
  void bothEndsOfTheWindowAreOnThePathAndAMillisecondOutsideIsNot() {
    Oracle oracle =
        oracle(
            List.of(
                touch("outside", "2026-01-05T00:29:59.999Z"),
                touch("edge", "2026-01-05T00:30:00Z"),
                touch("between", "2026-01-12T00:29:58.001Z"),
                touch("at", ORDERED),
                touch("after", "2026-01-12T00:30:00.001Z")),
            order("o", "p", "1.00", "USD", ORDERED));
    assertThat(oracle.rowsOf("order_touches").canonical())
        .containsExactly(
            "['c', 'o', 'at', 2026-01-12T00:30:00Z, 'email', NULL, 0]",
            "['c', 'o', 'between', 2026-01-12T00:29:58.001Z, 'email', NULL, 1]",
            "['c', 'o', 'edge', 2026-01-05T00:30:00Z, 'email', NULL, 604800]");
    assertThat(reasons(oracle)).containsExactly("attributed");
  }

  @Test
  void theFirstTouchIsTheEarliestEverAndOnEqualTimesTheOneWithTheLargerDigest() {
    // MD5("a") starts with 0cc17, MD5("b") with 92eb5.
    Oracle oracle =
        oracle(
            List.of(
                touch("c", "2026-01-05T00:00:00.001Z"),
                touch("b", "2026-01-05T00:00:00Z"),
                touch("a", "2026-01-05T00:00:00Z")));
    long earliness = (4102444800000L - 1767571200000L) * 1048576 + 0x92eb5;
    assertThat(oracle.rowsOf("first_touch").canonical())
        .containsExactly("['c', 'b', 'email', NULL, 2026-01-05T00:00:00Z, " + earliness + "]");
  }

  @Test
  void theFirstClickIsTheEarliestOnTheProductInTheHour() {
    Oracle oracle =
        oracle(
            List.of(
                click("early", "click", "p", "2026-01-11T23:29:59.999Z"),
                click("other", "click", "q", "2026-01-11T23:30:00Z"),
                click("cart", "add_to_cart", "p", "2026-01-11T23:30:00Z"),
                click("view", "page_view", "p", "2026-01-11T23:30:00Z"),
                click("later", "click", "p", "2026-01-12T00:10:00Z")),
            order("o", "p", "1.00", "USD", ORDERED),
            order("none", "r", "1.00", "USD", ORDERED));
    // MD5("view") starts with 1bda8.
    long earliness = (4102444800000L - 1768174200000L) * 1048576 + 0x1bda8;
    assertThat(oracle.rowsOf("order_first_click").canonical())
        .containsExactly("['c', 'o', 'view', 2026-01-11T23:30:00Z, " + earliness + "]");
    assertThat(oracle.rowsOf("product_clicks_daily").canonical())
        .containsExactly(
            "['2026-01-11', 'p', 2]", "['2026-01-11', 'q', 1]", "['2026-01-12', 'p', 1]");
  }

  @Test
  void theMartHasEveryOrderWithWhatIsKnown() {
    Oracle oracle =
        oracle(
            List.of(
                touch("t", "2026-01-13T00:00:00Z"),
                click("k", "click", "p", "2026-01-12T00:29:00Z")),
            order("o", "p", "10.5", "EUR", ORDERED),
            order("o", "p", "10.5", "EUR", ORDERED),
            new OrderRecord("d", "o", "p", new BigDecimal("2"), "USD", Instant.parse(ORDERED)));
    assertThat(oracle.rowsOf("order_mart").canonical())
        .containsExactly(
            "['c', 'o', 'p', 10.50, 'EUR', 2026-01-12T00:30:00Z,"
                + " 't', 'email', NULL, 2026-01-13T00:00:00Z, 'k', 2026-01-12T00:29:00Z]",
            "['d', 'o', 'p', 2.00, 'USD', 2026-01-12T00:30:00Z,"
                + " NULL, NULL, NULL, NULL, NULL, NULL]");
  }

  @Test
  void everyReasonIsGiven() {
    Oracle before = oracle(List.of(touch("t", "2026-01-05T00:29:59.999Z")), anyOrder());
    Oracle beforeAndAfter =
        oracle(
            List.of(touch("t", "2026-01-05T00:29:59.999Z"), touch("u", "2026-01-13T00:00:00Z")),
            anyOrder());
    Oracle after = oracle(List.of(touch("t", "2026-01-12T00:30:00.001Z")), anyOrder());
    Oracle never = oracle(List.of(click("k", "click", "p", ORDERED)), anyOrder());
    assertThat(reasons(before)).containsExactly("outside_window");
    assertThat(reasons(beforeAndAfter)).containsExactly("outside_window");
    assertThat(reasons(after)).containsExactly("touch_after_order");
    assertThat(reasons(never)).containsExactly("no_touch");
  }

  @Test
  void daysAreUtcAndRefundsAreSubtractedCurrencyByCurrency() {
    Oracle oracle =
        oracle(
            List.of(),
            order("o1", "p", "10.10", "USD", "2026-01-12T23:59:59.999Z"),
            order("o2", "p", "-0.20", "USD", "2026-01-12T00:00:00Z"),
            order("o2", "p", "-0.20", "USD", "2026-01-12T00:00:00Z"),
            order("o3", "p", "5", "EUR", "2026-01-12T00:00:00Z"),
            order("o4", "p", "7", "USD", "2026-01-13T00:00:00Z"));
    assertThat(oracle.rowsOf("orders_daily").canonical())
        .containsExactly(
            "['2026-01-12', 'EUR', 1, 5.00]",
            "['2026-01-12', 'USD', 2, 9.90]",
            "['2026-01-13', 'USD', 1, 7.00]");
    assertThat(oracle.rowsOf("orders_hourly").canonical())
        .containsExactly(
            "[2026-01-12T00:00:00Z, 'EUR', 1, 5.00]",
            "[2026-01-12T00:00:00Z, 'USD', 1, -0.20]",
            "[2026-01-12T23:00:00Z, 'USD', 1, 10.10]",
            "[2026-01-13T00:00:00Z, 'USD', 1, 7.00]");
  }

  @Test
  void hitsAreCountedByTheFiveMinutesTheyBeganInAndAllOfThem() {
    OracleInput input =
        new OracleInput(
            List.of(),
            List.of(),
            List.of(),
            List.of(),
            List.of(
                hit("1.1.1.1", null, "2026-01-12T00:00:00Z"),
                hit("1.1.1.1", null, "2026-01-12T00:00:00Z"),
                hit("1.1.1.1", "x", "2026-01-12T00:04:59Z"),
                hit("2.2.2.2", null, "2026-01-12T00:05:00Z")),
            0);
    Oracle oracle = new Oracle(input);
    assertThat(oracle.rowsOf("host_hits_5m").canonical())
        .containsExactly(
            "[2026-01-12T00:00:00Z, '1.1.1.1', 3]", "[2026-01-12T00:05:00Z, '2.2.2.2', 1]");
    assertThat(oracle.rowsOf("host_referrer_hits_5m").canonical())
        .containsExactly(
            "[2026-01-12T00:00:00Z, '1.1.1.1', '', 2]",
            "[2026-01-12T00:00:00Z, '1.1.1.1', 'x', 1]",
            "[2026-01-12T00:05:00Z, '2.2.2.2', '', 1]");
  }

  @Test
  void theNewestVersionOfACustomerMeetsTheFirstTouch() {
    OracleInput input =
        new OracleInput(
            List.of(touch("t", "2026-01-05T00:00:00Z")),
            List.of(),
            List.of(
                customer("c", "New", "2026-01-02T00:00:00Z"),
                customer("c", "Old", "2026-01-01T00:00:00Z"),
                customer("untouched", "Nobody", "2026-01-01T00:00:00Z")),
            List.of(
                new CampaignRecord("k", "Old", null, true, Instant.parse("2026-01-01T00:00:00Z")),
                new CampaignRecord(
                    "k", "New", "email", null, Instant.parse("2026-01-02T00:00:00Z"))),
            List.of(),
            0);
    Oracle oracle = new Oracle(input);
    assertThat(oracle.rowsOf("customer_first_touch").canonical())
        .containsExactly(
            "['c', 'New', 'vip', NULL, 'NO', 't', 'email', NULL, 2026-01-05T00:00:00Z]");
    assertThat(oracle.rowsOf("customers").canonical())
        .containsExactly(
            "['c', 'New', NULL, 'vip', NULL, 'NO', 'true', 2026-01-02T00:00:00Z]",
            "['untouched', 'Nobody', NULL, 'vip', NULL, 'NO', 'true', 2026-01-01T00:00:00Z]");
    assertThat(oracle.rowsOf("campaigns").canonical())
        .containsExactly("['k', 'New', 'email', NULL, 2026-01-02T00:00:00Z]");
  }

  @Test
  void touchesAreEventsWithAChannelOrACampaignOncePerEvent() {
    EventRecord campaign =
        new EventRecord(
            "x", "c", "click", "p", "k-1", null, null, Instant.parse("2026-01-05T23:00:00Z"));
    Oracle oracle =
        oracle(List.of(campaign, campaign, click("k", "click", "p", "2026-01-05T00:00:00Z")));
    assertThat(oracle.rowsOf("touches").canonical())
        .containsExactly("['2026-01-05', 'c', 'x', 'click', NULL, 'k-1', 2026-01-05T23:00:00Z]");
  }

  private static Oracle oracle(List<EventRecord> events, OrderRecord... orders) {
    return new Oracle(new OracleInput(events, List.of(orders), List.of(), List.of(), List.of(), 0));
  }

  private static List<Object> reasons(Oracle oracle) {
    ExpectedRows orders = oracle.rowsOf("attributed_orders");
    int reason = orders.columns().indexOf("reason");
    return orders.rows().stream().map(row -> row.get(reason)).toList();
  }

  private static EventRecord touch(String id, String time) {
    return new EventRecord(id, "c", "landing", null, null, "email", null, Instant.parse(time));
  }

  private static HitRecord hit(String host, String referrer, String time) {
    return new HitRecord(host, referrer, Instant.parse(time));
  }

  private static EventRecord click(String id, String type, String product, String time) {
    return new EventRecord(id, "c", type, product, null, null, null, Instant.parse(time));
  }

  private static OrderRecord anyOrder() {
    return order("o", "p", "1.00", "USD", ORDERED);
  }

  private static OrderRecord order(
      String id, String product, String amount, String currency, String time) {
    return new OrderRecord("c", id, product, new BigDecimal(amount), currency, Instant.parse(time));
  }

  private static CustomerRecord customer(String id, String name, String updated) {
    return new CustomerRecord(id, name, null, "vip", null, "NO", true, Instant.parse(updated));
  }
}
