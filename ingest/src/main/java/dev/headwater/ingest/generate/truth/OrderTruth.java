package dev.headwater.ingest.generate.truth;

import dev.headwater.ingest.generate.seed.JsonLine;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/**
 * What is true of one order.
 *
 * @param customerId who ordered
 * @param orderId the order
 * @param firstTouch event that is the customer's earliest touch ever, null when there is none; may
 *     lie after the order
 * @param path touches in the seven days before the order, both ends included, earliest first
 * @param firstClick event that is the earliest click on the product in the hour before, both ends
 *     included, or null
 */
public record OrderTruth(
    String customerId, String orderId, String firstTouch, List<String> path, String firstClick) {

  public OrderTruth {
    Objects.requireNonNull(customerId, "customerId");
    Objects.requireNonNull(orderId, "orderId");
    path = List.copyOf(path);
  }

  /** Every pair a right answer contains for this order. */
  public List<AttributedPair> pairs() {
    List<AttributedPair> pairs = new ArrayList<>();
    for (String touch : path) {
      pairs.add(new AttributedPair(AttributedPair.Kind.PATH, customerId, orderId, touch));
    }
    if (firstTouch != null) {
      pairs.add(
          new AttributedPair(AttributedPair.Kind.FIRST_TOUCH, customerId, orderId, firstTouch));
    }
    if (firstClick != null) {
      pairs.add(
          new AttributedPair(AttributedPair.Kind.FIRST_CLICK, customerId, orderId, firstClick));
    }
    return pairs;
  }

  public JsonLine json() {
    return new JsonLine()
        .string("customer_id", customerId)
        .string("order_id", orderId)
        .string("first_touch", firstTouch)
        .strings("path", path)
        .string("first_click", firstClick);
  }
}
