package dev.headwater.lake.storage.mend;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.zip.CRC32C;

/** Log batches of format version 0, written byte by byte as the format says. */
final class Batches {
  static final int HEADER_BYTES = 48;
  private static final int CHECKED_FROM = 25;

  private Batches() {}

  static byte[] batch(long baseOffset, int records, int payloadBytes) {
    int size = HEADER_BYTES + payloadBytes;
    ByteBuffer buffer = ByteBuffer.allocate(size).order(ByteOrder.LITTLE_ENDIAN);
    buffer.putLong(baseOffset).putInt(size - 12).put((byte) 0).putLong(1_700_000_000_000L);
    buffer.putInt(0).putShort((short) 1).put((byte) 1).putInt(Math.max(0, records - 1));
    buffer.putLong(7).putInt(3).putInt(records);
    for (int i = 0; i < payloadBytes; i++) {
      buffer.put((byte) (i * 31L + baseOffset));
    }
    CRC32C checksum = new CRC32C();
    checksum.update(buffer.array(), CHECKED_FROM, size - CHECKED_FROM);
    buffer.putInt(CHECKED_FROM - 4, (int) checksum.getValue());
    return buffer.array();
  }

  static byte[] joined(byte[]... parts) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    for (byte[] part : parts) {
      out.writeBytes(part);
    }
    return out.toByteArray();
  }
}
