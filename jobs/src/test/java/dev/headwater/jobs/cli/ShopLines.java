package dev.headwater.jobs.cli;

import java.util.List;
import java.util.stream.IntStream;

/** Records of a small shop as JSON lines. */
final class ShopLines {
  private static final int CUSTOMERS = 100;

  private ShopLines() {}

  /** Orders of a hundred customers whose ids begin with a word. */
  static List<String> orders(String prefix, int from, int to) {
    return IntStream.range(from, to)
        .mapToObj(i -> order(customer(prefix, i), prefix + "-" + i, "2024-03-10T12:00:00Z"))
        .toList();
  }

  /** Visits of these customers, an hour before their orders. */
  static List<String> visits(String prefix, int from, int to) {
    return IntStream.range(from, to)
        .mapToObj(
            i ->
                """
                {"event_id":"%s-%d","customer_id":"%s","event_type":"visit","channel":"email",\
                "event_time":"2024-03-10T11:00:00Z"}"""
                    .formatted(prefix, i, customer(prefix, i)))
        .toList();
  }

  private static String customer(String prefix, int number) {
    return prefix + "-" + number % CUSTOMERS;
  }

  static String order(String customer, String id, String time) {
    return """
    {"order_id":"%s","customer_id":"%s","product_id":"p","total_amount":"9.5","order_time":"%s"}"""
        .formatted(id, customer, time);
  }

  static String click(String customer, String id, String time, String channel) {
    return """
    {"event_id":"%s","customer_id":"%s","event_type":"click","product_id":"p","channel":"%s",\
    "event_time":"%s"}"""
        .formatted(id, customer, channel, time);
  }

  static String touch(String customer, String event, String channel) {
    return """
    {"event_id":"%s","customer_id":"%s","event_type":"visit","channel":"%s",\
    "event_time":"2024-03-03T12:00:00Z"}"""
        .formatted(event, customer, channel);
  }
}
