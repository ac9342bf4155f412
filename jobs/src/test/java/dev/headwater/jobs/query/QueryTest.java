package dev.headwater.jobs.query;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class QueryTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "SELECT 1",
        "select 1",
        "(SELECT 1) UNION ALL (SELECT 2)",
        "WITH a AS (SELECT 1) SELECT * FROM a",
        "VALUES (1)",
        "FROM orders",
        "from orders SELECT order_id",
        "TABLE orders",
        "PIVOT orders ON currency USING SUM(total_amount)",
        "SUMMARIZE orders",
        "EXPLAIN SELECT 1",
        "SHOW TABLES",
        "DESCRIBE orders",
        "SELECT/* a comment */1"
      })
  void readingStatementsAreTaken(String sql) {
    assertThat(Query.reading(sql)).isEqualTo(sql);
    assertThat(Query.reading("-- why\n" + sql + ";\n")).isEqualTo(sql);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "INSERT INTO orders SELECT 1 | INSERT",
        "drop table orders | DROP",
        "SET 'a' = 'b' | SET",
        "EXECUTE STATEMENT SET BEGIN INSERT INTO a SELECT 1; END | EXECUTE",
        "SELECTED | SELECTED"
      })
  void whatDoesNotReadIsRefusedWithTheCommandThatRunsIt(String sql, String verb) {
    assertThatThrownBy(() -> Query.reading(sql))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "a query only reads, but this begins with " + verb + "; run it with `headwater sql`");
  }

  @Test
  void twoStatementsAndNoneAreRefused() {
    assertThatThrownBy(() -> Query.reading("SELECT 1; SELECT 2"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "a query is one statement, this is 2; run scripts with `headwater sql -f FILE`");
    assertThatThrownBy(() -> Query.reading(" -- nothing"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("a query is one statement, this is 0");
  }
}
