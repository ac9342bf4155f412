package dev.headwater.ingest.generate.world;

import dev.headwater.ingest.generate.seed.Dice;
import dev.headwater.ingest.generate.seed.GeneratorOptions;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.stream.Stream;

/**
 * Tells each {@link EdgeKind}, and states what it means by hand: nothing here is computed from
 * times.
 */
public final class EdgeStories {
  private static final String PRODUCT = Catalogue.PRODUCTS.get(7);
  private static final String OTHER_PRODUCT = Catalogue.PRODUCTS.get(8);
  private static final String CAMPAIGN = "k-101";
  private static final Duration MILLISECOND = Duration.ofMillis(1);

  private final GeneratorOptions options;
  private final Identities identities;
  private final CustomerRecords records;
  private final Dice dice;

  public EdgeStories(GeneratorOptions options, Identities identities, CustomerRecords records) {
    this.options = options;
    this.identities = identities;
    this.records = records;
    this.dice = Dice.of(options.seed(), "edges");
  }

  public List<Story> tell(EdgeKind kind) {
    if (kind == EdgeKind.ORDER_ID_SHARED_BY_CUSTOMERS) {
      String orderId = identities.order();
      return List.of(sharedOrder(orderId), sharedOrder(orderId));
    }
    StoryBuilder story = new StoryBuilder(identities, dice);
    if (kind == EdgeKind.CUSTOMER_VERSIONS_OUT_OF_ORDER) {
      records.addVersions(story, 5);
    } else if (kind != EdgeKind.ORDER_WITHOUT_CUSTOMER) {
      records.addVersions(story, 1);
    }
    tell(kind, story);
    return List.of(story.build());
  }

  private void tell(EdgeKind kind, StoryBuilder story) {
    Instant noon = anyNoon();
    switch (kind) {
      case TOUCH_ON_WINDOW_EDGE -> onWindowEdge(story);
      case TOUCH_A_MILLISECOND_OUTSIDE_WINDOW -> outsideWindow(story);
      case TOUCH_AT_ORDER -> {
        ShopEvent touch = story.touch(noon, "email", CAMPAIGN);
        story.meant(order(story, noon), touch, null, touch);
      }
      case TOUCH_A_MILLISECOND_AFTER_ORDER -> {
        ShopEvent touch = story.touch(noon.plus(MILLISECOND), "search", null);
        story.meant(order(story, noon), touch, null);
      }
      case TOUCHES_AT_THE_SAME_TIME -> touchesTogether(story, noon);
      case TOUCH_AFTER_ORDER -> {
        ShopEvent touch = story.touch(noon.plus(Duration.ofHours(2)), "social", null);
        ShopEvent click = story.click(noon.minusSeconds(90), PRODUCT);
        story.meant(order(story, noon), touch, click);
      }
      case NO_TOUCH -> {
        ShopEvent click = story.click(noon.minusSeconds(17), PRODUCT);
        story.meant(order(story, noon), null, click);
      }
      case CLICK_ON_WINDOW_EDGE -> {
        ShopEvent click = story.click(noon.minus(Witness.CLICK_WINDOW), PRODUCT);
        story.click(noon.minusSeconds(1), PRODUCT);
        story.meant(order(story, noon), null, click);
      }
      case CLICK_A_MILLISECOND_OUTSIDE_WINDOW -> {
        story.click(noon.minus(Witness.CLICK_WINDOW).minus(MILLISECOND), PRODUCT);
        story.meant(order(story, noon), null, null);
      }
      case CLICK_AT_ORDER -> {
        ShopEvent view = story.event(noon, "page_view", PRODUCT);
        story.click(noon.plus(MILLISECOND), PRODUCT);
        story.meant(order(story, noon), null, view);
      }
      case CLICKS_AT_THE_SAME_TIME -> clicksTogether(story, noon);
      case CLICK_ON_OTHER_PRODUCT -> {
        story.click(noon.minusSeconds(60), OTHER_PRODUCT);
        story.event(noon.minusSeconds(50), "add_to_cart", PRODUCT);
        story.meant(order(story, noon), null, null);
      }
      case ORDER_AT_MIDNIGHT -> atMidnight(story, noon);
      case ORDER_WITHOUT_EVENTS -> story.meant(order(story, noon), null, null);
      case ORDER_WITHOUT_CUSTOMER, CUSTOMER_VERSIONS_OUT_OF_ORDER -> {
        ShopEvent touch = story.touch(noon.minusSeconds(1234), "display", null);
        story.meant(order(story, noon), touch, null, touch);
      }
      case ORDER_WITHOUT_CURRENCY ->
          story.meant(story.order(identities.order(), noon, PRODUCT, 1, null), null, null);
      case ORDERS_SHARING_A_PATH -> sharedPath(story, noon);
      case REFUND -> refund(story, noon);
      case ORDER_ID_SHARED_BY_CUSTOMERS ->
          throw new IllegalArgumentException(kind + " takes two customers, this is one.");
    }
  }

