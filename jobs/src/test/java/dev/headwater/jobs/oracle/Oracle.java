package dev.headwater.jobs.oracle;

import static dev.headwater.jobs.oracle.Column.amount;
import static dev.headwater.jobs.oracle.Column.key;
import static dev.headwater.jobs.oracle.Column.text;
import static dev.headwater.jobs.oracle.Column.time;
import static dev.headwater.jobs.oracle.Column.whole;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;

/** Recomputes every mart from the records by brute force, with nothing of the jobs in it. */
public final class Oracle {
  private final Collection<EventRecord> events;
  private final Collection<OrderRecord> orders;
  private final Collection<CustomerRecord> customers;
  private final Collection<CampaignRecord> campaigns;
  private final Attributions attributions;

  public Oracle(OracleInput input) {
    events = distinct(input.events(), EventRecord::eventId);
    orders = distinct(input.orders(), order -> List.of(order.customerId(), order.orderId()));
    customers = newest(input.customers(), CustomerRecord::customerId, CustomerRecord::updatedAt);
    campaigns = newest(input.campaigns(), CampaignRecord::campaignId, CampaignRecord::updatedAt);
    attributions = new Attributions(events);
  }

  /** All of the tables, in the order in which they build on each other. */
  public List<ExpectedRows> all() {
    return List.of(
        customers(),
        campaigns(),
        touches(),
        productClicks(),
        firstTouch(),
        customerFirstTouch(),
        orderTouches(),
        orderFirstClick(),
        orderMart(),
        ordersDaily(),
        productClicksDaily());
  }

  /** The same for the views. */
  public ModelOracle views() {
    return new ModelOracle(orders, attributions, customers, campaigns);
  }

  public ExpectedRows customers() {
    ExpectedRows rows =
        new ExpectedRows(
            "customers",
            key("customer_id"),
            text("name"),
            text("email"),
            text("segment"),
            text("acquisition_channel"),
            text("country"),
            text("opt_in"),
            time("updated_at"));
    for (CustomerRecord customer : customers) {
      rows.add(
          customer.customerId(),
          customer.name(),
          customer.email(),
          customer.segment(),
          customer.acquisitionChannel(),
          customer.country(),
          customer.optIn(),
          customer.updatedAt());
    }
    return rows;
  }

  public ExpectedRows campaigns() {
    ExpectedRows rows =
        new ExpectedRows(
            "campaigns",
            key("campaign_id"),
            text("name"),
            text("channel"),
            text("active"),
            time("updated_at"));
    for (CampaignRecord campaign : campaigns) {
      rows.add(
          campaign.campaignId(),
          campaign.name(),
          campaign.channel(),
          campaign.active(),
          campaign.updatedAt());
    }
    return rows;
  }

  public ExpectedRows touches() {
    ExpectedRows rows =
        new ExpectedRows(
            "touches",
            key("touch_date"),
            key("customer_id"),
            key("event_id"),
            text("event_type"),
            text("channel"),
            text("campaign_id"),
            time("touch_time"));
    for (EventRecord touch : events) {
      if (touch.isTouch()) {
        rows.add(
            touch.date(),
            touch.customerId(),
            touch.eventId(),
            touch.eventType(),
            touch.channel(),
            touch.campaignId(),
            touch.eventTime());
      }
    }
    return rows;
  }

  public ExpectedRows productClicks() {
    ExpectedRows rows =
        new ExpectedRows(
            "product_clicks",
            key("click_date"),
            key("customer_id"),
            key("product_id"),
            key("event_id"),
            time("click_time"));
    for (EventRecord event : events) {
      if (event.productId() != null && event.isClickOn(event.productId())) {
        rows.add(
            event.date(),
            event.customerId(),
            event.productId(),
            event.eventId(),
            event.eventTime());
      }
    }
    return rows;
  }

