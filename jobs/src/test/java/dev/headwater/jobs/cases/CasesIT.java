package dev.headwater.jobs.cases;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every folder under cases is a test; {@code -Dcase=NAME} runs those whose name begins so. */
class CasesIT {
  private static final Path CASES = Path.of("src/test/resources/cases");

  @TempDir static Path directory;
  private static List<Case> cases;
  private static CasesRun run;
  private static FoundRows found;

  @BeforeAll
  static void runAll() throws IOException {
    cases = new ArrayList<>();
    try (Stream<Path> folders = Files.list(CASES)) {
      for (Path folder : folders.sorted().toList()) {
        if (folder.getFileName().toString().startsWith(System.getProperty("case", ""))) {
          cases.add(Case.read(folder));
        }
      }
    }
    assertThat(cases).as("cases in %s", CASES).isNotEmpty();
    run = new CasesRun(cases, directory);
    found = run.run();
  }

  @AfterAll
  static void stop() {
    if (run != null) {
      run.close();
    }
  }

  static Stream<Named<Case>> named() {
    return cases.stream().map(one -> Named.of(one.name(), one));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("named")
  void everyCaseGivesWhatItExpects(Case one) throws IOException {
    if (one.fails()) {
      assertThat(run.refusal(one)).as("refusal of %s", one.name()).contains(one.errors());
      return;
    }
    String differences =
        one.expected().stream()
            .map(table -> Comparison.difference(table, found.of(one, table)))
            .collect(Collectors.joining());
    assertThat(differences).as(one.name()).isEmpty();
  }

  @Test
  void aCaseThatIsToldByItsCurrencyHasItForItself() {
    for (Case one : cases) {
      Set<String> others = new HashSet<>();
      cases.stream()
          .filter(other -> !other.equals(one))
          .forEach(other -> others.addAll(other.currencies()));
      assertThat(one.isToldByCurrency() && !Collections.disjoint(one.currencies(), others))
          .as(
              "%s compares rows by currency: no other case may have one of %s",
              one.name(), one.currencies())
          .isFalse();
    }
  }
}
