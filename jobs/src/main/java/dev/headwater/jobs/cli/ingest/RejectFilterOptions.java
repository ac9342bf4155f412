package dev.headwater.jobs.cli.ingest;

import dev.headwater.jobs.rejects.RejectFilter;
import java.util.Optional;
import picocli.CommandLine.Option;

/** Which rejected records a command means. */
final class RejectFilterOptions {
  @Option(
      names = "--table",
      paramLabel = "T",
      description = "Only records that were meant for this table.")
  String table;

  @Option(
      names = "--reason",
      paramLabel = "R",
      description = "Only records with this reason, such as unknown_field.")
  String reason;

  @Option(
      names = "--source",
      paramLabel = "S",
      description = "Only records from this source: a file's path, a topic's partition, …")
  String source;

  RejectFilter filter() {
    return new RejectFilter(
        Optional.ofNullable(table), Optional.ofNullable(reason), Optional.ofNullable(source));
  }
}
