package dev.headwater.lake.server.flight;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class PreparedStatementsTest {
  private final AtomicLong clock = new AtomicLong(Long.MAX_VALUE - 5);
  private final PreparedStatements statements =
      new PreparedStatements(100, Duration.ofMinutes(60), clock::get);

  private void pass(Duration time) {
    clock.addAndGet(time.toNanos());
  }

  @Test
  void aStatementIsFoundWithItsValuesUntilItIsClosed() {
    String handle = statements.add("bi", "SELECT ?");
    assertThat(statements.find("bi", handle))
        .contains(new PreparedStatements.Bound("SELECT ?", List.of()));
    assertThat(statements.bind("bi", handle, Arrays.asList(1L, null))).isTrue();
    assertThat(statements.find("bi", handle))
        .contains(new PreparedStatements.Bound("SELECT ?", Arrays.asList(1L, null)));
    statements.close("bi", handle);
    assertThat(statements.find("bi", handle)).isEmpty();
    assertThat(statements.bind("bi", handle, List.of())).isFalse();
  }

  @Test
  void nobodyElseFindsBindsOrClosesIt() {
    String handle = statements.add("bi", "SELECT ?");
    assertThat(statements.find("other", handle)).isEmpty();
    assertThat(statements.bind("other", handle, List.of(7))).isFalse();
    statements.close("other", handle);
    assertThat(statements.find("bi", handle))
        .contains(new PreparedStatements.Bound("SELECT ?", List.of()));
  }

  @Test
  void whoNeverClosesLosesTheOnesUnusedLongestAndNobodyElseLosesAny() {
    String theirs = statements.add("other", "SELECT 0");
    String used = statements.add("bi", "SELECT 1");
    String unused = statements.add("bi", "SELECT 2");
    for (int i = 0; i < 10_000; i++) {
      statements.add("bi", "SELECT " + i);
      assertThat(statements.find("bi", used)).isPresent();
    }
    assertThat(statements.count()).isEqualTo(101);
    assertThat(statements.find("bi", unused)).isEmpty();
    assertThat(statements.find("other", theirs)).isPresent();
    assertThat(statements.whyClosed())
        .contains("3600 s", "100 newer ones of its reader", "prepare it again");
  }

  @Test
  void longTextsAreFewerAndOneThatIsTooLongIsRefused() {
    String third = "x".repeat(PreparedStatements.MOST_TEXT / 3);
    List<String> handles = new ArrayList<>();
    for (int i = 0; i < 4; i++) {
      handles.add(statements.add("bi", third));
    }
    assertThat(statements.count()).isEqualTo(3);
    assertThat(statements.bind("bi", handles.get(3), List.of(third))).isTrue();
    assertThat(statements.count()).isEqualTo(2);
    assertThatThrownBy(() -> statements.bind("bi", handles.get(3), List.of(third, third, third)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("longer than 8 MB");
  }

  @Test
  void oneThatNobodyUsesIsForgotten() {
    String unused = statements.add("bi", "SELECT 1");
    String used = statements.add("bi", "SELECT 2");
    pass(Duration.ofMinutes(59));
    assertThat(statements.find("bi", used)).isPresent();
    pass(Duration.ofMinutes(2));
    assertThat(statements.find("bi", used)).isPresent();
    assertThat(statements.find("bi", unused)).isEmpty();
    assertThat(statements.count()).isEqualTo(1);
  }
}
