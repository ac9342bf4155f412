package dev.headwater.lake.server.duck;

import static java.util.stream.Collectors.toSet;
import static org.assertj.core.api.Assertions.assertThat;

import dev.headwater.lake.server.ask.ParsedQuery.TableName;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import org.duckdb.DuckDBConnection;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Which names mean tables. DuckDB itself is the oracle: a query names a table when it cannot be
 * bound without it.
 */
class QueryScopeTest {
  private static final List<String> TABLES = List.of("a", "b", "c");
  private static final List<DuckDBConnection> WITHOUT = new ArrayList<>();
  private static DuckDBConnection whole;

  @BeforeAll
  static void open() throws SQLException {
    whole = database(TABLES);
    for (String missing : TABLES) {
      WITHOUT.add(database(TABLES.stream().filter(name -> !name.equals(missing)).toList()));
    }
  }

  private static DuckDBConnection database(List<String> tables) throws SQLException {
    DuckDBConnection connection =
        (DuckDBConnection) DriverManager.getConnection("jdbc:duckdb::memory:");
    for (String table : tables) {
      QueryDatabase.execute(connection, "CREATE TABLE " + table + " AS SELECT 1 AS x");
    }
    return connection;
  }

  @AfterAll
  static void close() throws SQLException {
    whole.close();
    for (DuckDBConnection connection : WITHOUT) {
      connection.close();
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "WITH a AS (FROM b) FROM a | b",
        "WITH A AS (FROM b) FROM a | b",
        "WITH \"a\" AS (FROM b) FROM \"A\" | b",
        "WITH a AS (FROM a) FROM a | a",
        "WITH a AS (FROM a) FROM main.a | a",
        "WITH a AS (FROM b) FROM a, main.a AS m | a b",
        "WITH a AS (FROM b), b AS (FROM c) FROM a, b | b c",
        "WITH b AS (FROM c), a AS (FROM b) FROM a | c",
        "WITH a AS (WITH b AS (SELECT 1 AS x) FROM b) SELECT 1 FROM b, a | b",
        "WITH b AS (FROM c) SELECT * FROM (WITH a AS (FROM b) FROM a) AS d | c",
        "SELECT * FROM a, (WITH a AS (SELECT 2) FROM a) AS d | a",
        "(WITH a AS (FROM b) FROM a) UNION ALL FROM a | a b",
        "WITH a AS (FROM b) FROM a UNION ALL FROM a | b",
        "WITH a AS (FROM b) SELECT x FROM c ORDER BY (SELECT MAX(x) FROM a) | b c",
        "WITH RECURSIVE a AS (SELECT 1 AS x UNION ALL SELECT x + 1 FROM a WHERE x < 3) FROM a |''",
        "WITH RECURSIVE a AS (FROM a) FROM a | a",
        "WITH RECURSIVE a AS (SELECT x FROM b UNION ALL SELECT x + 1 FROM a WHERE x < 3) FROM a, c"
            + " | b c",
        // The sign for Kelvin is no k to DuckDB, and so hides no table.
        "WITH \"\u212A\" AS (FROM b) SELECT 1 FROM a, \"\u212A\" | a b"
      })
  void aPartHidesATableWhereDuckFindsThePart(String sql, String named) throws SQLException {
    Set<String> expected = named.isEmpty() ? Set.of() : Set.of(named.split(" "));
    assertThat(unbindable(sql)).isEqualTo(expected);
    assertThat(named(sql)).isEqualTo(expected);
  }

  @Test
  void noTableThatDuckReadsIsTakenForAPart() throws SQLException {
    long seed = System.nanoTime();
    Random dice = new Random(seed);
    int equal = 0;
    int bound = 0;
    for (int i = 0; i < 600; i++) {
      String sql = query(dice, 3);
      if (binds(whole, sql)) {
        bound++;
        Set<String> read = unbindable(sql);
        assertThat(named(sql)).as("seed %d: %s", seed, sql).containsAll(read);
        equal += named(sql).equals(read) ? 1 : 0;
      }
    }
    // A part that nothing reads is never bound: its tables are read by our rule alone.
    assertThat(bound).isGreaterThan(400);
    assertThat(equal).isGreaterThan(bound * 2 / 3);
  }

  private static String query(Random dice, int depth) {
    StringBuilder sql = new StringBuilder();
    List<String> names = new ArrayList<>(List.of("a", "b", "c", "d"));
    Collections.shuffle(names, dice);
    int parts = depth == 0 ? 0 : dice.nextInt(3);
    boolean recursive = dice.nextInt(3) == 0;
    for (int i = 0; i < parts; i++) {
      String name = names.get(i);
      sql.append(i > 0 ? ", " : recursive ? "WITH RECURSIVE " : "WITH ").append(name);
      sql.append(dice.nextInt(4) == 0 ? " AS MATERIALIZED (" : " AS (");
      if (recursive && dice.nextBoolean()) {
        sql.append("SELECT 1 AS x FROM ").append(item(dice, depth - 1, 0));
        sql.append(" UNION ALL SELECT 2 AS x FROM ").append(name).append(", ");
        sql.append(item(dice, depth - 1, 1)).append(" WHERE false)");
      } else {
        sql.append(query(dice, depth - 1)).append(')');
      }
    }
    sql.append(parts == 0 ? "SELECT 1 AS x FROM " : " SELECT 1 AS x FROM ");
    for (int i = 0; i < Math.max(1, parts); i++) {
      String part = parts == 0 ? "" : names.get(i) + " AS p" + depth + i + ", ";
      sql.append(i > 0 ? ", " : "").append(part).append(item(dice, depth, i));
    }
    if (depth > 0 && dice.nextInt(3) == 0) {
      sql.append(" WHERE EXISTS (").append(query(dice, depth - 1)).append(')');
    }
    if (depth > 0 && dice.nextInt(4) == 0) {
      sql.append(" UNION ALL ").append("(" + query(dice, depth - 1) + ")");
    }
    return sql.toString();
  }

  private static String item(Random dice, int depth, int number) {
    String alias = " AS i" + depth + number;
    String name = TABLES.get(dice.nextInt(TABLES.size()));
    return switch (dice.nextInt(depth == 0 ? 4 : 6)) {
      case 0 -> "main." + name + alias;
      case 1, 2, 3 -> name + alias;
      default -> "(" + query(dice, depth - 1) + ")" + alias;
    };
  }

  private static Set<String> named(String sql) throws SQLException {
    return QueryParser.parse(whole, sql).tables().stream()
        .map(TableName::table)
        .map(JudgedNames::lower)
        .filter(TABLES::contains)
        .collect(toSet());
  }

  /** Tables without which it cannot be bound. */
  private static Set<String> unbindable(String sql) throws SQLException {
    Set<String> needed = new TreeSet<>();
    for (int i = 0; i < TABLES.size(); i++) {
      if (!binds(WITHOUT.get(i), sql)) {
        needed.add(TABLES.get(i));
      }
    }
    return needed;
  }

  private static boolean binds(DuckDBConnection connection, String sql) throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      return statement.getMetaData().getColumnCount() > 0;
    } catch (SQLException e) {
      assertThat(e.getMessage()).containsPattern("Catalog Error|Binder Error");
      return false;
    }
  }
}
