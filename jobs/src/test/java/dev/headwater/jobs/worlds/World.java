package dev.headwater.jobs.worlds;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;

/**
 * A small input: for each table its lines, in which {@code @} stands for the world's name and
 * {@code @@@} for its currency, so that many worlds fit into one platform and none meets another.
 */
record World(Map<String, List<String>> linesByTable) {
  private static final int LETTERS = 26;

  World {
    Map<String, List<String>> copy = new TreeMap<>();
    linesByTable.forEach((table, lines) -> copy.put(table, List.copyOf(lines)));
    linesByTable = copy;
  }

  static String name(int number) {
    return "v" + number + "-";
  }

  /** Three letters of its own for each of the first 17,576 worlds. */
  static String currency(int number) {
    StringBuilder letters = new StringBuilder();
    for (int rest = number, i = 0; i < 3; i++, rest /= LETTERS) {
      letters.append((char) ('A' + rest % LETTERS));
    }
    return letters.toString();
  }

  List<String> lines(String table, int number) {
    return linesByTable.getOrDefault(table, List.of()).stream()
        .map(line -> line.replace("@@@", currency(number)).replace("@", name(number)))
        .toList();
  }

  /** Whether a value of a row tells that it is of one of the first worlds. */
  static boolean isOfSome(int worlds, Object value) {
    String text = String.valueOf(value);
    return IntStream.range(0, worlds)
        .anyMatch(number -> text.startsWith(name(number)) || text.equals(currency(number)));
  }

  /** Every line, a table after the other. */
  String lines(int number) {
    List<String> all = new ArrayList<>();
    linesByTable.keySet().forEach(table -> all.addAll(lines(table, number)));
    return String.join("\n", all);
  }
}
