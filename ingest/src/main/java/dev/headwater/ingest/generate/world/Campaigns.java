package dev.headwater.ingest.generate.world;

import dev.headwater.ingest.generate.seed.Dice;
import dev.headwater.ingest.generate.seed.GeneratorOptions;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** The campaigns of the shop, some renamed while they run; one that events name is in no file. */
public final class Campaigns {
  private static final String UNKNOWN = "k-unknown";

  private final List<ShopCampaign> versions = new ArrayList<>();
  private final List<String> ids = new ArrayList<>();
  private final List<String> channels = new ArrayList<>();

  public Campaigns(GeneratorOptions options) {
    Dice dice = Dice.of(options.seed(), "campaigns");
    int count = (int) Math.min(60, 12 + options.events() / 20_000);
    for (int i = 0; i < count; i++) {
      add(dice, options, i);
    }
    ids.add(UNKNOWN);
    channels.add(null);
  }

  public List<ShopCampaign> versions() {
    return versions;
  }

  int size() {
    return ids.size();
  }

  String id(int index) {
    return ids.get(index);
  }

  /** Channel of the campaign at that index, null when it is mixed or unknown. */
  String channel(int index) {
    return channels.get(index);
  }

  private void add(Dice dice, GeneratorOptions options, int index) {
    String id = "k-" + (101 + index);
    String channel =
        dice.chance(0.15) ? null : Catalogue.CHANNELS.get(index % Catalogue.CHANNELS.size());
    String name =
        Catalogue.CAMPAIGN_NAMES.get(index % Catalogue.CAMPAIGN_NAMES.size()) + " " + (index + 1);
    Instant begun = dice.between(options.start().minus(Duration.ofDays(90)), options.start());
    versions.add(new ShopCampaign(id, name, channel, dice.chance(0.9) ? true : null, begun));
    if (index % 3 == 1) {
      Instant renamed = dice.between(options.start(), options.end());
      versions.add(new ShopCampaign(id, name + " (new)", channel, dice.chance(0.7), renamed));
    }
    ids.add(id);
    channels.add(channel);
  }
}
