package dev.headwater.lake.tables;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.headwater.lake.LakeException;
import dev.headwater.lake.LakeException.Actor;
import org.junit.jupiter.api.Test;

class TableDefinitionsTest {
  private static final TableDefinitions TABLES = TableDefinitions.load();

  @Test
  void aHorizonAsLongAsTheLongestWindowIsEnough() {
    assertThatCode(() -> TABLES.requireHorizon(7)).doesNotThrowAnyException();
  }

  @Test
  void aShorterHorizonIsRefusedWithTheTablesAndTheLeastThatCovers() {
    assertThatThrownBy(() -> TABLES.requireHorizon(6))
        .isInstanceOfSatisfying(
            LakeException.class, refusal -> assertThat(refusal.actor()).isEqualTo(Actor.USER))
        .hasMessage(
            "a hot horizon of 6 days is shorter than the longest window: jobs look into"
                + " order_touch_probes for 7 days, touches for 7 days; give --hot-days 7 or more");
  }
}
