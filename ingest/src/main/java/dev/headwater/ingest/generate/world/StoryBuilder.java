package dev.headwater.ingest.generate.world;

import dev.headwater.ingest.generate.seed.Dice;
import dev.headwater.ingest.generate.truth.OrderTruth;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Collects one customer's story as it is made up. */
final class StoryBuilder {
  private final Identities identities;
  private final Dice dice;
  private final String customerId;
  private final List<ShopCustomer> versions = new ArrayList<>();
  private final List<ShopEvent> events = new ArrayList<>();
  private final List<ShopOrder> orders = new ArrayList<>();
  private final List<OrderTruth> truths = new ArrayList<>();

  StoryBuilder(Identities identities, Dice dice) {
    this.identities = identities;
    this.dice = dice;
    this.customerId = identities.customer();
  }

  String customerId() {
    return customerId;
  }

  int eventCount() {
    return events.size();
  }

  List<ShopEvent> events() {
    return events;
  }

  List<ShopOrder> orders() {
    return orders;
  }

  void version(ShopCustomer version) {
    versions.add(version);
  }

  ShopEvent event(Instant time, String type, String productId) {
    return add(time, type, productId, null, null);
  }

  ShopEvent click(Instant time, String productId) {
    return event(time, "click", productId);
  }

  ShopEvent touch(Instant time, String channel, String campaignId) {
    return add(time, "landing", null, campaignId, channel);
  }

  ShopEvent touchingClick(Instant time, String channel, String campaignId, String productId) {
    return add(time, "click", productId, campaignId, channel);
  }

  ShopOrder order(Instant time, String productId, long cents) {
    String currency = dice.chance(0.12) ? null : dice.pickPopular(Catalogue.CURRENCIES);
    return order(identities.order(), time, productId, cents, currency);
  }

  ShopOrder order(String id, Instant time, String productId, long cents, String currency) {
    ShopOrder order = new ShopOrder(id, customerId, productId, cents, currency, time);
    orders.add(order);
    return order;
  }

  /** States what is meant for an order; null events are none. */
  void meant(ShopOrder order, ShopEvent firstTouch, ShopEvent firstClick, ShopEvent... path) {
    meant(order, firstTouch, firstClick, Arrays.asList(path));
  }

  void meant(ShopOrder order, ShopEvent firstTouch, ShopEvent firstClick, List<ShopEvent> path) {
    List<String> touches = path.stream().map(ShopEvent::id).toList();
    truths.add(new OrderTruth(customerId, order.id(), id(firstTouch), touches, id(firstClick)));
  }

  Story build() {
    return new Story(versions, events, orders, truths);
  }

  private ShopEvent add(
      Instant time, String type, String productId, String campaignId, String channel) {
    String host = dice.chance(0.8) ? dice.pick(Catalogue.HOSTS) : null;
    String referrer = dice.chance(0.2) ? dice.pick(Catalogue.REFERRERS) : null;
    ShopEvent event =
        new ShopEvent(
            identities.event(),
            customerId,
            type,
            productId,
            campaignId,
            channel,
            host,
            referrer,
            time);
    events.add(event);
    return event;
  }

  private static String id(ShopEvent event) {
    return event == null ? null : event.id();
  }
}
