package dev.headwater.ingest.generate;

import com.fasterxml.jackson.databind.JsonNode;
import dev.headwater.ingest.generate.world.EdgeKind;
import dev.headwater.ingest.generate.writing.GeneratedShop;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.LongPredicate;
import java.util.function.Predicate;

/** Finds edge cases in what was generated. */
final class EdgeEvidence {
  private static final long HOUR = 3_600_000;
  private static final long WEEK = 7 * 24 * HOUR;

  private final Collection<JsonNode> events;
  private final Collection<JsonNode> orders;
  private final List<JsonNode> customers;

  EdgeEvidence(GeneratedShop shop) throws IOException {
    events = EmittedLines.events(shop.events()).distinct();
    orders = EmittedLines.orders(shop.orders()).distinct();
    customers = customers(shop.customers());
  }

  /** Orders, or customers, that show the case. */
  long count(EdgeKind kind) {
    return switch (kind) {
      case TOUCH_ON_WINDOW_EDGE -> ordersWithTouch(before -> before == WEEK);
      case TOUCH_A_MILLISECOND_OUTSIDE_WINDOW -> ordersWithTouch(before -> before == WEEK + 1);
      case TOUCH_AT_ORDER -> ordersWithTouch(before -> before == 0);
      case TOUCH_A_MILLISECOND_AFTER_ORDER -> ordersWithTouch(before -> before == -1);
      case TOUCHES_AT_THE_SAME_TIME -> orders(order -> together(order, EdgeEvidence::isTouch));
      case TOUCH_AFTER_ORDER ->
          orders(order -> touches(order) > 0 && touches(order, before -> before >= 0) == 0);
      case NO_TOUCH -> orders(order -> touches(order) == 0 && events(order, e -> true) > 0);
      case CLICK_ON_WINDOW_EDGE -> ordersWithClick(before -> before == HOUR);
      case CLICK_A_MILLISECOND_OUTSIDE_WINDOW -> ordersWithClick(before -> before == HOUR + 1);
      case CLICK_AT_ORDER -> ordersWithClick(before -> before == 0);
      case CLICKS_AT_THE_SAME_TIME -> orders(order -> together(order, e -> isClick(e, order)));
      case CLICK_ON_OTHER_PRODUCT -> orders(this::clickedOnlyOnOthers);
      case ORDER_AT_MIDNIGHT -> orders(this::atMidnightWithTouchTheDayBefore);
      case ORDER_WITHOUT_EVENTS -> orders(order -> events(order, e -> true) == 0);
      case ORDER_WITHOUT_CUSTOMER -> orders(order -> versions(order).isEmpty());
      case ORDER_WITHOUT_CURRENCY -> orders(order -> !order.hasNonNull("currency"));
      case ORDERS_SHARING_A_PATH -> orders(this::sharesAPath);
      case ORDER_ID_SHARED_BY_CUSTOMERS -> orders(this::sharesItsId);
      case REFUND ->
          orders(order -> new BigDecimal(order.get("total_amount").asText()).signum() < 0);
      case CUSTOMER_VERSIONS_OUT_OF_ORDER -> orders(this::versionsOutOfOrder);
    };
  }

  private long orders(Predicate<JsonNode> condition) {
    return orders.stream().filter(condition).count();
  }

  private long ordersWithTouch(LongPredicate before) {
    return orders(order -> touches(order, before) > 0);
  }

  private long ordersWithClick(LongPredicate before) {
    return orders(
        order -> events(order, e -> isClick(e, order) && before.test(before(e, order))) > 0);
  }

  private long touches(JsonNode order) {
    return touches(order, before -> true);
  }

  private long touches(JsonNode order, LongPredicate before) {
    return events(order, event -> isTouch(event) && before.test(before(event, order)));
  }

  private long events(JsonNode order, Predicate<JsonNode> condition) {
    return events.stream().filter(e -> sameCustomer(e, order)).filter(condition).count();
  }

  private boolean together(JsonNode order, Predicate<JsonNode> condition) {
    Set<Long> times = new HashSet<>();
    return events(order, e -> condition.test(e) && !times.add(before(e, order))) > 0;
  }

  private boolean clickedOnlyOnOthers(JsonNode order) {
    return events(order, e -> e.path("event_type").textValue().equals("click")) > 0
        && events(order, e -> isClick(e, order)) == 0;
  }

  private boolean atMidnightWithTouchTheDayBefore(JsonNode order) {
    return BruteForceTruth.millis(order, "order_time") % (24 * HOUR) == 0
        && touches(order, before -> before == 1) > 0;
  }

  private boolean sharesAPath(JsonNode order) {
    return touches(order, before -> before >= 0 && before <= WEEK) > 1
        && orders(other -> sameCustomer(other, order)) > 2;
  }

  private boolean sharesItsId(JsonNode order) {
    return orders(
            other ->
                other.get("order_id").equals(order.get("order_id")) && !sameCustomer(other, order))
        > 0;
  }

  private boolean versionsOutOfOrder(JsonNode order) {
    List<Long> versions = versions(order);
    return !versions.equals(versions.stream().sorted().toList());
  }

  private List<Long> versions(JsonNode order) {
    return customers.stream()
        .filter(customer -> sameCustomer(customer, order))
        .map(customer -> BruteForceTruth.millis(customer, "updated_at"))
        .toList();
  }

  private static boolean sameCustomer(JsonNode one, JsonNode other) {
    return one.get("customer_id").equals(other.get("customer_id"));
  }

  private static boolean isTouch(JsonNode event) {
    return event.hasNonNull("channel") || event.hasNonNull("campaign_id");
  }

  private static boolean isClick(JsonNode event, JsonNode order) {
    return order.get("product_id").equals(event.get("product_id"))
        && List.of("click", "page_view").contains(event.get("event_type").textValue());
  }

  private static long before(JsonNode event, JsonNode order) {
    return BruteForceTruth.millis(order, "order_time")
        - BruteForceTruth.millis(event, "event_time");
  }

  private static List<JsonNode> customers(Path file) throws IOException {
    return EmittedLines.of(
            file,
            List.of("customer_id", "name", "updated_at"),
            List.of("email", "segment", "acquisition_channel", "country", "opt_in"))
        .accepted();
  }
}
