package dev.headwater.ingest.collect;

/**
 * What a collector has done so far.
 *
 * @param written requests whose records are all safe
 * @param refused requests that were refused as a whole: their sender was told so
 * @param accepted records that are safe in their table
 * @param late records kept in {@code late_records}
 * @param rejected records kept in {@code rejected_records}
 * @param timesCut times that said more than milliseconds, which is what columns hold
 */
public record CollectorReport(
    long written, long refused, long accepted, long late, long rejected, long timesCut) {

  /** The counts in words, for a person. */
  public String summary() {
    return String.format(
        "%,d requests written and %,d refused; records: %,d accepted, %,d late, %,d rejected%s",
        written,
        refused,
        accepted,
        late,
        rejected,
        timesCut == 0 ? "" : String.format(", %,d times cut to milliseconds", timesCut));
  }
}
