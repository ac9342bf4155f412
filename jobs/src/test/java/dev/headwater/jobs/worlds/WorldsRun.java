package dev.headwater.jobs.worlds;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headwater.ingest.request.IngestReport;
import dev.headwater.jobs.FileIngest;
import dev.headwater.jobs.Marts;
import dev.headwater.jobs.address.PlatformAddresses;
import dev.headwater.jobs.oracle.Oracle;
import dev.headwater.jobs.oracle.OracleInput;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.IntStream;

/**
 * Many worlds through one platform: their lines mixed, some repeated, in parts with an interruption
 * of the platform between them.
 */
public final class WorldsRun {
  private static final List<String> TABLES =
      List.of("campaigns", "customers", "events", "hits", "orders");
  private static final double REPEATED = 0.2;
  private static final int SHOWN = 3;

  private final List<World> worlds;
  private final Random random;
  private final Path directory;
  private final PlatformAddresses platform;
  private final Map<String, List<String>> linesByTable = new TreeMap<>();
  private final Map<String, List<Integer>> ends = new TreeMap<>();

  private WorldsRun(List<World> worlds, Random random, Path directory, PlatformAddresses platform) {
    this.worlds = List.copyOf(worlds);
    this.random = random;
    this.directory = directory;
    this.platform = platform;
  }

  /** Some worlds to be ingested in parts. */
  public static WorldsRun of(
      int worlds, int parts, Random random, Path directory, PlatformAddresses platform)
      throws IOException {
    WorldsRun run =
        new WorldsRun(
            Worlds.some(worlds, random), random, Files.createDirectories(directory), platform);
    for (String table : TABLES) {
      List<String> lines = run.mixed(table);
      Files.write(file(directory, table), lines);
      run.linesByTable.put(table, lines);
      run.ends.put(table, run.ends(lines.size(), parts));
    }
    return run;
  }

  /**
   * Ingests all of it.
   *
   * @param interruption of the platform, after each part but the last, while jobs are at work
   * @return every row of a table that is not the oracle's, with the lines of the first worlds that
   *     have some; empty when there is none
   */
  String differences(int parts, Interruption interruption) throws IOException {
    for (int part = 0; part < parts; part++) {
      if (part > 0) {
        interruption.happen();
      }
      ingest(part);
    }
    Marts marts = new Marts(new Oracle(input()), platform);
    marts.awaitSettled();
    String differences = marts.differences("of " + worlds.size() + " worlds");
    return differences.isEmpty() ? "" : differences + linesOfWorldsIn(differences);
  }

  /** All that is ingested in all parts. */
  public OracleInput input() throws IOException {
    return OracleInput.read(directory);
  }

  /** Whether a row, of whichever table, is of one of these worlds. */
  public boolean isOwn(List<?> row) {
    return row.stream().anyMatch(value -> World.isOfSome(worlds.size(), value));
  }

  /** Something that happens to the platform and is over when it returns. */
  interface Interruption {
    void happen() throws IOException;
  }

  private List<String> mixed(String table) {
    List<String> mixed = new ArrayList<>();
    for (int number = 0; number < worlds.size(); number++) {
      for (String line : worlds.get(number).lines(table, number)) {
        do {
          mixed.add(line);
          // A request twice would be two requests.
        } while (!table.equals("hits") && random.nextDouble() < REPEATED);
      }
    }
    Collections.shuffle(mixed, random);
    return mixed;
  }

  /** Random ends of parts; the last is the end of all. */
  private List<Integer> ends(int lines, int parts) {
    List<Integer> ends = new ArrayList<>(List.of(lines));
    random.ints(parts - 1L, 0, lines + 1).forEach(ends::add);
    Collections.sort(ends);
    return ends;
  }

  /** Ingests a part, from 0, of every table. */
  public void ingest(int part) throws IOException {
    Path folder = Files.createDirectory(directory.resolve("part-" + part));
    List<String> tables = new ArrayList<>(TABLES);
    Collections.shuffle(tables, random);
    for (String table : tables) {
      int begin = part == 0 ? 0 : ends.get(table).get(part - 1);
      List<String> lines = linesByTable.get(table).subList(begin, ends.get(table).get(part));
      Path file = Files.write(file(folder, table), lines);
      IngestReport report = FileIngest.of(platform, table, file);
      assertThat(report.accepted()).as(report.summary()).isEqualTo(lines.size());
    }
    System.out.println("  part " + (part + 1) + " ingested in the order " + tables);
  }

  private static Path file(Path folder, String table) {
    return folder.resolve(table.equals("hits") ? "access.log" : table + ".jsonl");
  }

  /** The lines of the first worlds that such a text names. */
  public String linesOfWorldsIn(String differences) {
    Predicate<Integer> differs =
        number ->
            differences.contains(World.name(number))
                || differences.contains("'" + World.currency(number) + "'");
    StringBuilder lines = new StringBuilder();
    IntStream.range(0, worlds.size())
        .boxed()
        .filter(differs)
        .limit(SHOWN)
        .forEach(
            number ->
                lines.append(
                    "%nworld %s%n%s%n"
                        .formatted(World.name(number), worlds.get(number).lines(number))));
    return lines.toString();
  }
}
