package dev.headwater.jobs.cli;

import dev.headwater.ingest.IngestOption;
import java.util.EnumSet;
import java.util.Set;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** How records are judged, and on which platform they land. */
final class RecordOptions {
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
