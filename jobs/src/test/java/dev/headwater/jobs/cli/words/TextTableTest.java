package dev.headwater.jobs.cli.words;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

class TextTableTest {
  @Test
  void columnsAreAsWideAsTheyNeedAndNumbersStandToTheRight() {
    TextTable table =
        new TextTable("channel", "orders", "share")
            .row("email", 12, "5.5%")
            .row("paid_search", 1_234, "94.5%")
            .row("", "", "");

    assertThat(table.text())
        .isEqualTo(
            """
            channel      orders  share
            ──────────────────────────
            email            12   5.5%
            paid_search    1234  94.5%

            """);
  }

  @Test
  void aColumnWithOneWordInItIsText() {
    assertThat(new TextTable("value").row("12").row("none").text())
        .isEqualTo("value\n─────\n12\nnone\n");
  }

  @Test
  void negativeAmountsAndThousandsAreNumbers() {
    assertThat(new TextTable("amount").row("-1,234.50").row("7").text())
        .isEqualTo("   amount\n─────────\n-1,234.50\n        7\n");
  }

  @Test
  void nullIsAnEmptyCell() {
    assertThat(new TextTable("a", "b").row(Arrays.asList(null, "x")).text())
        .isEqualTo("a  b\n────\n   x\n");
  }

  @Test
  void withoutRowsThereIsOnlyTheHead() {
    assertThat(new TextTable("a", "bc").text()).isEqualTo("a  bc\n─────\n");
  }
}
