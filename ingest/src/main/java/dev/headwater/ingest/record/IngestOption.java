package dev.headwater.ingest.record;

/** How an ingest differs from the strict default. */
public enum IngestOption {
  /** Unknown fields are left out and counted, not a reason to reject the record. */
  LENIENT,
  /** Records more than a day ahead of this machine's clock are accepted, and move the horizon. */
  ALLOW_FUTURE
}
