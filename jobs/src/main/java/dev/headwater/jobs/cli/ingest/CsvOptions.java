package dev.headwater.jobs.cli.ingest;

import java.util.List;
import java.util.Set;
import picocli.CommandLine.Option;

/** How CSV is written. */
final class CsvOptions {
  @Option(
      names = "--null",
      paramLabel = "WORD",
      description =
          "A cell of CSV that means null, beside blank ones and \\N; several by the option again.")
  List<String> nulls = List.of();

  Set<String> nulls() {
    return Set.copyOf(nulls);
  }
}
