package dev.headwater.lake.server.duck;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headwater.lake.server.duck.JudgedNames.Kind;
import dev.headwater.lake.tables.Views;
import java.nio.file.Path;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The lists hold everything that DuckDB has, each name once: a newer DuckDB is judged anew. */
class JudgedNamesTest {
  /** Of the binder: in no list of DuckDB's. */
  private static final Set<String> OF_THE_BINDER = Set.of("unnest", "unlist");

  @TempDir Path directory;

  @Test
  void everyFunctionOfDuckIsJudgedOnce() throws SQLException {
    try (TestingDatabase testing = TestingDatabase.in(directory)) {
      Set<String> values =
          names(
              testing,
              "SELECT DISTINCT lower(function_name) FROM duckdb_functions()"
                  + " WHERE function_type IN ('scalar', 'aggregate', 'macro')");
      values.addAll(OF_THE_BINDER);
      assertThat(judged(Kind.FUNCTIONS, Kind.CATALOG_FUNCTIONS, Kind.REFUSED_FUNCTIONS))
          .isEqualTo(values);
      assertThat(
              judged(
                  Kind.TABLE_FUNCTIONS, Kind.CATALOG_TABLE_FUNCTIONS, Kind.REFUSED_TABLE_FUNCTIONS))
          .isEqualTo(
              names(
                  testing,
                  "SELECT DISTINCT lower(function_name) FROM duckdb_functions()"
                      + " WHERE function_type IN ('table', 'table_macro')"));
      assertThat(judged(Kind.CATALOG_VIEWS, Kind.REFUSED_VIEWS))
          .isEqualTo(
              names(testing, "SELECT DISTINCT view_name FROM duckdb_views() WHERE internal"));
    }
  }

  /** Macros of DuckDB's own are queries too, of whatever they like. */
  @Test
  void noFunctionOfValuesIsAMacroThatReads() throws SQLException {
    try (TestingDatabase testing = TestingDatabase.in(directory)) {
      Set<String> reading =
          names(
              testing,
              "SELECT DISTINCT lower(function_name) FROM duckdb_functions()"
                  + " WHERE function_type = 'macro' AND (macro_definition ILIKE '%FROM %'"
                  + " OR macro_definition ILIKE '%setting%' OR macro_definition ILIKE '%sleep%')");
      assertThat(reading).isNotEmpty();
      assertThat(reading).doesNotContainAnyElementsOf(JudgedNames.of(Kind.FUNCTIONS));
    }
  }

  @Test
  void theProductsViewsUseNothingElse() throws SQLException {
    try (TestingDatabase testing = TestingDatabase.in(directory)) {
      for (Map.Entry<String, Views.View> view : Views.all().entrySet()) {
        assertThat(QueryParser.parse(testing.connection(), view.getValue().select()).catalog())
            .as(view.getKey())
            .isEmpty();
      }
    }
  }

  private static Set<String> judged(Kind... kinds) {
    Set<String> all = new TreeSet<>();
    for (Kind kind : kinds) {
      for (String name : JudgedNames.of(kind)) {
        assertThat(all.add(name)).as("%s stands in one list", name).isTrue();
      }
    }
    return all;
  }

  private static Set<String> names(TestingDatabase testing, String sql) throws SQLException {
    Set<String> names = new TreeSet<>();
    try (Statement statement = testing.connection().createStatement();
        ResultSet rows = statement.executeQuery(sql)) {
      while (rows.next()) {
        names.add(rows.getString(1));
      }
    }
    return names;
  }
}
