package dev.headwater.lake.storage.mend;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;

/** What a kill leaves of the batch that would have come next. */
final class TornBatch {
  private static final int LENGTH_AT = 8;
  private static final int LENGTH_COUNTS_FROM = 12;

  private TornBatch() {}

  /** The bytes of the batch after the segment's last: a repetition of it, with the next offset. */
  static byte[] whole(Path segment) throws IOException {
    byte[] log = Files.readAllBytes(segment);
    ByteBuffer buffer = ByteBuffer.wrap(log).order(ByteOrder.LITTLE_ENDIAN);
    int position = 0;
    int size = size(buffer, 0);
    while (position + size < log.length) {
      position += size;
      size = size(buffer, position);
    }
    byte[] batch = Arrays.copyOfRange(log, position, position + size);
    long nextOffset = SegmentReader.tail(segment).nextOffset();
    ByteBuffer.wrap(batch).order(ByteOrder.LITTLE_ENDIAN).putLong(0, nextOffset);
    return batch;
  }

  private static int size(ByteBuffer log, int position) {
    return LENGTH_COUNTS_FROM + log.getInt(position + LENGTH_AT);
  }

  static void append(Path segment, byte[] batch, int bytes) throws IOException {
    Files.write(segment, Arrays.copyOf(batch, bytes), StandardOpenOption.APPEND);
  }
}
