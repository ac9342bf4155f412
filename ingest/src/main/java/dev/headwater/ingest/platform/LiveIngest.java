package dev.headwater.ingest.platform;

import java.time.Instant;
import java.util.Objects;
import java.util.Optional;

/**
 * An ingest from a source without an end, as {@code status} shows it.
 *
 * @param name its key: no other ingest anywhere has it
 * @param source what is read, in words
 * @param group whose members share the source
 * @param records that are safe
 * @param behind records that are there and not read yet
 */
public record LiveIngest(
    String name,
    String source,
    Optional<String> group,
    String table,
    long records,
    long behind,
    Instant startedAt,
    Instant heardAt) {
  public LiveIngest {
    Objects.requireNonNull(name, "name");
    Objects.requireNonNull(source, "source");
    Objects.requireNonNull(group, "group");
    Objects.requireNonNull(table, "table");
    Objects.requireNonNull(startedAt, "startedAt");
    Objects.requireNonNull(heardAt, "heardAt");
  }
}
