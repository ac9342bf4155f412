package dev.headwater.jobs.oracle;

import static dev.headwater.jobs.oracle.Column.amount;
import static dev.headwater.jobs.oracle.Column.key;
import static dev.headwater.jobs.oracle.Column.text;
import static dev.headwater.jobs.oracle.Column.time;
import static dev.headwater.jobs.oracle.Column.whole;

import java.util.Collection;
import java.util.List;

/** Orders, and which events brought them. */
final class OrderOracle implements TableGroup {
  private final Collection<OrderRecord> orders;
  private final Attributions attributions;

  OrderOracle(DistinctRecords records) {
    orders = records.orders();
    attributions = new Attributions(records.events());
  }

  @Override
  public List<ExpectedRows> tables() {
    return List.of(orderTouches(), orderFirstClick(), orderMart());
  }

  private ExpectedRows orderTouches() {
    ExpectedRows rows =
        new ExpectedRows(
            "order_touches",
            key("customer_id"),
            key("order_id"),
            key("touch_event_id"),
            time("touch_time"),
            text("channel"),
            text("campaign_id"),
            whole("seconds_before_order"));
    for (OrderRecord order : orders) {
      for (EventRecord touch : attributions.pathTo(order)) {
        rows.add(
            order.customerId(),
            order.orderId(),
            touch.eventId(),
            touch.eventTime(),
            touch.channel(),
            touch.campaignId(),
            touch.secondsBefore(order));
      }
    }
    return rows;
  }

  private ExpectedRows orderFirstClick() {
    ExpectedRows rows =
        new ExpectedRows(
            "order_first_click",
            key("customer_id"),
            key("order_id"),
            text("click_event_id"),
            time("click_time"),
            whole("earliness"));
    for (OrderRecord order : orders) {
      EventRecord click = attributions.firstClickBefore(order);
      if (click != null) {
        rows.add(
            order.customerId(),
            order.orderId(),
            click.eventId(),
            click.eventTime(),
            click.earliness());
      }
    }
    return rows;
  }

  /** Without the columns {@code *_at_arrival}, which depend on what was known when. */
  private ExpectedRows orderMart() {
    ExpectedRows rows =
        new ExpectedRows(
            "order_mart",
            key("customer_id"),
            key("order_id"),
            text("product_id"),
            amount("total_amount"),
            text("currency"),
            time("order_time"),
            text("first_touch_event_id"),
            text("first_touch_channel"),
            text("first_touch_campaign_id"),
            time("first_touch_time"),
            text("first_click_event_id"),
            time("first_click_time"));
    for (OrderRecord order : orders) {
      EventRecord touch = attributions.firstTouchOf(order.customerId());
      EventRecord click = attributions.firstClickBefore(order);
      rows.add(
          order.customerId(),
          order.orderId(),
          order.productId(),
          order.totalAmount(),
          order.currency(),
          order.orderTime(),
          touch == null ? null : touch.eventId(),
          touch == null ? null : touch.channel(),
          touch == null ? null : touch.campaignId(),
          touch == null ? null : touch.eventTime(),
          click == null ? null : click.eventId(),
          click == null ? null : click.eventTime());
    }
    return rows;
  }
}
