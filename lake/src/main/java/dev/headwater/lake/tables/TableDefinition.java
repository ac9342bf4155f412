package dev.headwater.lake.tables;

import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import org.apache.fluss.config.ConfigOptions;
import org.apache.fluss.config.Configuration;
import org.apache.fluss.metadata.TableDescriptor;

/**
 * One table as its file defines it.
 *
 * @param name the file's base name, which is the table's
 * @param sql the file's text
 * @param descriptor what the text means to Fluss
 */
public record TableDefinition(String name, String sql, TableDescriptor descriptor) {
  public TableDefinition {
    Objects.requireNonNull(name, "name");
    Objects.requireNonNull(sql, "sql");
    Objects.requireNonNull(descriptor, "descriptor");
  }

  /** Whether Fluss tiers this table into the lake. */
  public boolean inLake() {
    return "true".equals(descriptor.getProperties().get("table.datalake.enabled"));
  }

  /** How old the lake's rows may get before the next come; empty for a table that is not tiered. */
  public Optional<Duration> freshness() {
    return inLake()
        ? Optional.of(
            Configuration.fromMap(descriptor.getProperties())
                .get(ConfigOptions.TABLE_DATALAKE_FRESHNESS))
        : Optional.empty();
  }

  /** Days before an order that jobs look into this table for; 0 when they do not. */
  public int lookbackDays() {
    return Integer.parseInt(
        descriptor.getCustomProperties().getOrDefault("headwater.lookback-days", "0"));
  }

  /**
   * Archived table that this one's days come from: retention drops them when that holds theirs.
   * Empty for a table whose days stay.
   */
  public Optional<String> archivedAs() {
    return Optional.ofNullable(descriptor.getCustomProperties().get("headwater.archived-as"));
  }
}
