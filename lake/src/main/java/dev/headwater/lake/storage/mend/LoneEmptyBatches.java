package dev.headwater.lake.storage.mend;

import dev.headwater.lake.LakeException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.fluss.record.LogRecordBatchFormat;
import org.apache.fluss.utils.crc.Crc32C;

/**
 * Finds buckets whose last segment is one batch without records, as the delete of an unknown key
 * leaves it when nothing was written before. Fluss 0.9.1 takes a segment of that length for an
 * empty one when it starts, and does not start. A second such batch behind the first makes the
 * segment longer; no offset that anybody knows changes. Goes when Fluss opens a segment that holds
 * one batch without records.
 */
public final class LoneEmptyBatches {
  private static final byte MAGIC = LogRecordBatchFormat.LOG_MAGIC_VALUE_V0;
  private static final int SIZE = LogRecordBatchFormat.V0_RECORD_BATCH_HEADER_SIZE;

  private LoneEmptyBatches() {}

  /**
   * Makes such segments longer. Call it before every start of a tablet server, after {@link
   * LogRepair#mend}.
   *
   * @param fluss the tablet server's data directory; may be absent
   * @return the segments
   * @throws LakeException when files cannot be read or written
   */
  public static List<Path> lengthen(Path fluss) {
    List<Path> lengthened = new ArrayList<>();
    if (!Files.isDirectory(fluss)) {
      return lengthened;
    }
    try {
      for (Path bucket : TabletLogs.buckets(fluss)) {
        Optional<Path> segment = TabletLogs.lastSegment(bucket);
        if (segment.isPresent() && Files.size(segment.get()) == SIZE) {
          Files.write(segment.get(), next(segment.get()), StandardOpenOption.APPEND);
          lengthened.add(segment.get());
        }
      }
      return lengthened;
    } catch (IOException e) {
      throw LakeException.user(
          "the logs in " + fluss + " cannot be examined (" + e + "): correct its permissions", e);
    }
  }

  /** The same batch at the offset after it, and of no writer, whose sequence it would disturb. */
  private static byte[] next(Path segment) throws IOException {
    byte[] bytes = Files.readAllBytes(segment);
    ByteBuffer batch = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    batch.putLong(
        LogRecordBatchFormat.BASE_OFFSET_OFFSET,
        batch.getLong(LogRecordBatchFormat.BASE_OFFSET_OFFSET) + 1);
    batch.putLong(
        LogRecordBatchFormat.writeClientIdOffset(MAGIC), LogRecordBatchFormat.NO_WRITER_ID);
    batch.putInt(
        LogRecordBatchFormat.batchSequenceOffset(MAGIC), LogRecordBatchFormat.NO_BATCH_SEQUENCE);
    int summed = LogRecordBatchFormat.schemaIdOffset(MAGIC);
    batch.putInt(
        LogRecordBatchFormat.crcOffset(MAGIC), (int) Crc32C.compute(bytes, summed, SIZE - summed));
    return bytes;
  }
}
