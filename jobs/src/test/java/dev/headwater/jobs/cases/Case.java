package dev.headwater.jobs.cases;

import dev.headwater.jobs.oracle.OracleInput;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A folder: what is given and what must come of it.
 *
 * @param rounds of ingests, in their order
 * @param expected a table or view each; what is not expected to be set aside must not be
 * @param errors texts that the refusal must contain; empty when all is accepted
 */
record Case(Path folder, List<Round> rounds, List<ExpectedTable> expected, List<String> errors) {
  private static final Pattern CURRENCY = Pattern.compile("\"currency\"\\s*:\\s*\"([A-Z]{3})\"");
  private static final List<String> SET_ASIDE = List.of("rejected_records", "late_records");

  Case {
    rounds = List.copyOf(rounds);
    expected = List.copyOf(expected);
    errors = List.copyOf(errors);
    boolean fails = folder.getFileName().toString().endsWith("-fail");
    require(fails != errors.isEmpty(), folder, "a case that ends in -fail has expected/error.txt");
    require(!rounds.isEmpty(), folder, "a case gives at least one file");
    require(
        fails || expected.stream().anyMatch(table -> !table.rows().isEmpty()),
        folder,
        "a case expects at least one row");
  }

  private static void require(boolean condition, Path folder, String rule) {
    if (!condition) {
      throw new IllegalArgumentException(rule + ": " + folder);
    }
  }

  /** What stands before the identities of a case. */
  static String prefix(String name) {
    return name + "/";
  }

  /** Those whose name begins as {@code -Dcase=NAME} says; all when it says nothing. */
  static List<Case> all() throws IOException {
    List<Case> cases = new ArrayList<>();
    try (Stream<Path> folders = Files.list(Path.of("src/test/resources/cases"))) {
      for (Path folder : folders.sorted().toList()) {
        if (folder.getFileName().toString().startsWith(System.getProperty("case", ""))) {
          cases.add(read(folder));
        }
      }
    }
    if (cases.isEmpty()) {
      throw new IllegalArgumentException("no case is called " + System.getProperty("case"));
    }
    return cases;
  }

  static Case read(Path folder) throws IOException {
    String name = folder.getFileName().toString();
    Path given = folder.resolve("given");
    Path script = folder.resolve("steps.txt");
    List<Round> rounds = new ArrayList<>();
    if (Files.exists(script)) {
      rounds.addAll(Round.read(name, script, given));
    } else {
      List<GivenFile> all = files(given).stream().map(file -> new GivenFile(name, file)).toList();
      rounds.add(new Round(all, Round.End.SETTLE));
    }
    List<ExpectedTable> expected = new ArrayList<>();
    List<String> errors = new ArrayList<>();
    for (Path file : files(folder.resolve("expected"))) {
      if (file.endsWith("error.txt")) {
        errors.addAll(Files.readAllLines(file));
      } else {
        expected.add(ExpectedTable.read(file));
      }
    }
    for (String table : SET_ASIDE) {
      if (expected.stream().noneMatch(rows -> rows.table().equals(table))) {
        expected.add(ExpectedTable.none(table, "source", "position", "reason", "detail"));
      }
    }
    return new Case(folder, rounds, expected, errors);
  }

  private static List<Path> files(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.sorted().toList();
    }
  }

  String name() {
    return folder.getFileName().toString();
  }

  List<GivenFile> files() {
    return rounds.stream().flatMap(round -> round.files().stream()).toList();
  }

  /** Currencies of the orders; they tell a case's rows where nothing else does. */
  Set<String> currencies() {
    Set<String> currencies = new TreeSet<>();
    for (GivenFile file : files()) {
      if (file.table().equals("orders")) {
        for (String line : file.lines().stream().filter(line -> !line.isBlank()).toList()) {
          Matcher currency = CURRENCY.matcher(line);
          currencies.add(currency.find() ? currency.group(1) : OracleInput.DEFAULT_CURRENCY);
        }
      }
    }
    return currencies;
  }

  boolean isToldByCurrency() {
    return expected.stream().anyMatch(table -> table.owner().equals("currency"));
  }

  boolean fails() {
    return !errors.isEmpty();
  }
}
