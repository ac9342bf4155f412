package dev.headwater.ingest.generate.world;

import dev.headwater.ingest.generate.seed.Dice;
import dev.headwater.ingest.generate.seed.GeneratorOptions;
import java.time.Duration;
import java.time.Instant;

/** Bots: page views by the hundred, seconds apart, that never lead to an order. */
public final class BotStories {
  private static final int MOST_EVENTS = 500;

  private final GeneratorOptions options;
  private final Identities identities;
  private final Dice dice;

  public BotStories(GeneratorOptions options, Identities identities) {
    this.options = options;
    this.identities = identities;
    this.dice = Dice.of(options.seed(), "bots");
  }

  /** A story of at most {@code budget} events. */
  public Story tell(long budget) {
    StoryBuilder story = new StoryBuilder(identities, dice);
    int events = (int) Math.min(budget, MOST_EVENTS);
    Duration longest = Duration.ofSeconds(3).multipliedBy(MOST_EVENTS);
    Instant time = dice.between(options.start(), options.end().minus(longest));
    for (int i = 0; i < events; i++) {
      story.event(time, "page_view", dice.pick(Catalogue.PRODUCTS));
      time = time.plus(dice.between(Duration.ofMillis(100), Duration.ofSeconds(3)));
    }
    return story.build();
  }
}
