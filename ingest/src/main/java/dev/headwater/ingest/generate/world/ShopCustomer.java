package dev.headwater.ingest.generate.world;

import dev.headwater.ingest.generate.seed.Dice;
import dev.headwater.ingest.generate.seed.JsonLine;
import java.time.Instant;

/** One version of a customer; everything but id, name and time of the version may be null. */
public record ShopCustomer(
    String id,
    String name,
    String email,
    String segment,
    String acquisitionChannel,
    String country,
    Boolean optIn,
    Instant updatedAt) {

  public JsonLine json(Dice style) {
    return new JsonLine()
        .string("customer_id", id)
        .string("name", name)
        .optional("email", email, style)
        .optional("segment", segment, style)
        .optional("acquisition_channel", acquisitionChannel, style)
        .optional("country", country, style)
        .optional("opt_in", optIn, style)
        .time("updated_at", updatedAt, style);
  }
}
