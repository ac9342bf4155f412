package dev.headwater.jobs.oracle;

import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.regex.Pattern;

/**
 * Many permutations of one input in one set of files: world k has every line with {@code wK-}
 * before its customers', events' and orders' identities, some lines several times. All worlds are
 * mixed at random, so each is a random permutation of its own, and one run of a platform proves
 * them all. Products, campaigns and the web log are shared.
 */
public final class Disorder {
  // Bytes must survive as they are: some lines are no UTF-8.
  private static final Charset BYTES = StandardCharsets.ISO_8859_1;
  private static final Pattern IDENTITY =
      Pattern.compile("\"(?:customer_id|event_id|order_id)\"\\s*:\\s*\"");
  private static final double REPEATED = 0.1;

  private final int worlds;
  private final Random random;

  /** Prints the seed, so that a failure can be repeated. */
  public Disorder(int worlds, long seed) {
    System.out.println("Disorder of " + worlds + " worlds, seed " + seed);
    this.worlds = worlds;
    this.random = new Random(seed);
  }

  /** Reads the files of a shop in one directory and writes those of all worlds into another. */
  public void write(Path from, Path to) throws IOException {
    Files.createDirectories(to);
    for (String file : List.of("events.jsonl", "orders.jsonl", "customers.jsonl")) {
      List<String> lines = lines(from.resolve(file));
      List<String> mixed = new ArrayList<>();
      for (int world = 0; world < worlds; world++) {
        addWorld(lines, "w" + world + "-", mixed);
      }
      writeShuffled(mixed, to.resolve(file));
    }
    List<String> campaigns = new ArrayList<>();
    addWorld(lines(from.resolve("campaigns.jsonl")), "", campaigns);
    writeShuffled(campaigns, to.resolve("campaigns.jsonl"));
    // Once: a request twice would be two requests.
    writeShuffled(lines(from.resolve("access.log")), to.resolve("access.log"));
  }

  private static List<String> lines(Path file) throws IOException {
    return new ArrayList<>(Files.readString(file, BYTES).lines().toList());
  }

  private void addWorld(List<String> lines, String prefix, List<String> mixed) {
    for (String line : lines) {
      String moved = IDENTITY.matcher(line).replaceAll("$0" + prefix);
      do {
        mixed.add(moved);
      } while (random.nextDouble() < REPEATED);
    }
  }

  private void writeShuffled(List<String> lines, Path file) throws IOException {
    Collections.shuffle(lines, random);
    Files.writeString(file, String.join("\n", lines) + "\n", BYTES);
  }
}
