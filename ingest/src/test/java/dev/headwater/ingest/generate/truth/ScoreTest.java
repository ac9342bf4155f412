package dev.headwater.ingest.generate.truth;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headwater.ingest.generate.truth.AttributedPair.Kind;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ScoreTest {
  private static final AttributedPair PATH = new AttributedPair(Kind.PATH, "c", "o", "e1");
  private static final AttributedPair OTHER = new AttributedPair(Kind.PATH, "c", "o", "e2");
  private static final AttributedPair FIRST = new AttributedPair(Kind.FIRST_TOUCH, "c", "o", "e1");
  private static final AttributedPair CLICK = new AttributedPair(Kind.FIRST_CLICK, "c", "o", "e1");

  @Test
  void everythingRightIsOneAndOne() {
    assertThat(Score.of(Set.of(PATH, FIRST), Set.of(FIRST, PATH)))
        .isEqualTo(new Score(1, 1, 2, 2, 2));
  }

  @Test
  void nothingProducedIsZeroAndZero() {
    assertThat(Score.of(Set.of(PATH), Set.of())).isEqualTo(new Score(0, 0, 0, 0, 1));
    assertThat(Score.of(Set.of(), Set.of())).isEqualTo(new Score(0, 0, 0, 0, 0));
  }

  @Test
  void aMissingPairCostsRecallAndAWrongOnePrecision() {
    assertThat(Score.of(Set.of(PATH, FIRST, CLICK, OTHER), Set.of(PATH)))
        .isEqualTo(new Score(1, 0.25, 1, 1, 4));
    assertThat(Score.of(Set.of(PATH), Set.of(PATH, OTHER))).isEqualTo(new Score(0.5, 1, 1, 2, 1));
  }

  @Test
  void theSameEventInAnotherRoleIsAnotherPair() {
    assertThat(Score.of(Set.of(PATH), Set.of(FIRST, CLICK))).isEqualTo(new Score(0, 0, 0, 2, 1));
  }
}
