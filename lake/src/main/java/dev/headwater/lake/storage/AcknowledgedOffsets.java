package dev.headwater.lake.storage;

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
 * at its last clean stop, and the high watermark it writes every few seconds.
 */
final class AcknowledgedOffsets {
  private static final List<String> CHECKPOINTS =
      List.of("recovery-point-offset-checkpoint", "high-watermark-checkpoint");

  private final Map<TableBucket, Long> offsets = new HashMap<>();

  private AcknowledgedOffsets() {}

  static AcknowledgedOffsets read(Path fluss) throws IOException {
    AcknowledgedOffsets acknowledged = new AcknowledgedOffsets();
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
    return offsets.getOrDefault(FlussPaths.parseTabletDir(bucket.toFile()).f1, 0L);
  }
}
