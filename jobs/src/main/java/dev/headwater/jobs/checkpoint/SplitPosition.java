package dev.headwater.jobs.checkpoint;

import java.util.Optional;
import org.apache.fluss.metadata.TableBucket;

/**
 * How far a source has read one split, by its state in a checkpoint.
 *
 * @param bucket where the split lies; its bucket is -1 for lake files without buckets
 * @param nextOffset log offset after the last record emitted, 0 when nothing was emitted
 * @param history what comes before the log and is not known to be read
 */
public record SplitPosition(TableBucket bucket, long nextOffset, Optional<History> history) {

  /** A part of a split before its log: a key-value snapshot or files of the lake. */
  public sealed interface History permits Snapshot, LakeFiles {}

  /**
   * A key-value snapshot. The source marks it as read only with the next record of the log, so it
   * may well be.
   *
   * @param snapshotId snapshot of the bucket
   * @param rowsRead rows emitted
   */
  public record Snapshot(long snapshotId, long rowsRead) implements History {}

  /** Files of the lake. */
  public record LakeFiles() implements History {}
}
