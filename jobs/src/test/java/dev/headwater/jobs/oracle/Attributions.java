package dev.headwater.jobs.oracle;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;

/** Which events belong to which order, found by looking at every event of the customer. */
final class Attributions {
  static final Duration TOUCH_WINDOW = Duration.ofDays(7);
  private static final Duration CLICK_WINDOW = Duration.ofHours(1);

  private final Map<String, List<EventRecord>> eventsByCustomer = new LinkedHashMap<>();

  Attributions(Collection<EventRecord> events) {
    for (EventRecord event : events) {
      eventsByCustomer.computeIfAbsent(event.customerId(), id -> new ArrayList<>()).add(event);
    }
  }

  Set<String> customersWithEvents() {
    return eventsByCustomer.keySet();
  }

  String reason(OrderRecord order) {
    EventRecord touch = firstTouchOf(order.customerId());
    if (touch == null) {
      return "no_touch";
    }
    if (!pathTo(order).isEmpty()) {
      return "attributed";
    }
    boolean before = touch.eventTime().isBefore(order.orderTime().minus(TOUCH_WINDOW));
    return before ? "outside_window" : "touch_after_order";
  }

  EventRecord firstTouchOf(String customer) {
    return earliest(customer, EventRecord::isTouch);
  }

  EventRecord firstClickBefore(OrderRecord order) {
    return earliest(
        order.customerId(),
        event -> event.isClickOn(order.productId()) && within(CLICK_WINDOW, event, order));
  }

  List<EventRecord> pathTo(OrderRecord order) {
    return eventsByCustomer.getOrDefault(order.customerId(), List.of()).stream()
        .filter(event -> event.isTouch() && within(TOUCH_WINDOW, event, order))
        .toList();
  }

  /** Null when there is none. */
  private EventRecord earliest(String customer, Predicate<EventRecord> condition) {
    return eventsByCustomer.getOrDefault(customer, List.of()).stream()
        .filter(condition)
        .min(EventRecord.EARLIEST_FIRST)
        .orElse(null);
  }

  private static boolean within(Duration window, EventRecord event, OrderRecord order) {
    Duration before = Duration.between(event.eventTime(), order.orderTime());
    return !before.isNegative() && before.compareTo(window) <= 0;
  }
}
