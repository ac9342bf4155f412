package dev.headwater.jobs.sql;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class CanonicalSqlTest {
  private static String canonical(String sql) {
    return CanonicalSql.of(new SqlStatement(sql, 1));
  }

  @Test
  void commentsAndBlanksAreLeftOut() {
    assertThat(canonical("SELECT  a, -- the 'first'\n\tb /* and\n'second' */ FROM t -- end"))
        .isEqualTo("SELECT a, b FROM t");
  }

  @Test
  void quotedWordsAndHintsStay() {
    assertThat(
            canonical("SELECT '--  x', `/* y */`,  'it''s  /*' FROM t /*+ OPTIONS('a' = 'b') */"))
        .isEqualTo("SELECT '--  x', `/* y */`, 'it''s  /*' FROM t /*+ OPTIONS('a' = 'b') */");
  }

  @Test
  void whatIsDoneMakesADifference() {
    assertThat(canonical("SELECT 1")).isNotEqualTo(canonical("SELECT 2"));
    assertThat(canonical("SELECT 'a b'")).isNotEqualTo(canonical("SELECT 'a  b'"));
  }
}
