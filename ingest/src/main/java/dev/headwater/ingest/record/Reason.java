package dev.headwater.ingest.record;

import java.util.Locale;

/** Why a record was set aside. The lower-case name is what tables hold; it never changes. */
public enum Reason {
  /** The line is not one JSON object and nothing else. */
  MALFORMED_JSON,
  /** A field is given twice in one object. */
  DUPLICATE_FIELD,
  /** A field that the table does not have; with {@link IngestOption#LENIENT} it is ignored. */
  UNKNOWN_FIELD,
  /** A required field is absent, null, empty or blank. */
  MISSING_FIELD,
  /** A long value that an update left as it was, and that Postgres did not send with it. */
  VALUE_NOT_SENT,
  /** A value of another type than the field's. */
  WRONG_TYPE,
  /** A time that is not ISO-8601 with zone or offset (or, in a web log, not in the log's form). */
  BAD_TIME,
  /** A time before 1970 or from 2100 on, UTC. */
  TIME_OUT_OF_RANGE,
  /** An amount that is not a decimal number of at most 16 digits before the point and 2 after. */
  BAD_AMOUNT,
  /** A currency that is not three capital letters. */
  BAD_CURRENCY,
  /** Bytes that are not UTF-8; the payload holds U+FFFD in their place. */
  INVALID_UTF8,
  /** A record of more than 1 MiB; the payload holds its beginning. */
  TOO_LONG,
  /**
   * A row that CSV does not allow, or with another number of cells than the header; and all that
   * follows a quote that is never closed, or closed in the middle of its cell.
   */
  MALFORMED_CSV,
  /** A line that is not in the combined log format. */
  MALFORMED_LOG_LINE,
  /** More than one day ahead of this machine's clock; see {@link IngestOption#ALLOW_FUTURE}. */
  FUTURE,
  /** Older than the hot horizon: kept in {@code late_records}, for a backfill. */
  LATE;

  /** The name as tables and reports hold it, such as {@code missing_field}. */
  public String code() {
    return name().toLowerCase(Locale.ROOT);
  }
}
