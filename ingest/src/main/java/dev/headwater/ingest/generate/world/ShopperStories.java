package dev.headwater.ingest.generate.world;

import dev.headwater.ingest.generate.seed.Dice;
import dev.headwater.ingest.generate.seed.GeneratorOptions;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * Ordinary customers: sessions of views, clicks and searches, some begun by a touch, some ended by
 * an order.
 */
public final class ShopperStories {
  private static final Duration ORDER_DELAY = Duration.ofMinutes(10);

  private final GeneratorOptions options;
  private final Identities identities;
  private final Campaigns campaigns;
  private final CustomerRecords records;
  private final Dice dice;

  public ShopperStories(
      GeneratorOptions options,
      Identities identities,
      Campaigns campaigns,
      CustomerRecords records) {
    this.options = options;
    this.identities = identities;
    this.campaigns = campaigns;
    this.records = records;
    this.dice = Dice.of(options.seed(), "shoppers");
  }

  /** A story of at least one and at most {@code budget} events. */
  public Story tell(long budget) {
    StoryBuilder story = new StoryBuilder(identities, dice);
    records.addTo(story);
    int wanted = (int) Math.min(budget, dice.between(5, 45));
    int orders = orders();
    int sessions = Math.max(orders, 1 + wanted / 6);
    double touched = dice.chance(0.88) ? 0.75 : 0;
    for (int session = 0; session < sessions; session++) {
      int last = (int) ((long) wanted * (session + 1) / sessions);
      session(story, last - story.eventCount(), touched, session < orders);
    }
    story.orders().forEach(order -> Witness.state(story, order));
    return story.build();
  }

  private int orders() {
    int roll = dice.below(100);
    return roll < 60 ? 0 : roll < 88 ? 1 : roll < 97 ? 2 : 4;
  }

  private void session(StoryBuilder story, int events, double touched, boolean buys) {
    String product = dice.pickPopular(Catalogue.PRODUCTS);
    Instant time = dice.between(options.start(), options.end().minus(Duration.ofHours(3)));
    for (int i = 0; i < events; i++) {
      if (i == 0 && dice.chance(touched)) {
        touch(story, time, product);
      } else {
        browse(story, time, dice.chance(0.6) ? product : dice.pickPopular(Catalogue.PRODUCTS));
      }
      time = time.plus(dice.between(Duration.ofSeconds(1), Duration.ofMinutes(4)));
    }
    if (buys) {
      buy(story, earliest(time, options.end()), product);
    }
  }

  private void touch(StoryBuilder story, Instant time, String product) {
    int campaign = dice.below(campaigns.size());
    String channel = campaigns.channel(campaign);
    switch (dice.below(4)) {
      case 0 -> story.touch(time, dice.pick(Catalogue.CHANNELS), null);
      case 1 -> story.touch(time, null, campaigns.id(campaign));
      case 2 -> story.touch(time, channel, campaigns.id(campaign));
      default ->
          story.touchingClick(
              time, dice.pickPopular(Catalogue.CHANNELS), campaigns.id(campaign), product);
    }
  }

  private void browse(StoryBuilder story, Instant time, String product) {
    int roll = dice.below(100);
    if (roll < 55) {
      story.event(time, "page_view", dice.chance(0.85) ? product : null);
    } else if (roll < 83) {
      story.click(time, product);
    } else {
      story.event(time, roll < 95 ? "search" : "add_to_cart", roll < 95 ? null : product);
    }
  }

  private void buy(StoryBuilder story, Instant last, String product) {
    Duration delay = dice.between(Duration.ofMillis(200), ORDER_DELAY);
    if (dice.chance(0.15)) {
      delay = delay.plusHours(dice.between(1, 5));
    }
    long cents = dice.between(199, 49_999);
    ShopOrder order = story.order(earliest(last.plus(delay), options.end()), product, cents);
    if (dice.chance(0.06)) {
      Instant refunded = order.time().plus(dice.between(ORDER_DELAY, Duration.ofDays(2)));
      story.order(earliest(refunded, options.end()), product, -cents);
    }
  }

  private static Instant earliest(Instant one, Instant other) {
    return List.of(one, other).stream().min(Instant::compareTo).orElseThrow();
  }
}
