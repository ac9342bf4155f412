package dev.headwater.jobs.oracle;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Comparator;

/**
 * A behavioural event as it stands in a file; product, campaign, channel and page host may be null.
 */
public record EventRecord(
    String eventId,
    String customerId,
    String eventType,
    String productId,
    String campaignId,
    String channel,
    String pageHost,
    Instant eventTime) {

  /** Of equal times the larger start of the id's MD5 is first, then the smaller id. */
  static final Comparator<EventRecord> EARLIEST_FIRST =
      Comparator.comparing(EventRecord::eventTime).thenComparing(equalTimes());

  /** Among equal times the same one is first as by {@link #EARLIEST_FIRST}. */
  static final Comparator<EventRecord> LATEST_FIRST =
      Comparator.comparing(EventRecord::eventTime).reversed().thenComparing(equalTimes());

  private static final long LATEST_MILLIS = Instant.parse("2100-01-01T00:00:00Z").toEpochMilli();

  private static Comparator<EventRecord> equalTimes() {
    return Comparator.comparingLong(EventRecord::firstTwentyBitsOfMd5)
        .reversed()
        .thenComparing(EventRecord::eventId);
  }

  boolean isTouch() {
    return channel != null || campaignId != null;
  }

  boolean isClickOn(String product) {
    return product.equals(productId)
        && (eventType.equals("click") || eventType.equals("page_view"));
  }

  /** Grows as the event gets earlier; on equal times the larger start of the id's MD5 is larger. */
  long earliness() {
    long millis = Math.subtractExact(LATEST_MILLIS, eventTime.toEpochMilli());
    return Math.addExact(Math.multiplyExact(millis, 1L << 20), firstTwentyBitsOfMd5());
  }

  /** Whole seconds, rounded down. */
  long secondsBefore(OrderRecord order) {
    return Duration.between(eventTime, order.orderTime()).toSeconds();
  }

  String date() {
    return LocalDate.ofInstant(eventTime, ZoneOffset.UTC).toString();
  }

  private long firstTwentyBitsOfMd5() {
    try {
      MessageDigest md5 = MessageDigest.getInstance("MD5");
      byte[] digest = md5.digest(eventId.getBytes(StandardCharsets.UTF_8));
      return new BigInteger(1, digest).shiftRight(128 - 20).longValueExact();
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
