package dev.headwater.lake.tables;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.headwater.lake.LakeException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TableRulesTest {
  @Test
  void everyShippedDefinitionKeepsTheRules() {
    assertThat(TableDefinitions.load().all())
        .extracting(TableDefinition::name)
        .contains("hits", "events", "orders", "order_mart", "first_touch", "platform_progress")
        .hasSize(25);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "'table.merge-engine' = 'first_row'",
        "'table.merge-engine' = 'versioned', 'table.merge-engine.versioned.ver-column' = 'v'",
        "'table.delete.behavior' = 'IGNORE'"
      })
  void tablesWhereAWriteMayChangeNothingAreRefusedInTheLake(String option) {
    String sql = table("id STRING NOT NULL, v BIGINT, PRIMARY KEY (id) NOT ENFORCED", option);
    assertThatThrownBy(() -> TableDefinitions.of(Map.of("t", withLake(sql))))
        .isInstanceOf(LakeException.class)
        .hasMessageContaining("t: a table with " + option.substring(0, option.indexOf('=') - 1))
        .hasMessageContaining("must not be in the lake");
    assertThat(TableDefinitions.of(Map.of("t", sql)).all()).hasSize(1);
  }

  @Test
  void aWatermarkIsRefusedBecauseItEndsDeltaJoins() {
    String sql =
        table("id STRING NOT NULL, t TIMESTAMP_LTZ(3), WATERMARK FOR t AS t", "'bucket.num' = '1'");
    assertThatThrownBy(() -> TableDefinitions.of(Map.of("t", sql)))
        .hasMessageContaining("t.sql cannot be used: it declares a WATERMARK");
  }

  @Test
  void aFileThatDefinesAnotherTableIsRefused() {
    assertThatThrownBy(
            () -> TableDefinitions.of(Map.of("s", table("id STRING", "'bucket.num' = '1'"))))
        .hasMessageContaining("it defines the table t; file and table share one name");
  }

  @Test
  void aDeltaJoinInputNeedsAKeyNoDeletesAndALookup() {
    assertThat(problems("id STRING", "'bucket.num' = '1'"))
        .containsExactly("t: a log table cannot be looked up; give it a PRIMARY KEY");
    String keyed = "d STRING NOT NULL, id STRING NOT NULL, PRIMARY KEY (id, d) NOT ENFORCED";
    assertThat(problems(keyed, "'bucket.key' = 'id'"))
        .singleElement()
        .asString()
        .contains("rows can be deleted", "'table.merge-engine' = 'first_row'");
    assertThat(problems(keyed, "'table.merge-engine' = 'first_row'"))
        .singleElement()
        .asString()
        .contains("the join compares [id]", "set 'bucket.key' to columns of the join");
    assertThat(problems(keyed, "'table.merge-engine' = 'first_row', 'bucket.key' = 'id'"))
        .isEmpty();
  }

  private static List<String> problems(String columns, String options) {
    TableDefinition definition =
        TableDefinitions.of(Map.of("t", table(columns, options))).all().iterator().next();
    return TableRules.deltaJoinProblems("t", definition.descriptor(), List.of("id"));
  }

  private static String withLake(String sql) {
    return sql.replace(" WITH (", " WITH ('table.datalake.enabled' = 'true', ");
  }

  private static String table(String columns, String options) {
    return "CREATE TABLE t (" + columns + ") WITH (" + options + ")";
  }
}
