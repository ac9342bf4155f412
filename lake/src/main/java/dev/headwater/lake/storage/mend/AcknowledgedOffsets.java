package dev.headwater.lake.storage.mend;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.fluss.metadata.TableBucket;
import org.apache.fluss.server.log.checkpoint.OffsetCheckpointFile;
import org.apache.fluss.utils.FlussPaths;

/**
 * How far each bucket's log certainly reached, as the tablet server itself noted: what it flushed
 * at its last clean stop, and the high watermark it writes every few seconds. Goes with {@link
 * LogRepair}.
 */
final class AcknowledgedOffsets {
  private static final String HIGH_WATERMARKS = "high-watermark-checkpoint";
  private static final List<String> CHECKPOINTS =
      List.of("recovery-point-offset-checkpoint", HIGH_WATERMARKS);

  private final File highWatermarks;
  private final Map<TableBucket, Long> offsets = new HashMap<>();

  private AcknowledgedOffsets(File highWatermarks) {
    this.highWatermarks = highWatermarks;
  }

  static AcknowledgedOffsets read(Path fluss) throws IOException {
    AcknowledgedOffsets acknowledged =
        new AcknowledgedOffsets(fluss.resolve(HIGH_WATERMARKS).toFile());
    for (String name : CHECKPOINTS) {
      Path file = fluss.resolve(name);
      if (Files.exists(file)) {
        new OffsetCheckpointFile(file.toFile())
            .read()
            .forEach((bucket, offset) -> acknowledged.offsets.merge(bucket, offset, Math::max));
      }
    }
    return acknowledged;
  }

  /** The offset that the bucket's log had reached at least; 0 when nothing was noted. */
  long of(Path bucket) {
    return offsets.getOrDefault(tableBucket(bucket), 0L);
  }

  /** Notes where a bucket's log ends. */
  void raise(Path bucket, long endOffset) {
    offsets.merge(tableBucket(bucket), endOffset, Math::max);
  }

  /** Writes the high watermarks, for the tablet server to start with. */
  void write() throws IOException {
    new OffsetCheckpointFile(highWatermarks).write(offsets);
  }

  private static TableBucket tableBucket(Path bucket) {
    return FlussPaths.parseTabletDir(bucket.toFile()).f1;
  }
}
