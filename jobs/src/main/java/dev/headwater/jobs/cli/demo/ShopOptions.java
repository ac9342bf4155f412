package dev.headwater.jobs.cli.demo;

import dev.headwater.ingest.generate.seed.GeneratorOptions;
import dev.headwater.ingest.generate.seed.LineOrder;
import java.time.Instant;
import picocli.CommandLine.Option;

/** Options of the commands that make up a shop. */
final class ShopOptions {
  private static final GeneratorOptions DEFAULTS = GeneratorOptions.defaults();

  @Option(
      names = "--events",
      paramLabel = "N",
      description = "Distinct events (default: ${DEFAULT-VALUE}).")
  long events = DEFAULTS.events();

  @Option(
      names = "--seed",
      paramLabel = "S",
      description = "Seed of the shop (default: ${DEFAULT-VALUE}).")
  long seed = DEFAULTS.seed();

  @Option(
      names = "--days",
      paramLabel = "N",
      description = "Days that the events span (default: ${DEFAULT-VALUE}).")
  int days = DEFAULTS.days();

  @Option(
      names = "--start",
      paramLabel = "TIME",
      description = "Time of the first event, ISO-8601 (default: ${DEFAULT-VALUE}).")
  Instant start = DEFAULTS.start();

  @Option(
      names = "--lateness",
      paramLabel = "SHARE",
      description = "Share of events that arrive late (default: ${DEFAULT-VALUE}).")
  double lateness = DEFAULTS.lateness();

  @Option(
      names = "--duplicates",
      paramLabel = "SHARE",
      description = "Share of lines that are repeated (default: ${DEFAULT-VALUE}).")
  double duplicates = DEFAULTS.duplicates();

  @Option(
      names = "--bots",
      paramLabel = "SHARE",
      description = "Share of events by bots (default: ${DEFAULT-VALUE}).")
  double bots = DEFAULTS.bots();

  @Option(
      names = "--malformed",
      paramLabel = "SHARE",
      description = "Share of broken lines (default: ${DEFAULT-VALUE}).")
  double malformed = DEFAULTS.malformed();

  @Option(
      names = "--shuffle",
      description = "Shuffle every file instead of writing it roughly in order of arrival.")
  boolean shuffle;

  GeneratorOptions options() {
    return DEFAULTS
        .withEvents(events)
        .withSeed(seed)
        .withDays(days)
        .withStart(start)
        .withLateness(lateness)
        .withDuplicates(duplicates)
        .withBots(bots)
        .withMalformed(malformed)
        .withOrder(shuffle ? LineOrder.SHUFFLED : LineOrder.ARRIVAL);
  }
}
