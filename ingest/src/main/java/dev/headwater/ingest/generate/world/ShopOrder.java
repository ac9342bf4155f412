package dev.headwater.ingest.generate.world;

import dev.headwater.ingest.generate.seed.Dice;
import dev.headwater.ingest.generate.seed.JsonLine;
import java.math.BigDecimal;
import java.time.Instant;

/** A checkout, or with a negative amount a refund; currency null means the platform's default. */
public record ShopOrder(
    String id, String customerId, String productId, long cents, String currency, Instant time) {

  public JsonLine json(Dice style) {
    return new JsonLine()
        .string("order_id", id)
        .string("customer_id", customerId)
        .string("product_id", productId)
        .raw("total_amount", amount(style))
        .optional("currency", currency, style)
        .time("order_time", time, style);
  }

  /**
   * A decimal string or a number, with or without trailing zeros: all of them are the same amount.
   */
  private String amount(Dice style) {
    BigDecimal amount = BigDecimal.valueOf(cents, 2);
    if (style.chance(0.5)) {
      return '"' + amount.toPlainString() + '"';
    }
    return style.chance(0.8) ? amount.toPlainString() : amount.stripTrailingZeros().toPlainString();
  }
}
