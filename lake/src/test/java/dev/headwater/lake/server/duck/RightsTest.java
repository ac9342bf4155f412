package dev.headwater.lake.server.duck;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.headwater.lake.server.ask.QueryException;
import dev.headwater.lake.server.ask.Reader;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Every kind of reader against every kind of statement, on everything that it may not have. */
class RightsTest {
  private static final List<Reader> UNRESTRICTED =
      List.of(Reader.ANYONE, new Reader("operator", Optional.empty()));
  private static final Reader BI = reader("bi", "open", "other");
  private static final List<Reader> RESTRICTED =
      List.of(BI, reader("one", "open"), reader("near", "secre", "secrets", "open"), reader("no"));

  /** Readers without restriction may have these. */
  private static final List<String> KNOWN =
      List.of(
          "secret",
          "SECRET",
          "\"secret\"",
          "headwater.secret",
          "hot.secret",
          "memory.history.secret",
          "duckdb_views()",
          "duckdb_views",
          "main.duckdb_views",
          "system.main.duckdb_tables",
          "duckdb_columns()",
          "duckdb_functions()",
          "information_schema.columns",
          "information_schema.tables",
          "pg_class",
          "pg_catalog.pg_attribute",
          "pg_views",
          "sqlite_master",
          "pragma_database_list",
          "(SHOW TABLES)",
          "(SHOW ALL TABLES)",
          "(SHOW DATABASES)",
          "(DESCRIBE secret)",
          "(DESCRIBE FROM hot.secret)",
          "(SUMMARIZE secret)",
          "(SELECT pg_get_viewdef(1))",
          "(SELECT format_type(1, 1))",
          "(SELECT get_block_size('memory'))");

  /** Nobody may have these. */
  private static final List<String> REFUSED =
      List.of(
          "data.headwater.secret",
          "temp.secret",
          "duckdb_settings()",
          "duckdb_variables()",
          "duckdb_secrets()",
          "duckdb_logs",
          "duckdb_temporary_files()",
          "pg_settings",
          "pg_catalog.pg_settings",
          "pragma_table_info('secret')",
          "pragma_show('secret')",
          "pragma_storage_info('secret')",
          "pragma_database_size()",
          "query('FROM secret')",
          "query_table('secret')",
          "json_execute_serialized_sql(json_serialize_sql('FROM secret'))",
          "histogram(secret, word)",
          "histogram_values(secret, word)",
          "summary((FROM secret))",
          "seq_scan('secret')",
          "arrow_scan(1, 2, 3)",
          "read_csv('secret.csv')",
          "read_json_auto('secret.json')",
          "read_text('secret.txt')",
          "read_blob('secret')",
          "read_parquet('secret.parquet')",
          "read_duckdb('secret.db')",
          "parquet_scan('secret.parquet')",
          "parquet_metadata('secret.parquet')",
          "sniff_csv('secret.csv')",
          "glob('*')",
          "'secret.parquet'",
          "'/etc/passwd'",
          "which_secret('s3://a', 's3')",
          "enable_logging()",
          "checkpoint()",
          "made_up_function()",
          "(SELECT json_serialize_plan('FROM secret'))",
          "(SELECT JSON_SERIALIZE_PLAN('FROM secret'))",
          "(SELECT system.main.json_serialize_plan('FROM secret'))",
          "(SELECT 'FROM secret'.json_serialize_plan())",
          "(SELECT json_deserialize_sql(json_serialize_sql('FROM secret')))",
          "(SELECT current_setting('allowed_directories'))",
          "(SELECT pg_catalog.current_setting('memory_limit'))",
          "(SELECT getvariable('x'))",
          "(SELECT getenv('HOME'))",
          "(SELECT nextval('x'))",
          "(SELECT stats(word) FROM open)",
          "(SELECT write_log('x'))",
          "(SELECT sleep_ms(1))",
          "(SELECT pg_sleep(1))",
          "(SELECT made_up(1))");

  /** Whoever may read the view {@code open} may have these. */
  private static final List<String> OPEN =
      List.of("open", "OPEN", "hot.open", "memory.headwater.open", "(FROM open)", "range(2)");

