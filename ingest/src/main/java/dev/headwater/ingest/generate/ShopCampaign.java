package dev.headwater.ingest.generate;

import java.time.Instant;

/** One version of a campaign; channel null means mixed, active null unknown. */
record ShopCampaign(String id, String name, String channel, Boolean active, Instant updatedAt) {

  JsonLine json(Dice style) {
    return new JsonLine()
        .string("campaign_id", id)
        .string("name", name)
        .optional("channel", channel, style)
        .optional("active", active, style)
        .time("updated_at", updatedAt, style);
  }
}
