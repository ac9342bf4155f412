package dev.headwater.ingest.generate;

import java.util.List;

/** Everything that happens to one customer, and what is true of the orders. */
record Story(
    List<ShopCustomer> versions,
    List<ShopEvent> events,
    List<ShopOrder> orders,
    List<OrderTruth> truths) {

  Story {
    versions = List.copyOf(versions);
    events = List.copyOf(events);
    orders = List.copyOf(orders);
    truths = List.copyOf(truths);
  }
}
