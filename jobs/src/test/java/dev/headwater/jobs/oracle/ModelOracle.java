package dev.headwater.jobs.oracle;

import static dev.headwater.jobs.oracle.Column.amount;
import static dev.headwater.jobs.oracle.Column.key;
import static dev.headwater.jobs.oracle.Column.text;
import static dev.headwater.jobs.oracle.Column.time;
import static dev.headwater.jobs.oracle.Column.whole;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Recomputes the views over paths, order by order, in whole numbers of any size. */
final class ModelOracle implements TableGroup {
  private final Collection<OrderRecord> orders;
  private final Attributions attributions;
  private final Map<String, CustomerRecord> customers;
  private final Map<String, CampaignRecord> campaigns;

  ModelOracle(DistinctRecords records) {
    orders = records.orders();
    attributions = new Attributions(records.events());
    customers = byId(records.customers(), CustomerRecord::customerId);
    campaigns = byId(records.campaigns(), CampaignRecord::campaignId);
  }

  /** All views, in the order in which they build on each other. */
  @Override
  public List<ExpectedRows> tables() {
    return List.of(orderPaths(), attributedOrders(), attributionCredits(), attributionByChannel());
  }

  private ExpectedRows orderPaths() {
    ExpectedRows rows =
        new ExpectedRows(
            "order_paths",
            key("customer_id"),
            key("order_id"),
            key("touch_event_id"),
            time("touch_time"),
            text("channel"),
            text("campaign_id"),
            whole("seconds_before_order"),
            whole("path_position"),
            whole("path_length"),
            whole("window_days"));
    for (OrderRecord order : orders) {
      List<EventRecord> path = path(order);
      for (int i = 0; i < path.size(); i++) {
        EventRecord touch = path.get(i);
        rows.add(
            order.customerId(),
            order.orderId(),
            touch.eventId(),
            touch.eventTime(),
            touch.channel(),
            touch.campaignId(),
            touch.secondsBefore(order),
            i + 1L,
            (long) path.size(),
            Attributions.TOUCH_WINDOW.toDays());
      }
    }
    return rows;
  }

  /** Without what the tables say of an order. */
  private ExpectedRows attributedOrders() {
    ExpectedRows rows =
        new ExpectedRows(
            "attributed_orders",
            key("customer_id"),
            key("order_id"),
            text("reason"),
            text("model"),
            whole("window_days"),
            whole("path_length"),
            text("attributed_touch_event_id"),
            time("attributed_touch_time"),
            text("attributed_channel"),
            text("attributed_campaign_id"),
            text("campaign_name"),
            text("campaign_channel"),
            text("customer_name"),
            text("customer_segment"));
    for (OrderRecord order : orders) {
      List<EventRecord> path = path(order);
      EventRecord touch = path.isEmpty() ? null : path.get(0);
      CampaignRecord campaign = touch == null ? null : campaigns.get(touch.campaignId());
      CustomerRecord customer = customers.get(order.customerId());
      rows.add(
          order.customerId(),
          order.orderId(),
          attributions.reason(order),
          "first",
          Attributions.TOUCH_WINDOW.toDays(),
          (long) path.size(),
          touch == null ? null : touch.eventId(),
          touch == null ? null : touch.eventTime(),
          touch == null ? null : touch.channel(),
          touch == null ? null : touch.campaignId(),
          campaign == null ? null : campaign.name(),
          campaign == null ? null : campaign.channel(),
          customer == null ? null : customer.name(),
          customer == null ? null : customer.segment());
    }
    return rows;
  }

  private ExpectedRows attributionCredits() {
    ExpectedRows rows =
        new ExpectedRows(
            "attribution_credits",
            key("model"),
            key("customer_id"),
            key("order_id"),
            key("touch_event_id"),
            time("touch_time"),
            text("channel"),
            text("campaign_id"),
            whole("path_position"),
            whole("path_length"),
            time("order_time"),
            text("order_date"),
            text("currency"),
            text("credit"),
            amount("revenue"));
    for (Credit credit : credits()) {
      EventRecord touch = credit.touch();
      OrderRecord order = credit.order();
      rows.add(
          credit.model(),
          order.customerId(),
          order.orderId(),
          touch.eventId(),
          touch.eventTime(),
          touch.channel(),
          touch.campaignId(),
          credit.position(),
          credit.length(),
          order.orderTime(),
          order.date(),
          order.currency(),
          credit.share().toPlainString(),
          credit.revenue());
    }
    return rows;
  }

  private ExpectedRows attributionByChannel() {
    ExpectedRows rows =
        new ExpectedRows(
            "attribution_by_channel",
            key("model"),
            key("channel"),
            key("campaign_id"),
            key("campaign_name"),
            key("order_date"),
            key("currency"),
            text("orders"),
            amount("revenue"));
    Map<List<Object>, List<Credit>> groups =
        credits().stream()
            .collect(Collectors.groupingBy(this::group, LinkedHashMap::new, Collectors.toList()));
    groups.forEach(
        (group, credits) -> {
          List<Object> row = new ArrayList<>(group);
          row.add(sum(credits, Credit::share).toPlainString());
          row.add(sum(credits, Credit::revenue));
          rows.add(row.toArray());
        });
    return rows;
  }

  private List<Object> group(Credit credit) {
    EventRecord touch = credit.touch();
    CampaignRecord campaign = campaigns.get(touch.campaignId());
    String campaignChannel = campaign == null ? null : campaign.channel();
    return Arrays.asList(
        credit.model(),
        touch.channel() == null ? campaignChannel : touch.channel(),
        touch.campaignId(),
        campaign == null ? null : campaign.name(),
        credit.order().date(),
        credit.order().currency());
  }

  private List<Credit> credits() {
    return orders.stream().flatMap(order -> Credit.of(order, path(order)).stream()).toList();
  }

  private List<EventRecord> path(OrderRecord order) {
    return attributions.pathTo(order).stream().sorted(EventRecord.EARLIEST_FIRST).toList();
  }

  private static BigDecimal sum(List<Credit> credits, Function<Credit, BigDecimal> part) {
    return credits.stream().map(part).reduce(BigDecimal.ZERO, BigDecimal::add);
  }

  private static <T> Map<String, T> byId(Collection<T> records, Function<T, String> id) {
    return records.stream().collect(Collectors.toMap(id, Function.identity()));
  }
}
