package dev.headwater.jobs.cli.batch;

import dev.headwater.lake.catalogs.Catalogs;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Option;

/** Options of the commands whose work Spark does. */
final class SparkOptions {
  @Option(
      names = "--master",
      paramLabel = "URL",
      description = "Spark cluster to work on (default: a process on this machine).")
  String master;

  @Option(names = "--json", description = "Print one JSON document instead of words.")
  boolean json;

  /** The same for the process of batch, with where the platform's cold catalog is. */
  List<String> words(Catalogs catalogs) {
    List<String> words = new ArrayList<>(List.of("--cold", catalogs.cold().toString()));
    if (master != null) {
      words.addAll(List.of("--master", master));
    }
    if (json) {
      words.add("--json");
    }
    return words;
  }
}
