package dev.headwater.jobs.cli.ingest;

import dev.headwater.ingest.record.Format;
import dev.headwater.ingest.record.IngestOption;
import dev.headwater.ingest.request.IngestInput;
import dev.headwater.ingest.request.IngestRequest;
import dev.headwater.jobs.cli.options.PlatformLocation;
import dev.headwater.lake.tables.TableDefinitions;
import java.nio.file.Path;
import java.time.Duration;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** How records are judged, and on which platform they land. */
final class RecordOptions {
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  @Option(
      names = "--lenient",
      description = "Ignore and count unknown fields instead of rejecting their record.")
  boolean lenient;

  @Option(
      names = "--allow-future",
      description = "Accept records more than a day ahead of this machine's clock.")
  boolean allowFuture;

  @Option(
      names = "--currency",
      paramLabel = "CODE",
      description = "Currency of orders that name none (default: ${DEFAULT-VALUE}).")
  String currency = "USD";

  @Option(names = "--json", description = "Print one JSON document instead of words.")
  boolean json;

  @Mixin PlatformLocation location = new PlatformLocation();

  /** A request for records of a table on this platform, to be judged so. */
  IngestRequest request(
      IngestInput input,
      String table,
      Optional<Format> format,
      Set<String> nulls,
      Optional<String> source,
      Optional<Path> position) {
    return new IngestRequest(
        location.addresses().bootstrapServers(),
        TableDefinitions.DATABASE,
        input,
        table,
        format,
        options(),
        source,
        currency,
        nulls,
        position,
        PATIENCE);
  }

  Set<IngestOption> options() {
    Set<IngestOption> options = EnumSet.noneOf(IngestOption.class);
    if (lenient) {
      options.add(IngestOption.LENIENT);
    }
    if (allowFuture) {
      options.add(IngestOption.ALLOW_FUTURE);
    }
    return options;
  }
}
