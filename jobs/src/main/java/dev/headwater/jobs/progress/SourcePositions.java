package dev.headwater.jobs.progress;

import java.util.List;
import org.apache.fluss.metadata.TableBucket;

/**
 * How far one source operator has read.
 *
 * @param operator Flink's name of the operator, empty when the checkpoint has none
 * @param splits the splits its readers hold
 */
record SourcePositions(String operator, List<SplitPosition> splits) {
  SourcePositions {
    splits = List.copyOf(splits);
  }

  /** Whether this operator reads the table, by its splits or, when it has none yet, by its name. */
  boolean reads(String table, long tableId) {
    return splits.isEmpty()
        ? operator.contains(": " + table + "[")
        : splits.stream().anyMatch(split -> split.bucket().getTableId() == tableId);
  }

  List<SplitPosition> of(TableBucket bucket) {
    return splits.stream().filter(split -> split.bucket().equals(bucket)).toList();
  }
}