  public ExpectedRows firstTouch() {
    ExpectedRows rows =
        new ExpectedRows(
            "first_touch",
            key("customer_id"),
            text("touch_event_id"),
            text("channel"),
            text("campaign_id"),
            time("touch_time"),
            whole("earliness"));
    for (String customer : attributions.customersWithEvents()) {
      EventRecord touch = attributions.firstTouchOf(customer);
      if (touch != null) {
        rows.add(
            customer,
            touch.eventId(),
            touch.channel(),
            touch.campaignId(),
            touch.eventTime(),
            touch.earliness());
      }
    }
    return rows;
  }

  public ExpectedRows customerFirstTouch() {
    ExpectedRows rows =
        new ExpectedRows(
            "customer_first_touch",
            key("customer_id"),
            text("customer_name"),
            text("customer_segment"),
            text("acquisition_channel"),
            text("country"),
            text("touch_event_id"),
            text("channel"),
            text("campaign_id"),
            time("touch_time"));
    for (CustomerRecord customer : customers) {
      EventRecord touch = attributions.firstTouchOf(customer.customerId());
      if (touch != null) {
        rows.add(
            customer.customerId(),
            customer.name(),
            customer.segment(),
            customer.acquisitionChannel(),
            customer.country(),
            touch.eventId(),
            touch.channel(),
            touch.campaignId(),
            touch.eventTime());
      }
    }
    return rows;
  }

  public ExpectedRows orderTouches() {
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
            Duration.between(touch.eventTime(), order.orderTime()).toSeconds());
      }
    }
    return rows;
  }

  public ExpectedRows orderFirstClick() {
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
  public ExpectedRows orderMart() {
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

  public ExpectedRows ordersDaily() {
    ExpectedRows rows =
        new ExpectedRows(
            "orders_daily", key("order_date"), key("currency"), whole("orders"), amount("revenue"));
    Map<String, List<OrderRecord>> groups = new TreeMap<>();
    for (OrderRecord order : orders) {
      String group = order.date() + ' ' + order.currency();
      groups.computeIfAbsent(group, key -> new ArrayList<>()).add(order);
    }
    for (List<OrderRecord> group : groups.values()) {
      BigDecimal revenue =
          group.stream().map(OrderRecord::totalAmount).reduce(BigDecimal.ZERO, BigDecimal::add);
      rows.add(group.get(0).date(), group.get(0).currency(), (long) group.size(), revenue);
    }
    return rows;
  }

  public ExpectedRows productClicksDaily() {
    ExpectedRows rows =
        new ExpectedRows(
            "product_clicks_daily", key("click_date"), key("product_id"), whole("clicks"));
    Map<String, List<EventRecord>> groups = new TreeMap<>();
    for (EventRecord event : events) {
      if (event.productId() != null && event.isClickOn(event.productId())) {
        String group = event.date() + ' ' + event.productId();
        groups.computeIfAbsent(group, key -> new ArrayList<>()).add(event);
      }
    }
    for (List<EventRecord> group : groups.values()) {
      rows.add(group.get(0).date(), group.get(0).productId(), (long) group.size());
    }
    return rows;
  }

  /** Key and reason of each order in the view attributed_orders. */
  public ExpectedRows reasons() {
    ExpectedRows rows =
        new ExpectedRows("attributed_orders", key("customer_id"), key("order_id"), text("reason"));
    for (OrderRecord order : orders) {
      rows.add(order.customerId(), order.orderId(), attributions.reason(order));
    }
    return rows;
  }

  private static <T> Collection<T> distinct(List<T> records, Function<T, Object> identity) {
    Map<Object, T> first = new LinkedHashMap<>();
    records.forEach(record -> first.putIfAbsent(identity.apply(record), record));
    return first.values();
  }

  private static <T> Collection<T> newest(
      List<T> versions, Function<T, String> identity, Function<T, Instant> version) {
    Map<String, T> newest = new LinkedHashMap<>();
    for (T record : versions) {
      T known = newest.get(identity.apply(record));
      if (known == null || version.apply(record).isAfter(version.apply(known))) {
        newest.put(identity.apply(record), record);
      }
    }
    return newest.values();
  }
}
