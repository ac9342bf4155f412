package dev.headwater.ingest.file;

import dev.headwater.ingest.record.Sha256;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.security.MessageDigest;
import java.util.HexFormat;

/**
 * Tells whether a file still begins with what was read of it: SHA-256 over the first and the last 4
 * KiB before an offset. A file that only grew keeps its fingerprint.
 */
final class Fingerprint {
  private static final int BYTES = 4096;

  private Fingerprint() {}

  static String of(FileChannel file, long offset) throws IOException {
    MessageDigest digest = Sha256.digest();
    update(digest, file, 0, Math.min(BYTES, offset));
    update(digest, file, Math.max(0, offset - BYTES), Math.min(BYTES, offset));
    return HexFormat.of().formatHex(digest.digest());
  }

  private static void update(MessageDigest digest, FileChannel file, long from, long length)
      throws IOException {
    ByteBuffer bytes = ByteBuffer.allocate((int) length);
    int read = 0;
    while (bytes.hasRemaining() && read >= 0) {
      read = file.read(bytes, from + bytes.position());
    }
    digest.update(bytes.flip());
  }
}
