package dev.headwater.jobs.cli.batch;

import dev.headwater.jobs.address.PlatformAddresses;
import dev.headwater.jobs.batch.BatchProcess;
import dev.headwater.jobs.batch.SettleDoor;
import dev.headwater.jobs.cli.options.Platform;
import dev.headwater.jobs.cli.options.PlatformLocation;
import dev.headwater.jobs.cli.options.WithoutOption;
import java.net.URI;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** What verify and backfill have in common: tables, days and the process that recomputes them. */
final class RecomputeOptions {
  @Parameters(
      paramLabel = "NAME",
      arity = "0..*",
      description = "Tables such as order_mart or orders_daily, or all.")
  List<String> names = List.of();

  @Option(names = "--from", paramLabel = "DATE", description = "First UTC day, yyyy-MM-dd.")
  LocalDate from;

  @Option(names = "--to", paramLabel = "DATE", description = "Last UTC day (default: the first).")
  LocalDate to;

  @Option(
      names = "--master",
      paramLabel = "URL",
      description = "Spark master (default: in a process on this machine).")
  String master;

  @Option(names = "--json", description = "Print one JSON document instead of words.")
  boolean json;

  @Mixin WithoutOption without = new WithoutOption();

  @Mixin PlatformLocation location = new PlatformLocation();

  /** Runs batch's command of that name and returns its exit code. */
  int run(String command, boolean writes, String... further) throws InterruptedException {
    PlatformAddresses platform = location.running();
    Path data = Platform.at(platform).data();
    try (SettleDoor door = SettleDoor.open(platform, without.jobs())) {
      List<String> words = new ArrayList<>(List.of(command));
      words.addAll(names);
      words.addAll(List.of("--cold", data.resolve("cold").toString()));
      words.addAll(List.of("--query", flightSql(platform.query())));
      words.addAll(List.of("--settle", door.address().toString()));
      if (writes) {
        words.addAll(List.of("--bootstrap", platform.bootstrapServers()));
      }
      add(words, "--from", from);
      add(words, "--to", to);
      add(words, "--master", master);
      if (json) {
        words.add("--json");
      }
      words.addAll(List.of(further));
      return BatchProcess.run(data, words);
    }
  }

  /** Flight SQL listens beside HTTP. */
  private static String flightSql(URI query) {
    return query.getHost() + ":" + (query.getPort() + 1);
  }

  private static void add(List<String> words, String option, Object value) {
    if (value != null) {
      words.addAll(List.of(option, value.toString()));
    }
  }
}
