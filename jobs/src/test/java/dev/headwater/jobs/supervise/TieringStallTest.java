package dev.headwater.jobs.supervise;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headwater.lake.progress.TableProgress;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class TieringStallTest {
  private static final Instant START = Instant.parse("2024-01-01T00:00:00Z");

  private final TieringStall stall = new TieringStall(Duration.ofMinutes(3));

  private boolean isStalled(int minute, TableProgress... tables) {
    return stall.isStalled(List.of(tables), START.plus(Duration.ofMinutes(minute)));
  }

  private static TableProgress lake(String table, long written, long tiered) {
    return new TableProgress(table, written, true, tiered, Optional.of(1L));
  }

  @Test
  void rowsThatWaitWhileNothingMovesForLongerThanThePatienceAreAStall() {
    assertThat(isStalled(0, lake("order_mart", 10, 5))).isFalse();
    assertThat(isStalled(3, lake("order_mart", 20, 5))).isFalse();
    assertThat(isStalled(4, lake("order_mart", 30, 5))).isTrue();
  }

  @Test
  void aTableThatMovesShowsThatTieringGoesOnForAll() {
    assertThat(isStalled(0, lake("order_mart", 10, 5), lake("hits", 9, 1))).isFalse();
    assertThat(isStalled(3, lake("order_mart", 10, 5), lake("hits", 9, 2))).isFalse();
    assertThat(isStalled(6, lake("order_mart", 10, 5), lake("hits", 9, 2))).isFalse();
    assertThat(isStalled(7, lake("order_mart", 10, 5), lake("hits", 9, 2))).isTrue();
  }

  @Test
  void nothingIsStalledWhileNoRowWaits() {
    TableProgress hot = new TableProgress("events", 100, false, 0, Optional.empty());
    assertThat(isStalled(0, lake("order_mart", 10, 10), hot)).isFalse();
    assertThat(isStalled(60, lake("order_mart", 10, 10), hot)).isFalse();
    assertThat(isStalled(61, lake("order_mart", 11, 10), hot))
        .as("the row has waited one minute, not an hour")
        .isFalse();
  }

  @Test
  void aRestartOfTieringGetsThePatienceAnew() {
    isStalled(0, lake("order_mart", 10, 5));
    assertThat(isStalled(10, lake("order_mart", 10, 5))).isTrue();

    stall.restarted(START.plus(Duration.ofMinutes(10)));

    assertThat(isStalled(13, lake("order_mart", 10, 5))).isFalse();
    assertThat(isStalled(14, lake("order_mart", 10, 5))).isTrue();
  }
}
