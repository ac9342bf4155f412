package dev.headwater.jobs.rejects;

import static dev.headwater.jobs.rejects.RejectFilter.literal;

import java.util.Optional;

/**
 * Rejected records that one reader reads.
 *
 * @param format code of the format that their payload is in
 * @param header of CSV rows
 * @param count of them
 */
public record RejectGroup(String table, String format, Optional<String> header, long count) {

  /** The same as a condition on {@code rejected_records AS r}. */
  String condition() {
    return "r.table_name = %s AND r.format = %s AND %s"
        .formatted(
            literal(table),
            literal(format),
            header.map(text -> "r.header = " + literal(text)).orElse("r.header IS NULL"));
  }
}
