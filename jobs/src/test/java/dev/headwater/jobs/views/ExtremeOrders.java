package dev.headwater.jobs.views;

import dev.headwater.jobs.oracle.CampaignRecord;
import dev.headwater.jobs.oracle.CustomerRecord;
import dev.headwater.jobs.oracle.EventRecord;
import dev.headwater.jobs.oracle.OracleInput;
import dev.headwater.jobs.oracle.OrderRecord;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** Orders whose parts are hard to count: long paths, amounts at the ends of their range, cents. */
final class ExtremeOrders {
  private static final Instant ORDERED = Instant.parse("2024-02-29T23:59:59.999Z");
  private static final List<String> AMOUNTS =
      List.of(
          "0.00",
          "0.01",
          "-0.01",
          "0.02",
          "10.00",
          "-99.99",
          "9999999999999999.99",
          "-9999999999999999.99");

  private final List<EventRecord> events = new ArrayList<>();
  private final List<OrderRecord> orders = new ArrayList<>();

  private ExtremeOrders() {}

  /** Every amount with paths of one to seven touches and one of 10,000. */
  static OracleInput input() {
    ExtremeOrders extremes = new ExtremeOrders();
    for (int touches = 1; touches <= 7; touches++) {
      extremes.add(touches, AMOUNTS);
    }
    extremes.add(10_000, List.of("-9999999999999999.99"));
    return extremes.build();
  }

  /** Every amount with a path of three touches. */
  static OracleInput small() {
    ExtremeOrders extremes = new ExtremeOrders();
    extremes.add(3, AMOUNTS);
    return extremes.build();
  }

  /** Touches over the whole window, many of them at the same time. */
  private void add(int touches, List<String> amounts) {
    String customer = "c" + touches;
    for (int i = 0; i < touches; i++) {
      Duration before = Duration.ofDays(7).multipliedBy(i - i % 2).dividedBy(touches);
      String campaign = i % 3 == 0 ? "k" : null;
      events.add(
          new EventRecord(
              customer + "-" + i,
              customer,
              "visit",
              null,
              campaign,
              campaign == null ? "email" : null,
              null,
              ORDERED.minus(Duration.ofMillis(before.toMillis()))));
    }
    for (String amount : amounts) {
      orders.add(
          new OrderRecord(customer, "o" + amount, "p", new BigDecimal(amount), "EUR", ORDERED));
    }
  }

  private OracleInput build() {
    CampaignRecord campaign = new CampaignRecord("k", "Leap", "social", true, ORDERED);
    CustomerRecord customer =
        new CustomerRecord("c1", "Ada", null, "vip", null, null, null, ORDERED);
    return new OracleInput(events, orders, List.of(customer), List.of(campaign), List.of(), 0);
  }
}
