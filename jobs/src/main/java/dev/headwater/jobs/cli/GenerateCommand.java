package dev.headwater.jobs.cli;

import dev.headwater.ingest.generate.GeneratedShop;
import dev.headwater.ingest.generate.Generator;
import dev.headwater.ingest.generate.GeneratorOptions;
import dev.headwater.ingest.generate.LineOrder;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Writes a made-up shop and the truth about it. */
@Command(
    name = "generate",
    mixinStandardHelpOptions = true,
    description =
        "Write a made-up shop's events and the truth about them: the same bytes for the same seed.")
final class GenerateCommand implements Callable<Integer> {
  private static final GeneratorOptions DEFAULTS = GeneratorOptions.defaults();

  @Option(
      names = "--events",
      paramLabel = "N",
      description = "Distinct events (default: ${DEFAULT-VALUE}).")
  long events = DEFAULTS.events();

  @Option(names = "--seed", paramLabel = "S", description = "Seed (default: ${DEFAULT-VALUE}).")
  long seed = DEFAULTS.seed();

  @Option(
      names = "--out",
      paramLabel = "DIR",
      required = true,
      description = "Where the files go, made when absent.")
  Path out;

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

  @Option(names = "--json", description = "Print one JSON document instead of words.")
  boolean json;

  @Override
  public Integer call() throws IOException {
    GeneratedShop shop = Generator.generate(options(), out);
    if (json) {
      Json.print(document(shop));
    } else {
      System.err.printf(
          "%,d events, %,d orders, %,d customers and the truth are in %s%n",
          shop.eventCounts().distinct(),
          shop.orderCounts().distinct(),
          shop.customerCounts().distinct(),
          out);
    }
    return ExitCode.DONE;
  }

  private GeneratorOptions options() {
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

  private static Map<String, Object> document(GeneratedShop shop) {
    Map<String, Object> document = new LinkedHashMap<>();
    document.put("events", shop.eventCounts().distinct());
    document.put("orders", shop.orderCounts().distinct());
    document.put("customers", shop.customerCounts().distinct());
    document.put("campaigns", shop.campaignCounts().distinct());
    document.put("touches", shop.touches());
    document.put("malformed", shop.malformed());
    document.put("truth", shop.truth().toString());
    return document;
  }
}
