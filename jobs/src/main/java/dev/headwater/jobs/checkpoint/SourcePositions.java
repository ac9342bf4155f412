package dev.headwater.jobs.checkpoint;

import java.util.List;
import org.apache.fluss.metadata.TableBucket;

/**
 * How far one source operator has read.
 *
 * @param operator Flink's name of the operator, empty when the checkpoint has none
 * @param splits the splits its readers hold
 */
public record SourcePositions(String operator, List<SplitPosition> splits) {
  public SourcePositions {
    splits = List.copyOf(splits);
  }

  /** Whether this operator reads the table, by its splits or, when it has none yet, by its name. */
  public boolean reads(String table, long tableId) {
    return splits.isEmpty()
        ? operator.contains(": " + table + "[")
        : splits.stream().anyMatch(split -> split.bucket().getTableId() == tableId);
  }

  public List<SplitPosition> of(TableBucket bucket) {
    return splits.stream().filter(split -> split.bucket().equals(bucket)).toList();
  }
}