  private void onWindowEdge(StoryBuilder story) {
    Instant time = anyTimeAfterWholeWindow();
    ShopEvent touch = story.touch(time.minus(Witness.TOUCH_WINDOW), "affiliate", null);
    story.meant(order(story, time), touch, null, touch);
  }

  private void outsideWindow(StoryBuilder story) {
    Instant time = anyTimeAfterWholeWindow().plus(MILLISECOND);
    Instant before = time.minus(Witness.TOUCH_WINDOW).minus(MILLISECOND);
    ShopEvent touch = story.touch(before, "referral", CAMPAIGN);
    story.meant(order(story, time), touch, null);
  }

  private void touchesTogether(StoryBuilder story, Instant noon) {
    Instant before = noon.minusSeconds(600);
    ShopEvent one = story.touch(before, "email", null);
    ShopEvent other = story.touch(before, null, CAMPAIGN);
    List<ShopEvent> path = byTieBreak(one, other);
    story.meant(order(story, noon), path.get(0), null, path);
  }

  private void clicksTogether(StoryBuilder story, Instant noon) {
    ShopEvent one = story.click(noon.minusSeconds(60), PRODUCT);
    ShopEvent other = story.event(noon.minusSeconds(60), "page_view", PRODUCT);
    story.meant(order(story, noon), null, byTieBreak(one, other).get(0));
  }

  /** The order's hour and its touch lie on the day before. */
  private void atMidnight(StoryBuilder story, Instant noon) {
    Instant midnight = noon.plus(Duration.ofHours(12));
    ShopEvent touch = story.touchingClick(midnight.minus(MILLISECOND), "social", null, PRODUCT);
    story.event(midnight, "page_view", PRODUCT);
    story.meant(order(story, midnight), touch, touch, touch);
  }

  private void sharedPath(StoryBuilder story, Instant noon) {
    ShopEvent first = story.touch(noon.minusSeconds(7200), "search", null);
    ShopEvent second = story.touch(noon.minusSeconds(30), null, CAMPAIGN);
    story.meant(order(story, noon.minusSeconds(60)), first, null, first);
    story.meant(order(story, noon), first, null, first, second);
    story.meant(order(story, noon), first, null, first, second);
  }

  private void refund(StoryBuilder story, Instant noon) {
    ShopEvent touch = story.touch(noon.minusSeconds(100), "email", CAMPAIGN);
    ShopEvent click = story.click(noon.minusSeconds(80), PRODUCT);
    ShopOrder order = story.order(identities.order(), noon, PRODUCT, 1999, "EUR");
    story.meant(order, touch, click, touch);
    ShopOrder refund =
        story.order(identities.order(), noon.plusSeconds(7200), PRODUCT, -1999, "EUR");
    story.meant(refund, touch, null, touch);
  }

  private Story sharedOrder(String orderId) {
    StoryBuilder story = new StoryBuilder(identities, dice);
    records.addVersions(story, 1);
    Instant noon = anyNoon();
    ShopEvent touch = story.touch(noon.minusSeconds(5), "email", null);
    story.meant(story.order(orderId, noon, PRODUCT, 500, "USD"), touch, null, touch);
    return story.build();
  }

  private ShopOrder order(StoryBuilder story, Instant time) {
    return story.order(time, PRODUCT, dice.between(1, 9_999));
  }

  private Instant anyNoon() {
    Instant firstMidnight = options.start().minusMillis(1).truncatedTo(ChronoUnit.DAYS);
    return firstMidnight
        .plus(Duration.ofDays(1L + dice.below(options.days())))
        .plus(Duration.ofHours(12));
  }

  private Instant anyTimeAfterWholeWindow() {
    return dice.between(options.start().plus(Witness.TOUCH_WINDOW), options.end());
  }

  private static List<ShopEvent> byTieBreak(ShopEvent one, ShopEvent other) {
    return Stream.of(one, other).sorted(ShopEvent.EARLIEST_FIRST).toList();
  }
}
