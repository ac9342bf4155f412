package dev.headwater.jobs.cases;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Files that are ingested together, and what is waited for after them.
 *
 * @param end what ends the round
 */
record Round(List<GivenFile> files, End end) {
  enum End {
    SETTLE,
    RESTART
  }

  Round {
    files = List.copyOf(files);
  }

  /**
   * Reads a script of {@code ingest FILE}, {@code settle} and {@code restart}, a step a line; the
   * last round settles.
   */
  static List<Round> read(String caseName, Path script, Path given) throws IOException {
    List<Round> rounds = new ArrayList<>();
    List<GivenFile> files = new ArrayList<>();
    for (String line : Files.readAllLines(script)) {
      String[] words = line.strip().split("\\s+", -1);
      switch (words[0]) {
        case "", "#" -> {}
        case "settle", "restart" -> {
          rounds.add(new Round(files, words[0].equals("settle") ? End.SETTLE : End.RESTART));
          files.clear();
        }
        case "ingest" -> files.add(given(caseName, given.resolve(words[1]), script));
        default -> throw new IllegalArgumentException(script + ": no step is called " + line);
      }
    }
    if (!files.isEmpty()) {
      rounds.add(new Round(files, End.SETTLE));
    }
    return rounds;
  }

  private static GivenFile given(String caseName, Path file, Path script) {
    if (!Files.exists(file)) {
      throw new IllegalArgumentException(script + ": there is no " + file);
    }
    return new GivenFile(caseName, file);
  }
}
