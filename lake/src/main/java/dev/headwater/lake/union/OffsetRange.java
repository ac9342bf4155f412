package dev.headwater.lake.union;

/**
 * Part of a bucket's log.
 *
 * @param from offset of the first record, included
 * @param to offset to stop at, excluded; a log's end offset
 */
public record OffsetRange(long from, long to) {
  public OffsetRange {
    if (from < 0 || to < 0) {
      throw new IllegalArgumentException("offsets are not negative: from " + from + " to " + to);
    }
  }

  public boolean isEmpty() {
    return from >= to;
  }
}
