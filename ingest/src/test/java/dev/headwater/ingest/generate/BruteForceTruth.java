package dev.headwater.ingest.generate;

import com.fasterxml.jackson.databind.JsonNode;
import dev.headwater.ingest.generate.truth.OrderTruth;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Recomputes the truth of every order from records alone, by the larger earliness and in
 * milliseconds.
 */
final class BruteForceTruth {
  private static final long WEEK_MILLIS = 7L * 24 * 3600 * 1000;
  private static final long HOUR_MILLIS = 3600L * 1000;

  private final Map<String, List<JsonNode>> eventsByCustomer = new HashMap<>();

  BruteForceTruth(Collection<JsonNode> events) {
    for (JsonNode event : events) {
      eventsByCustomer
          .computeIfAbsent(event.get("customer_id").textValue(), key -> new ArrayList<>())
          .add(event);
    }
  }

  OrderTruth of(JsonNode order) {
    String customer = order.get("customer_id").textValue();
    List<JsonNode> events = new ArrayList<>(eventsByCustomer.getOrDefault(customer, List.of()));
    events.sort(Comparator.comparing(BruteForceTruth::earliness).reversed());
    List<String> touches = new ArrayList<>();
    List<String> path = new ArrayList<>();
    List<String> clicks = new ArrayList<>();
    for (JsonNode event : events) {
      long before = millis(order, "order_time") - millis(event, "event_time");
      String id = event.get("event_id").textValue();
      if (event.hasNonNull("channel") || event.hasNonNull("campaign_id")) {
        touches.add(id);
        if (before >= 0 && before <= WEEK_MILLIS) {
          path.add(id);
        }
      }
      boolean click = List.of("click", "page_view").contains(event.get("event_type").textValue());
      boolean same = order.get("product_id").equals(event.get("product_id"));
      if (click && same && before >= 0 && before <= HOUR_MILLIS) {
        clicks.add(id);
      }
    }
    String orderId = order.get("order_id").textValue();
    return new OrderTruth(customer, orderId, first(touches), path, first(clicks));
  }

  static BigInteger earliness(JsonNode event) {
    try {
      byte[] id = event.get("event_id").textValue().getBytes(StandardCharsets.UTF_8);
      BigInteger digest = new BigInteger(1, MessageDigest.getInstance("MD5").digest(id));
      return BigInteger.valueOf(4102444800000L - millis(event, "event_time"))
          .multiply(BigInteger.valueOf(1048576))
          .add(digest.shiftRight(108));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  static long millis(JsonNode node, String field) {
    Instant time = OffsetDateTime.parse(node.get(field).textValue()).toInstant();
    return time.toEpochMilli();
  }

  private static String first(List<String> ids) {
    return ids.isEmpty() ? null : ids.get(0);
  }
}
