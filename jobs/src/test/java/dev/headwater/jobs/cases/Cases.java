package dev.headwater.jobs.cases;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Every folder under cases is a test; {@code -Dcase=NAME} runs those whose name begins so. A part
 * of {@link dev.headwater.jobs.cli.SpineIT}.
 */
public interface Cases {
  /** All cases, behind them. */
  CasesRun cases();

  /** The cases by name. */
  static Stream<Named<Case>> named() throws IOException {
    return Case.all().stream().map(one -> Named.of(one.name(), one));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("dev.headwater.jobs.cases.Cases#named")
  default void everyCaseGivesWhatItExpects(Case one) throws IOException {
    if (one.fails()) {
      assertThat(cases().refusal(one)).as("refusal of %s", one.name()).contains(one.errors());
      return;
    }
    String differences =
        one.expected().stream()
            .map(table -> Comparison.difference(table, cases().found(one, table)))
            .collect(Collectors.joining());
    assertThat(differences).as(one.name()).isEmpty();
  }

  @Test
  default void aCaseThatIsToldByItsCurrencyHasItForItself() throws IOException {
    List<Case> cases = Case.all();
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
