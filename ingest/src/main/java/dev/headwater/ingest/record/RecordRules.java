package dev.headwater.ingest.record;

import java.time.Clock;
import java.util.Objects;
import java.util.Set;

/**
 * How records are judged on their way to a table, wherever they come from.
 *
 * @param shape what a record of that table may hold
 * @param format that a record is kept aside under, for whoever reads it again
 * @param defaultCurrency of orders that name none
 * @param wall this machine's clock
 */
public record RecordRules(
    RecordShape shape,
    Format format,
    Set<IngestOption> options,
    String defaultCurrency,
    Clock wall) {

  public RecordRules {
    Objects.requireNonNull(shape, "shape");
    Objects.requireNonNull(format, "format");
    options = Set.copyOf(options);
    Objects.requireNonNull(defaultCurrency, "defaultCurrency");
    Objects.requireNonNull(wall, "wall");
  }

  public RecordType type() {
    return shape.type();
  }
}
