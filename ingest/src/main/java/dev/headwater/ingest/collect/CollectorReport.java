package dev.headwater.ingest.collect;

/**
 * What a collector has done so far.
 *
 * @param written requests whose records are all safe
 * @param refused requests that were refused as a whole: their sender was told so
 * @param accepted records that are safe in their table
 * @param late records kept in {@code late_records}
 * @param rejected records kept in {@code rejected_records}
 */
public record CollectorReport(long written, long refused, long accepted, long late, long rejected) {

  /** The counts in words, for a person. */
  public String summary() {
    return String.format(
        "%,d requests written and %,d refused; records: %,d accepted, %,d late, %,d rejected",
        written, refused, accepted, late, rejected);
  }
}
