package dev.headwater.jobs.function;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/** Chooses between events of one millisecond, the same way whatever order they arrive in. */
final class TieBreak {
  private TieBreak() {}

  /**
   * Whether the first event goes before the second: the larger number in the first five hex digits
   * of the id's MD5 wins, then the smaller id.
   */
  static boolean wins(String eventId, String other) {
    int order = Integer.compare(hash(eventId), hash(other));
    return order == 0 ? eventId.compareTo(other) < 0 : order > 0;
  }

  private static int hash(String eventId) {
    try {
      byte[] md5 =
          MessageDigest.getInstance("MD5").digest(eventId.getBytes(StandardCharsets.UTF_8));
      return (md5[0] & 0xff) << 12 | (md5[1] & 0xff) << 4 | (md5[2] & 0xff) >> 4;
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has MD5", e);
    }
  }
}
