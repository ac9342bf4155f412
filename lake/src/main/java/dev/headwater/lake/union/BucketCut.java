package dev.headwater.lake.union;

import java.util.OptionalLong;
import org.apache.fluss.metadata.TableBucket;

/**
 * One bucket as a read sees it.
 *
 * @param bucket the bucket
 * @param start oldest offset Fluss holds
 * @param end end offset when the read began
 * @param lakeOffset offset up to which the lake's snapshot holds the bucket; empty when not at all
 * @param snapshot newest key-value snapshot; empty when there is none
 * @param snapshotOffset offset to read the log from after that snapshot, 0 without one
 */
public record BucketCut(
    TableBucket bucket,
    long start,
    long end,
    OptionalLong lakeOffset,
    OptionalLong snapshot,
    long snapshotOffset) {

  /** What the log holds after the key-value snapshot. */
  public OffsetRange afterSnapshot() {
    return new OffsetRange(snapshotOffset, end);
  }

  /** What the log holds after the lake's part; all that is left of it when there is none. */
  public OffsetRange afterLake() {
    return new OffsetRange(lakeOffset.orElse(start), end);
  }

  /** The same bucket with a newer snapshot, cut where that snapshot ends if this was earlier. */
  BucketCut with(long newerSnapshot, long newerOffset) {
    return new BucketCut(
        bucket,
        start,
        Math.max(end, newerOffset),
        lakeOffset,
        OptionalLong.of(newerSnapshot),
        newerOffset);
  }
}
