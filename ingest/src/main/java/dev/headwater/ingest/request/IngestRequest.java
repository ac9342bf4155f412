package dev.headwater.ingest.request;

import dev.headwater.ingest.record.FieldKind;
import dev.headwater.ingest.record.Format;
import dev.headwater.ingest.record.IngestOption;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/**
 * What to ingest, and where to.
 *
 * @param bootstrapServers Fluss, host:port, comma-separated
 * @param database that holds the tables
 * @param table one of {@code Ingest#tables}
 * @param format empty: by table and file ending
 * @param source name under which records are set aside, with their line numbers; empty: the file's
 *     real path, or for a stream its name and the time of the start
 * @param defaultCurrency for orders that have none, three capital letters
 * @param nulls cells of CSV that mean null, beside blank ones and {@code \N}
 * @param positionFile where an unfinished ingest remembers how far it is; empty: beside the input
 * @param patience how long the platform may acknowledge nothing before the ingest gives up
 */
public record IngestRequest(
    String bootstrapServers,
    String database,
    IngestInput input,
    String table,
    Optional<Format> format,
    Set<IngestOption> options,
    Optional<String> source,
    String defaultCurrency,
    Set<String> nulls,
    Optional<Path> positionFile,
    Duration patience) {
  private static final Duration DEFAULT_PATIENCE = Duration.ofSeconds(60);

  public IngestRequest {
    Objects.requireNonNull(bootstrapServers, "bootstrapServers");
    Objects.requireNonNull(database, "database");
    Objects.requireNonNull(input, "input");
    Objects.requireNonNull(table, "table");
    Objects.requireNonNull(format, "format");
    options = Set.copyOf(options);
    Objects.requireNonNull(source, "source");
    FieldKind.requireDefaultCurrency(defaultCurrency);
    nulls = Set.copyOf(nulls);
    Objects.requireNonNull(positionFile, "positionFile");
    Objects.requireNonNull(patience, "patience");
  }

  /** A request with the defaults. */
  public static IngestRequest of(
      String bootstrapServers, String database, IngestInput input, String table) {
    return new IngestRequest(
        bootstrapServers,
        database,
        input,
        table,
        Optional.empty(),
        Set.of(),
        Optional.empty(),
        "USD",
        Set.of(),
        Optional.empty(),
        DEFAULT_PATIENCE);
  }
}
