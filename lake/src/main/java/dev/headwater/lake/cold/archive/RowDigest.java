package dev.headwater.lake.cold.archive;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import org.apache.fluss.row.TimestampLtz;

/** Fingerprints of single rows, the same for a value from Fluss and from Iceberg. */
final class RowDigest {
  private final MessageDigest digest;

  RowDigest() {
    try {
      digest = MessageDigest.getInstance("MD5");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has MD5", e);
    }
  }

  Fingerprint of(List<Object> row) {
    for (Object value : row) {
      byte[] bytes = value == null ? new byte[0] : text(value).getBytes(StandardCharsets.UTF_8);
      // The length before each value keeps neighbours apart, and a null from an empty text.
      digest.update(ByteBuffer.allocate(4).putInt(0, value == null ? -1 : bytes.length));
      digest.update(bytes);
    }
    ByteBuffer sum = ByteBuffer.wrap(digest.digest());
    return new Fingerprint(1, sum.getLong(), sum.getLong());
  }

  private static String text(Object value) {
    if (value instanceof TimestampLtz time) {
      return Long.toString(time.getEpochMillisecond());
    }
    if (value instanceof OffsetDateTime time) {
      Instant instant = time.toInstant();
      return Long.toString(instant.toEpochMilli());
    }
    return value.toString();
  }
}