  /** Places where a statement reads; {@code NAME} is the last name of what it reads. */
  private static final List<String> STATEMENTS =
      List.of(
          "FROM %s",
          "SELECT v FROM %s AS v",
          "EXPLAIN FROM %s",
          "EXPLAIN ANALYZE FROM %s",
          "/* a */ explain analyze FROM %s",
          "DESCRIBE FROM %s",
          "SUMMARIZE FROM %s",
          "SELECT * FROM open, %s AS v",
          "SELECT * FROM open AS o LEFT JOIN %s AS v ON true",
          "SELECT * FROM open AS o POSITIONAL JOIN %s AS v",
          "FROM open, LATERAL (SELECT 1 FROM %s AS v)",
          "SELECT (SELECT COUNT(*) FROM %s AS v)",
          "SELECT ARRAY(SELECT v FROM %s AS v)",
          "SELECT [x FOR x IN (SELECT list(CAST(v AS VARCHAR)) FROM %s AS v)]",
          "SELECT CASE WHEN true THEN (SELECT COUNT(*) FROM %s AS v) END",
          "SELECT {'a': (SELECT COUNT(*) FROM %s AS v)}",
          "SELECT COALESCE(NULL, (SELECT COUNT(*) FROM %s AS v))",
          "SELECT COUNT(*) + (SELECT COUNT(*) FROM %s AS v) FROM open GROUP BY ALL",
          "SELECT COUNT(*) FILTER (WHERE (SELECT COUNT(*) FROM %s AS v) > 0) FROM open",
          "SELECT SUM((SELECT COUNT(*) FROM %s AS v)) OVER (PARTITION BY word) FROM open",
          "FROM open WHERE EXISTS (FROM %s AS v)",
          "FROM open WHERE word IN (SELECT CAST(v AS VARCHAR) FROM %s AS v)",
          "FROM open WHERE word <= ALL (SELECT CAST(v AS VARCHAR) FROM %s AS v)",
          "FROM open ORDER BY (SELECT COUNT(*) FROM %s AS v)",
          "FROM open LIMIT (SELECT COUNT(*) FROM %s AS v)",
          "FROM open LIMIT 1 OFFSET (SELECT COUNT(*) FROM %s AS v)",
          "SELECT word FROM open GROUP BY word HAVING COUNT(*) <> (SELECT COUNT(*) FROM %s AS v)",
          "SELECT word FROM open QUALIFY row_number() OVER (ORDER BY word) <> (SELECT COUNT(*) FROM"
              + " %s AS v)",
          "SELECT DISTINCT ON ((SELECT COUNT(*) FROM %s AS v)) word FROM open",
          "SELECT * FROM range((SELECT COUNT(*) FROM %s AS v))",
          "SELECT * REPLACE ((SELECT COUNT(*) FROM %s AS v) AS word) FROM open",
          "VALUES ((SELECT COUNT(*) FROM %s AS v))",
          "SELECT word FROM open UNION ALL SELECT CAST(v AS VARCHAR) FROM %s AS v",
          "(SELECT word FROM open) EXCEPT (SELECT CAST(v AS VARCHAR) FROM %s AS v)",
          "FROM open UNION ALL BY NAME FROM %s",
          "FROM (UNPIVOT (SELECT CAST(v AS VARCHAR) AS t FROM %s AS v) ON t INTO NAME n VALUE y)",
          "FROM (PIVOT (SELECT CAST(v AS VARCHAR) AS t FROM %s AS v) ON t IN ('x') USING COUNT(*))",
          "WITH a AS (FROM %s) FROM a",
          "WITH a AS MATERIALIZED (FROM %s) FROM a",
          "WITH a AS (WITH b AS (FROM %s) FROM b) FROM a",
          "WITH a AS (FROM %s), b AS (FROM a) FROM b",
          "WITH a AS (FROM open), b AS (FROM %s) SELECT * FROM a, b AS v",
          "WITH RECURSIVE a AS (SELECT 1 AS n UNION ALL SELECT n + 1 FROM a, %s AS v WHERE n < 2)"
              + " FROM a",
          "WITH RECURSIVE a AS (SELECT 1 AS n FROM %s AS v UNION ALL SELECT n + 1 FROM a WHERE n <"
              + " 2) FROM a",
          "WITH a AS (WITH NAME AS (SELECT 1 AS x) FROM NAME) SELECT v FROM %s AS v, a",
          "SELECT v FROM %s AS v, (WITH NAME AS (SELECT 1) FROM NAME) AS w",
          "SELECT v, (WITH NAME AS (SELECT 1) FROM NAME) FROM %s AS v",
          "WITH NAME AS (FROM %s) FROM NAME",
          "WITH NAME AS (WITH NAME AS (FROM %s) FROM NAME) FROM NAME",
          "WITH a AS (FROM %s), NAME AS (SELECT 1) FROM a",
          "(WITH NAME AS (SELECT 'x') FROM NAME) UNION ALL (SELECT CAST(v AS VARCHAR) FROM %s AS"
              + " v)",
          "(SELECT CAST(v AS VARCHAR) FROM %s AS v) UNION ALL (WITH NAME AS (SELECT 'x') FROM"
              + " NAME)",
          "WITH RECURSIVE NAME AS (FROM %s) FROM NAME");

