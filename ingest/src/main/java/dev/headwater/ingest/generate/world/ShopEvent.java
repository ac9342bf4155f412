package dev.headwater.ingest.generate.world;

import dev.headwater.ingest.generate.seed.Dice;
import dev.headwater.ingest.generate.seed.JsonLine;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.Comparator;
import java.util.HexFormat;

/** Something a customer did; everything but id, customer, type and time may be null. */
public record ShopEvent(
    String id,
    String customerId,
    String type,
    String productId,
    String campaignId,
    String channel,
    String pageHost,
    String referrer,
    Instant time) {

  /** Earlier time first; on equal times the larger tie-break. */
  static final Comparator<ShopEvent> EARLIEST_FIRST =
      Comparator.comparing(ShopEvent::time)
          .thenComparing(Comparator.comparingInt(ShopEvent::tieBreak).reversed());

  public boolean isTouch() {
    return channel != null || campaignId != null;
  }

  boolean isClick() {
    return productId != null && (type.equals("click") || type.equals("page_view"));
  }

  /** The number in the first five hex digits of the id's MD5. */
  int tieBreak() {
    try {
      byte[] digest = MessageDigest.getInstance("MD5").digest(id.getBytes(StandardCharsets.UTF_8));
      return HexFormat.fromHexDigits(HexFormat.of().formatHex(digest), 0, 5);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every Java platform has MD5; this one does not.", e);
    }
  }

  public JsonLine json(Dice style) {
    return new JsonLine()
        .string("event_id", id)
        .string("customer_id", customerId)
        .string("event_type", type)
        .optional("product_id", productId, style)
        .optional("campaign_id", campaignId, style)
        .optional("channel", channel, style)
        .optional("page_host", pageHost, style)
        .optional("referrer", referrer, style)
        .time("event_time", time, style);
  }
}
