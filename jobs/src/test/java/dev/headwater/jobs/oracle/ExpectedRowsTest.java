package dev.headwater.jobs.oracle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class ExpectedRowsTest {
  private static final Instant TIME = Instant.parse("2026-01-05T00:00:00Z");

  private final ExpectedRows rows =
      new ExpectedRows(
          "sales",
          Column.key("id"),
          Column.text("note"),
          Column.amount("total"),
          Column.whole("pieces"),
          Column.time("sold"));

  @Test
  void theSameValuesInOtherTypesAndOrderAreTheSameRows() {
    rows.add("a", null, new BigDecimal("1.5"), 1L, TIME);
    rows.add("b", "x", new BigDecimal("2.00"), 2L, TIME);
    List<List<Object>> actual =
        List.of(
            Arrays.asList("b", 'x', "2", 2, "2026-01-05T00:00:00.000Z"),
            Arrays.asList("a", null, 1.5, "1", TIME));
    assertThat(rows.differenceFrom(actual)).isEmpty();
  }

  @Test
  void differencesShowBothSides() {
    rows.add("gone", "x", new BigDecimal("1.00"), 1L, TIME);
    rows.add("other", "x", new BigDecimal("1.00"), 1L, TIME);
    rows.add("twice", "x", new BigDecimal("1.00"), 1L, TIME);
    List<Object> twice = List.of("twice", "x", "1.00", 1, TIME);
    List<List<Object>> actual =
        List.of(
            List.of("other", "y", "1.00", 1, TIME),
            List.of("new", "NULL", "1.00", 1, TIME),
            twice,
            twice);
    assertThat(rows.differenceFrom(actual))
        .isEqualTo(
            """
            sales: 3 rows expected, 4 found, 4 keys differ (columns [id, note, total, pieces, sold])
              key 'gone'
                expected ['gone', 'x', 1.00, 1, 2026-01-05T00:00:00Z]
                found    no row
              key 'other'
                expected ['other', 'x', 1.00, 1, 2026-01-05T00:00:00Z]
                found    ['other', 'y', 1.00, 1, 2026-01-05T00:00:00Z]
              key 'twice'
                expected ['twice', 'x', 1.00, 1, 2026-01-05T00:00:00Z]
                found    ['twice', 'x', 1.00, 1, 2026-01-05T00:00:00Z] and ['twice', 'x', 1.00, 1, 2026-01-05T00:00:00Z]
              key 'new'
                expected no row
                found    ['new', 'NULL', 1.00, 1, 2026-01-05T00:00:00Z]
            """);
  }

  @Test
  void onlyTheFirstTenDifferencesAreShown() {
    List<List<Object>> actual = new ArrayList<>();
    for (int i = 10; i < 22; i++) {
      actual.add(List.of("k" + i, "x", "1", 1, TIME));
    }
    assertThat(rows.differenceFrom(actual))
        .startsWith("sales: 0 rows expected, 12 found, 12 keys differ")
        .contains("'k19'")
        .doesNotContain("'k20'")
        .endsWith("  and so on\n");
  }

  @Test
  void aValueOfTheWrongTypeIsNamedWithItsColumn() {
    List<List<Object>> actual = List.of(List.of("a", "x", "1.005", 1, TIME));
    assertThatThrownBy(() -> rows.differenceFrom(actual))
        .hasMessage("Column total cannot hold 1.005 (java.lang.String).");
  }
}
