package dev.headwater.jobs.oracle;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;

/** An order as it stands in a file, a missing currency already filled in. */
public record OrderRecord(
    String customerId,
    String orderId,
    String productId,
    BigDecimal totalAmount,
    String currency,
    Instant orderTime) {

  String date() {
    return LocalDate.ofInstant(orderTime, ZoneOffset.UTC).toString();
  }
}
