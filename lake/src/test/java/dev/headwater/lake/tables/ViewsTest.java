package dev.headwater.lake.tables;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.headwater.lake.LakeException;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class ViewsTest {
  @Test
  void aViewComesAfterThoseItReads() {
    Map<String, String> statements =
        Views.temporaryStatements(
            views(Map.of("a", "SELECT 1 FROM b JOIN c", "b", "SELECT 1 FROM bc", "c", "SELECT 1")));

    assertThat(statements.keySet()).containsExactly("b", "c", "a");
    assertThat(statements.get("c")).isEqualTo("CREATE TEMPORARY VIEW IF NOT EXISTS c AS\nSELECT 1");
  }

  @Test
  void aQueryNeedsTheViewsItNamesAndWhatTheyRead() {
    Map<String, String> statements =
        Views.temporaryStatements(
            views(Map.of("a", "SELECT 1 FROM b", "b", "SELECT 1", "c", "SELECT 1 FROM b")));

    assertThat(Views.neededBy("SELECT 1 FROM a", statements).keySet()).containsExactly("b", "a");
    assertThat(Views.neededBy("SELECT a_b, 'cc' FROM t", statements)).isEmpty();
  }

  @Test
  void viewsThatReadEachOtherAreRefused() {
    assertThatThrownBy(
            () ->
                Views.temporaryStatements(
                    views(Map.of("a", "SELECT 1 FROM b", "b", "SELECT 1 FROM a"))))
        .isInstanceOf(LakeException.class)
        .hasMessageContaining("circle");
  }

  @Test
  void shippedViewsCanBeMadeOneAfterTheOther() {
    assertThat(Views.temporaryStatements().keySet())
        .containsSubsequence(
            "order_paths", "attribution_weights", "attribution_credits", "attribution_by_channel")
        .containsSubsequence("order_paths", "attributed_orders");
  }

  private static SortedMap<String, String> views(Map<String, String> selects) {
    SortedMap<String, String> texts = new TreeMap<>();
    selects.forEach(
        (name, select) ->
            texts.put(
                name,
                "-- " + name + "\nCREATE VIEW IF NOT EXISTS " + name + " AS\n" + select + ";\n"));
    return texts;
  }
}