  @TempDir static Path directory;
  private static TestingDatabase testing;

  private static Reader reader(String name, String... readable) {
    return new Reader(name, Optional.of(Set.of(readable)));
  }

  @BeforeAll
  static void open() throws SQLException {
    testing = TestingDatabase.in(directory);
    testing.table("open", "told");
    testing.table("other", "told");
    testing.table("secret", "hidden");
  }

  @AfterAll
  static void close() throws SQLException {
    testing.close();
  }

  private static String statement(String place, String source) {
    String name = source.replaceAll("\\(.*", "").replaceAll(".*\\.", "");
    return place
        .replace("INTO NAME", "INTO  NAME")
        .replaceAll("(?<!INTO  )\\bNAME\\b", name.matches("\\w+|\"\\w+\"") ? name : "own")
        .replace("BY own", "BY NAME")
        .replace("BY " + name + " FROM", "BY NAME FROM")
        .replace("%s", source);
  }

  @Test
  void aReaderOfSomeViewsGetsNothingElseInAnyStatementAndOthersGetIt() throws SQLException {
    int answered = 0;
    List<String> unanswered = new ArrayList<>();
    for (String source : KNOWN) {
      for (String place : STATEMENTS) {
        String sql = statement(place, source);
        for (Reader reader : RESTRICTED) {
          requireRefused(reader, sql);
        }
        for (Reader reader : UNRESTRICTED) {
          assertThatCode(() -> testing.asked(reader, sql)).as(sql).doesNotThrowAnyException();
        }
        try {
          testing.run(testing.asked(Reader.ANYONE, sql));
          answered++;
        } catch (SQLException notForThisSource) {
          unanswered.add(sql + "\n   " + notForThisSource.getMessage());
        }
      }
    }
    // The refusals above mean something where the statement is one.
    assertThat(answered)
        .as(String.join("\n", unanswered))
        .isGreaterThan(KNOWN.size() * STATEMENTS.size() * 9 / 10);
  }

  @Test
  void nobodyGetsFilesSettingsPlansOrTextRunInAnyStatement() {
    for (String source : REFUSED) {
      for (String place : STATEMENTS) {
        String sql = statement(place, source);
        RESTRICTED.forEach(reader -> requireRefused(reader, sql));
        UNRESTRICTED.forEach(reader -> requireRefused(reader, sql));
      }
    }
  }

  @Test
  void aReaderOfAViewReadsItInAnyStatement() throws SQLException {
    for (String source : OPEN) {
      for (String place : STATEMENTS) {
        String sql = statement(place, source);
        assertThatCode(() -> testing.asked(BI, sql)).as(sql).doesNotThrowAnyException();
      }
    }
  }

  @Test
  void statementsWithinStatementsHideNothing() {
    long seed = System.nanoTime();
    Random dice = new Random(seed);
    List<String> inner =
        STATEMENTS.stream().filter(place -> !place.matches("(?i).*\\bexplain\\b.*")).toList();
    for (int i = 0; i < 2_000; i++) {
      List<String> sources = dice.nextBoolean() ? KNOWN : REFUSED;
      String sql = sources.get(dice.nextInt(sources.size()));
      for (int depth = dice.nextInt(4); depth > 0; depth--) {
        String within = statement(inner.get(dice.nextInt(inner.size())), sql);
        sql = within.matches("(?s).*\\bAS v\\b.*") || depth > 0 ? "(" + within + ")" : within;
      }
      String whole = statement(STATEMENTS.get(dice.nextInt(STATEMENTS.size())), sql);
      assertThatThrownBy(() -> testing.asked(BI, whole))
          .as("seed %d: %s", seed, whole)
          .isInstanceOf(QueryException.class);
    }
  }

  private static void requireRefused(Reader reader, String sql) {
    assertThatThrownBy(() -> testing.asked(reader, sql))
        .as("%s asks %s", reader.name(), sql)
        .isInstanceOf(QueryException.class);
  }
}
