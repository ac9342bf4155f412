package dev.headwater.ingest;

/** Where a record goes. */
enum Destination {
  /** The table it was meant for. */
  TABLE,
  /** {@code late_records}. */
  LATE,
  /** {@code rejected_records}. */
  REJECTED
}
