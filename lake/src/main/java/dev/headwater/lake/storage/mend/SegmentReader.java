package dev.headwater.lake.storage.mend;

import dev.headwater.lake.LakeException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.MappedByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.util.Optional;
import org.apache.fluss.memory.MemorySegment;
import org.apache.fluss.record.DefaultLogRecordBatch;
import org.apache.fluss.record.LogRecordBatchFormat;
import org.apache.fluss.utils.FlussPaths;

/**
 * Reads the batches of one log segment file and finds where the whole ones end, for {@link
 * LogRepair}.
 */
final class SegmentReader {
  private final Path file;
  private final ByteBuffer bytes;
  private final long baseOffset;

  private SegmentReader(Path file, ByteBuffer bytes) {
    this.file = file;
    this.bytes = bytes;
    this.baseOffset = FlussPaths.offsetFromFileName(file.getFileName().toString());
  }

  /**
   * @throws LakeException when what follows the last whole batch is more than one incomplete batch
   */
  static SegmentTail tail(Path file) throws IOException {
    try (FileChannel channel = FileChannel.open(file)) {
      MappedByteBuffer mapped = channel.map(FileChannel.MapMode.READ_ONLY, 0, channel.size());
      return new SegmentReader(file, mapped.order(ByteOrder.LITTLE_ENDIAN)).tail();
    }
  }

  private SegmentTail tail() {
    int position = 0;
    long nextOffset = baseOffset;
    while (position < bytes.limit()) {
      Optional<DefaultLogRecordBatch> batch = wholeBatch(position, nextOffset);
      if (batch.isEmpty()) {
        break;
      }
      position += batch.get().sizeInBytes();
      nextOffset = batch.get().nextLogOffset();
    }
    requireOneBatchAtMost(position, nextOffset);
    return new SegmentTail(position, bytes.limit() - position, nextOffset);
  }

  /** The batch at a position, when all of it is in the file, its checksum is right and in order. */
  private Optional<DefaultLogRecordBatch> wholeBatch(int position, long minimumOffset) {
    if (!frameEndsInFile(position)
        || bytes.getLong(position + LogRecordBatchFormat.BASE_OFFSET_OFFSET) < minimumOffset) {
      return Optional.empty();
    }
    byte[] copy = new byte[(int) (frameEnd(position) - position)];
    bytes.get(position, copy);
    DefaultLogRecordBatch batch = new DefaultLogRecordBatch();
    batch.pointTo(MemorySegment.wrap(copy), 0);
    return batch.isValid() ? Optional.of(batch) : Optional.empty();
  }

  private boolean frameEndsInFile(int position) {
    return hasFrame(position) && frameEnd(position) <= bytes.limit();
  }

  private boolean hasFrame(int position) {
    if (bytes.limit() - position < LogRecordBatchFormat.HEADER_SIZE_UP_TO_MAGIC) {
      return false;
    }
    byte magic = bytes.get(position + LogRecordBatchFormat.MAGIC_OFFSET);
    return (magic == LogRecordBatchFormat.LOG_MAGIC_VALUE_V0
            || magic == LogRecordBatchFormat.LOG_MAGIC_VALUE_V1)
        && frameEnd(position) - position >= LogRecordBatchFormat.recordBatchHeaderSize(magic);
  }

  private long frameEnd(int position) {
    int length = bytes.getInt(position + LogRecordBatchFormat.LENGTH_OFFSET);
    return (long) position + LogRecordBatchFormat.LOG_OVERHEAD + length;
  }

  /** A torn write leaves a prefix of one batch. Anything else was damaged after it was written. */
  private void requireOneBatchAtMost(int position, long nextOffset) {
    boolean batchEndsBeforeFile = hasFrame(position) && frameEnd(position) < bytes.limit();
    if (batchEndsBeforeFile || wholeBatchFollows(position + 1, nextOffset)) {
      throw LakeException.user(
          String.format(
              "log %s is corrupt at position %d, before offset %d, with more data behind it:"
                  + " cutting there would lose acknowledged rows, so nothing was changed; restore"
                  + " the whole data directory from a backup",
              file, position, nextOffset));
    }
  }

  private boolean wholeBatchFollows(int from, long minimumOffset) {
    int last = bytes.limit() - LogRecordBatchFormat.HEADER_SIZE_UP_TO_MAGIC;
    for (int position = from; position <= last; position++) {
      if (recordsMatchOffsets(position) && wholeBatch(position, minimumOffset).isPresent()) {
        return true;
      }
    }
    return false;
  }

  /** Tells a batch from rows that look like one, without reading it all for its checksum. */
  private boolean recordsMatchOffsets(int position) {
    if (!frameEndsInFile(position)) {
      return false;
    }
    byte magic = bytes.get(position + LogRecordBatchFormat.MAGIC_OFFSET);
    int offsets = bytes.getInt(position + LogRecordBatchFormat.lastOffsetDeltaOffset(magic)) + 1;
    int records = bytes.getInt(position + LogRecordBatchFormat.recordsCountOffset(magic));
    return Math.max(1, records) == offsets;
  }
}
