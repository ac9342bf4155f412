package dev.headwater.ingest.generate.world;

import dev.headwater.ingest.generate.seed.Dice;
import dev.headwater.ingest.generate.seed.GeneratorOptions;
import java.time.Duration;
import java.time.Instant;
import java.util.SortedSet;
import java.util.TreeSet;

/** Makes up who a customer is, in one version or in several that contradict each other. */
public final class CustomerRecords {
  private final GeneratorOptions options;
  private final Dice dice;

  public CustomerRecords(GeneratorOptions options) {
    this.options = options;
    this.dice = Dice.of(options.seed(), "customers");
  }

  /** No version at all now and then: orders and touches of customers nobody has recorded. */
  void addTo(StoryBuilder story) {
    if (dice.chance(0.06)) {
      return;
    }
    int versions = 1 + (dice.chance(0.2) ? 1 : 0) + (dice.chance(0.05) ? 1 : 0);
    addVersions(story, versions);
  }

  void addVersions(StoryBuilder story, int versions) {
    String name = dice.pick(Catalogue.GIVEN_NAMES) + " " + dice.pick(Catalogue.FAMILY_NAMES);
    String country = dice.chance(0.9) ? dice.pickPopular(Catalogue.COUNTRIES) : null;
    String channel = dice.chance(0.6) ? dice.pick(Catalogue.CHANNELS) : null;
    for (Instant updated : updates(versions)) {
      story.version(
          new ShopCustomer(
              story.customerId(),
              name,
              dice.chance(0.8) ? story.customerId() + "@mail.example" : null,
              dice.chance(0.85) ? dice.pick(Catalogue.SEGMENTS) : null,
              channel,
              country,
              dice.chance(0.9) ? dice.chance(0.6) : null,
              updated));
      if (dice.chance(0.4)) {
        name = name + "-" + dice.pick(Catalogue.FAMILY_NAMES);
      }
    }
  }

  /** Never after the story: records from the future are refused. */
  private SortedSet<Instant> updates(int versions) {
    SortedSet<Instant> updates = new TreeSet<>();
    while (updates.size() < versions) {
      updates.add(dice.between(options.start().minus(Duration.ofDays(30)), options.end()));
    }
    return updates;
  }
}
