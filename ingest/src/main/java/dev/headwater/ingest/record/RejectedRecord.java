package dev.headwater.ingest.record;

import java.time.Instant;
import java.util.Objects;
import java.util.Optional;

/**
 * A record that was refused, as {@code rejected_records} keeps it.
 *
 * @param source where it was read from
 * @param position its place in the source; with the source its key
 * @param payload the record as it was read
 * @param reason code of the {@link Reason}
 * @param detail the rule in words, empty when none is kept
 * @param recordedAt when it was set aside
 * @param known the record that its table holds under this place, as a JSON object of the table's
 *     columns in their order without nulls; for tables without a key, which a replay that was
 *     killed may have written already
 */
public record RejectedRecord(
    String source,
    long position,
    String payload,
    String reason,
    String detail,
    Instant recordedAt,
    Optional<String> known) {
  public RejectedRecord {
    Objects.requireNonNull(source, "source");
    Objects.requireNonNull(payload, "payload");
    Objects.requireNonNull(reason, "reason");
    Objects.requireNonNull(detail, "detail");
    Objects.requireNonNull(recordedAt, "recordedAt");
    Objects.requireNonNull(known, "known");
  }

  /** The key under which it is kept. */
  public Place place() {
    return new Place(source, position);
  }

  /** A place in a source. */
  public record Place(String source, long position) {}
}
