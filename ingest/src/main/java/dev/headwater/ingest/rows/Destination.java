package dev.headwater.ingest.rows;

/** Where a record goes. */
public enum Destination {
  /** The table it was meant for. */
  TABLE,
  /** {@code late_records}. */
  LATE,
  /** {@code rejected_records}. */
  REJECTED
}
