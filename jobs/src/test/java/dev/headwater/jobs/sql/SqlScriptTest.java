package dev.headwater.jobs.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SqlScriptTest {
  private static List<String> texts(String script) {
    return SqlScript.statements(script).stream().map(SqlStatement::text).toList();
  }

  @Test
  void statementsEndAtSemicolonsAndTheLastNeedsNone() {
    assertThat(texts("SELECT 1; SELECT 2;\nSELECT 3"))
        .containsExactly("SELECT 1", "SELECT 2", "SELECT 3");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "  \n", ";", " ; ;\n;", "-- only a comment", "/* only a comment */"})
  void aScriptWithoutWordsHasNoStatements(String script) {
    assertThat(SqlScript.statements(script)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "SELECT 'a;b'",
        "SELECT 'it''s; here'",
        "SELECT '--no comment;'",
        "SELECT '/* no comment; */'",
        "SELECT `a;b` FROM t",
        "SELECT `a``;b` FROM t",
        "SELECT \"a;b\"",
        "SELECT 1 -- the rest; is a comment\n+ 1",
        "SELECT 1 /* a; b */ + 1",
        "SELECT /*+ OPTIONS('a;b' = 'c;d') */ 1",
        "SELECT 1 -- don't count\n+ 1",
        "SELECT 1 /* don't count */ + 1",
        "SELECT ''"
      })
  void semicolonsAndQuotesInsideOthersDoNotCount(String statement) {
    assertThat(texts(statement + "; SELECT 2;")).containsExactly(statement, "SELECT 2");
  }

  @Test
  void aHintStaysAndAComplaintAboutItPointsAtItsStatement() {
    assertThat(SqlScript.statements("\n/*+ H('a') */ SELECT 1;"))
        .containsExactly(new SqlStatement("/*+ H('a') */ SELECT 1", 2));
  }

  @Test
  void commentsBeforeAStatementAreLeftOutAndItsLineIsThatOfItsFirstWord() {
    String script =
        """
        -- a header; with a semicolon
        SET 'a' = 'b';

        /* more;
           of it */ SELECT
          1;
        SELECT 'two
        lines'; SELECT 3;
        """;

    assertThat(SqlScript.statements(script))
        .containsExactly(
            new SqlStatement("SET 'a' = 'b'", 2),
            new SqlStatement("SELECT\n  1", 5),
            new SqlStatement("SELECT 'two\nlines'", 7),
            new SqlStatement("SELECT 3", 8));
  }

  @Test
  void linesCountTheSameWithCarriageReturns() {
    assertThat(SqlScript.statements("-- a\r\nSELECT 1;\r\nSELECT 2;\r\n"))
        .containsExactly(new SqlStatement("SELECT 1", 2), new SqlStatement("SELECT 2", 3));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "EXECUTE STATEMENT SET BEGIN INSERT INTO a SELECT 1; INSERT INTO b SELECT 2; END",
        "execute statement set\nbegin\n  insert into a select 1;\n  insert into b select 2;\nend",
        "EXECUTE /* all */ STATEMENT SET -- of them\nBEGIN INSERT INTO a SELECT ';'; END",
        "EXECUTE STATEMENT SET BEGIN INSERT INTO a SELECT 1; -- END;\nINSERT INTO b SELECT 2; END",
        "EXECUTE STATEMENT SET BEGIN INSERT INTO a SELECT CASE WHEN x THEN 1 END; INSERT INTO b SELECT 2; END",
        "EXECUTE STATEMENT SET BEGIN INSERT INTO a SELECT x AS `END`; INSERT INTO b SELECT 2; END"
      })
  void aStatementSetRunsToItsEnd(String set) {
    assertThat(texts(set + "; SELECT 2;")).containsExactly(set, "SELECT 2");
  }

  @Test
  void whatOpensAndIsNeverClosedIsNamedWithItsLine() {
    assertNeverClosed("SELECT 1;\nSELECT 'a;\nSELECT 2;", 2, "'");
    assertNeverClosed("SELECT `a", 1, "`");
    assertNeverClosed("SELECT \"a", 1, "\"");
    assertNeverClosed("SELECT 'it''s", 1, "'");
    assertNeverClosed("\n\n/* never\nclosed", 3, "*/");
  }

  private static void assertNeverClosed(String script, int line, String mark) {
    assertThatThrownBy(() -> SqlScript.statements(script))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("what opens on line " + line + " is never closed by " + mark);
  }
}
