package dev.headwater.ingest.generate.world;

import dev.headwater.ingest.generate.seed.Dice;
import dev.headwater.ingest.generate.seed.JsonLine;
import java.time.Instant;

/** One version of a campaign; channel null means mixed, active null unknown. */
public record ShopCampaign(
    String id, String name, String channel, Boolean active, Instant updatedAt) {

  public JsonLine json(Dice style) {
    return new JsonLine()
        .string("campaign_id", id)
        .string("name", name)
        .optional("channel", channel, style)
        .optional("active", active, style)
        .time("updated_at", updatedAt, style);
  }
}
