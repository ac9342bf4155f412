package dev.headwater.jobs;

import dev.headwater.ingest.generate.Generator;
import dev.headwater.ingest.generate.seed.GeneratorOptions;
import dev.headwater.jobs.oracle.Disorder;
import dev.headwater.jobs.oracle.Oracle;
import dev.headwater.jobs.oracle.OracleInput;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;

/**
 * Twenty permutations of one small shop with all its edge cases, and a web log, as files to ingest
 * and as what must come of them.
 *
 * @param directory holds a file for each of {@link #TABLES}
 */
record DisorderedShop(Path directory, OracleInput input, Oracle oracle) {
  static final List<String> TABLES = List.of("events", "orders", "customers", "campaigns", "hits");

  private static final int WORLDS = 20;

  /** Within a hot horizon of the cases and the small worlds, which may share a platform with it. */
  private static final Instant START = Instant.parse("2024-02-19T00:00:00Z");

  /**
   * Makes the files.
   *
   * @param events of one world; from 1,000 on all edge cases of the generator are there
   */
  static DisorderedShop make(Path directory, int events, long seed) throws IOException {
    Path one = directory.resolve("shop");
    Path worlds = directory.resolve("worlds");
    Generator.generate(
        GeneratorOptions.defaults()
            .withEvents(events)
            .withSeed(seed)
            .withStart(START)
            .withLateness(0.1),
        one);
    new Disorder(WORLDS, seed).write(one, worlds);
    OracleInput input = OracleInput.read(worlds);
    return new DisorderedShop(worlds, input, new Oracle(input));
  }

  /** The same without the events of some customers, all of whose lines have this text. */
  DisorderedShop withoutEventsOf(String text) throws IOException {
    Path others = Files.createDirectories(directory.resolveSibling("others"));
    for (String table : TABLES) {
      List<String> lines = Files.readAllLines(file(table), StandardCharsets.ISO_8859_1);
      if (table.equals("events")) {
        lines.removeIf(line -> line.contains(text));
      }
      Files.write(others.resolve(file(table).getFileName()), lines, StandardCharsets.ISO_8859_1);
    }
    OracleInput left = OracleInput.read(others);
    return new DisorderedShop(others, left, new Oracle(left));
  }

  Path file(String table) {
    return directory.resolve(table.equals("hits") ? "access.log" : table + ".jsonl");
  }

  long lines(String table) throws IOException {
    return Files.readString(file(table), StandardCharsets.ISO_8859_1).lines().count();
  }

  /** Acceptable lines, repeats included. */
  long good(String table) {
    return switch (table) {
      case "events" -> input.events().size();
      case "orders" -> input.orders().size();
      case "customers" -> input.customers().size();
      case "campaigns" -> input.campaigns().size();
      case "hits" -> input.hits().size();
      default -> throw new IllegalArgumentException("the shop has no file for " + table);
    };
  }
}
