package dev.headwater.jobs;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;

/**
 * A shop's files in parts, each for one way in.
 *
 * @param files for `headwater ingest`
 * @param bodies for the collector
 */
record ShopParts(List<Part> files, List<Part> bodies) {
  private static final int LINES_OF_A_FILE = 5_000;
  private static final int LINES_OF_A_BODY = 500;

  /** Some lines of one table. */
  record Part(String table, Path file) {
    /** Whether the same lines may come again: lines of a log have no key. */
    boolean mayRepeat() {
      return !table.equals("hits");
    }
  }

  /** Cuts the files; half of what may go over HTTP does. */
  static ShopParts of(DisorderedShop shop, Path directory, Random random) throws IOException {
    ShopParts parts = new ShopParts(new ArrayList<>(), new ArrayList<>());
    for (String table : DisorderedShop.TABLES) {
      List<String> files = new ArrayList<>();
      List<String> bodies = new ArrayList<>();
      for (String line : Files.readAllLines(shop.file(table), StandardCharsets.ISO_8859_1)) {
        (mayBePosted(table, line) && random.nextBoolean() ? bodies : files).add(line);
      }
      cut(files, LINES_OF_A_FILE, table, directory.resolve(table + "-file-"), parts.files);
      cut(bodies, LINES_OF_A_BODY, table, directory.resolve(table + "-body-"), parts.bodies);
    }
    Collections.shuffle(parts.files, random);
    Collections.shuffle(parts.bodies, random);
    return parts;
  }

  /** Over HTTP an event without an id is given one, and blank lines are no records either way. */
  private static boolean mayBePosted(String table, String line) {
    return !table.equals("hits")
        && line.startsWith("{")
        && line.contains("_id\":\"w")
        && (!table.equals("events") || line.contains("\"event_id\":"));
  }

  private static void cut(
      List<String> lines, int size, String table, Path beginning, List<Part> parts)
      throws IOException {
    for (int from = 0; from < lines.size(); from += size) {
      Path file = beginning.resolveSibling(beginning.getFileName() + "" + from + ".jsonl");
      Files.write(
          file,
          lines.subList(from, Math.min(from + size, lines.size())),
          StandardCharsets.ISO_8859_1);
      parts.add(new Part(table, file));
    }
  }
}
