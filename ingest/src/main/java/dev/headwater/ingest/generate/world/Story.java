package dev.headwater.ingest.generate.world;

import dev.headwater.ingest.generate.truth.OrderTruth;
import java.util.List;

/** Everything that happens to one customer, and what is true of the orders. */
public record Story(
    List<ShopCustomer> versions,
    List<ShopEvent> events,
    List<ShopOrder> orders,
    List<OrderTruth> truths) {

  public Story {
    versions = List.copyOf(versions);
    events = List.copyOf(events);
    orders = List.copyOf(orders);
    truths = List.copyOf(truths);
  }
}
