package dev.headwater.lake.storage.mend;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Finds the logs of a tablet server: {@code db/table-id[/partition-pid]/log-bucket/offset.log}.
 * Goes with {@link LogRepair} and {@link LoneEmptyBatches}.
 */
final class TabletLogs {
  private static final Pattern BUCKET = Pattern.compile("log-\\d+");
  private static final Pattern SEGMENT = Pattern.compile("\\d{20}\\.log");
  private static final int UNPARTITIONED_DEPTH = 3;
  private static final int PARTITIONED_DEPTH = 4;

  private TabletLogs() {}

  /** The log directory of each bucket, in the order of their paths. */
  static List<Path> buckets(Path fluss) throws IOException {
    try (Stream<Path> paths = Files.walk(fluss, PARTITIONED_DEPTH)) {
      // The depth tells a bucket from a table that is itself named log.
      return paths
          .filter(path -> path.getNameCount() - fluss.getNameCount() >= UNPARTITIONED_DEPTH)
          .filter(path -> BUCKET.matcher(path.getFileName().toString()).matches())
          .filter(Files::isDirectory)
          .sorted()
          .toList();
    }
  }

  /** The segment that a bucket was written to last; empty when the bucket has none. */
  static Optional<Path> lastSegment(Path bucket) throws IOException {
    try (Stream<Path> files = Files.list(bucket)) {
      return files
          .filter(file -> SEGMENT.matcher(file.getFileName().toString()).matches())
          .max(Comparator.naturalOrder());
    }
  }
}
