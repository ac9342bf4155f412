package dev.headwater.lake.progress;

import java.util.Optional;

/**
 * How far a table is, hot and in the lake.
 *
 * @param table name of the table
 * @param written records written to its log so far, over all buckets
 * @param inLake whether the table is tiered into the lake
 * @param tiered records of the log that the lake holds; 0 before its first snapshot
 * @param lakeSnapshot newest snapshot of the lake; empty when there is none
 */
public record TableProgress(
    String table, long written, boolean inLake, long tiered, Optional<Long> lakeSnapshot) {

  /** Records that are hot only; 0 for a table that is not tiered. */
  public long pending() {
    return inLake ? Math.max(0, written - tiered) : 0;
  }
}
