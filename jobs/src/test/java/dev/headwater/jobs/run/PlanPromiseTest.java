package dev.headwater.jobs.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PlanPromiseTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "no join | 0 | 0 | 0 | 0",
        "1 delta join | 1 | 0 | 0 | 0",
        "2 delta joins | 2 | 0 | 0 | 0",
        "1 lookup join | 0 | 1 | 0 | 0",
        "1 aggregate | 0 | 0 | 1 | 0",
        "1 delta join, 2 lookup joins | 1 | 2 | 0 | 0",
        "1 process table function | 0 | 0 | 0 | 1",
        "1 aggregate, 2 process table functions | 0 | 0 | 1 | 2",
        "12 delta joins, 3 lookup joins, 2 aggregates | 12 | 3 | 2 | 0"
      })
  void promisesAreReadAndWrittenInTheWordsOfAHeader(
      String words, int delta, int lookup, int aggregates, int functions) {
    PlanPromise promise = PlanPromise.of("job", "-- job: a grain.\n-- Plan: " + words + "\n");

    assertThat(promise).isEqualTo(new PlanPromise(delta, lookup, aggregates, functions));
    assertThat(promise).hasToString(words);
  }

  @Test
  void theOrderOfThePartsAndSpaceAroundThemDoNotMatter() {
    assertThat(PlanPromise.of("job", "-- Plan:  1 lookup join ,2 delta joins  \r\nSELECT 1"))
        .isEqualTo(new PlanPromise(2, 1));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "SELECT 1;", "-- plan: no join", "SELECT 1 -- Plan: no join"})
  void aHeaderWithoutAPromiseIsToldWhatToAdd(String sql) {
    assertThatThrownBy(() -> PlanPromise.of("touches", sql))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "touches.sql: the header promises nothing; add a line such as `-- Plan: 1 delta join` or `-- Plan: no join`");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "one delta join | one delta join",
        "1 delta join, 1 temporal join | 1 temporal join",
        "1 delta join and 1 lookup join | 1 delta join and 1 lookup join",
        "1 delta join, no join | no join",
        "-1 delta join | -1 delta join"
      })
  void aPartThatCannotBeReadIsShown(String promise, String part) {
    assertThatThrownBy(() -> PlanPromise.of("touches", "-- Plan: " + promise))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "touches.sql: cannot read the promise `%s` in `-- Plan: %s`".formatted(part, promise));
  }
}
