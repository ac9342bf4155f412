package dev.headwater.lake.server.duck;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.headwater.lake.server.ask.QueryException;
import java.nio.file.Path;
import java.sql.SQLException;
import org.assertj.core.api.AbstractThrowableAssert;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is said of texts that are no query. */
class QueryParserTest {
  @TempDir Path directory;
  private TestingDatabase testing;

  @BeforeEach
  void open() throws SQLException {
    testing = TestingDatabase.in(directory);
  }

  @AfterEach
  void close() throws SQLException {
    testing.close();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "SELECT 1 \0",
        "SELECT 1 -- \0 , 2",
        "SELECT 'a\0b'",
        "SELECT 1\0; DROP VIEW x",
        "EXPLAIN SELECT\0 1",
        "\0"
      })
  void aNulIsRefusedWhereverItIs(String sql) {
    refused(sql, sql.indexOf('\0'))
        .hasMessage("the query has a NUL character in it, and SQL has none; take it out");
  }

  @Test
  void aNulBehindOtherLettersHasItsPlaceInBytes() {
    refused("SELECT 'é', '\0'", 14);
  }

  @Test
  void aQueryNestedWithoutEndIsRefusedInWords() {
    String sql = "SELECT " + "abs(".repeat(600) + "1" + ")".repeat(600);
    refused(sql, -1).hasMessageContaining("nested too deeply");
  }

  @Test
  void aRefusalTellsWhere() {
    refused("SELECT 1, getenv('HOME')", 10)
        .hasMessage("there is no function getenv for queries; look how it is spelt");
    refused("EXPLAIN SELECT 1, current_setting('x')", 18)
        .hasMessage("the function current_setting is not for queries");
    refused("SELECT 1 FROM read_text('x')", 14)
        .hasMessageContaining("the table function read_text");
    refused("SELECT 1 FROM data.headwater.x", 14).hasMessageContaining("there is no table 'x'");
  }

  private AbstractThrowableAssert<?, ?> refused(String sql, int position) {
    return assertThatThrownBy(() -> QueryParser.parse(testing.connection(), sql))
        .isInstanceOfSatisfying(
            QueryException.class,
            e -> assertThat(e.position().orElse(-1)).as(e.getMessage()).isEqualTo(position));
  }
}
