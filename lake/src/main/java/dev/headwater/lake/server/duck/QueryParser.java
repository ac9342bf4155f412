package dev.headwater.lake.server.duck;

import static java.util.stream.Collectors.partitioningBy;
import static java.util.stream.Collectors.toSet;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.headwater.lake.server.ask.ParsedQuery;
import dev.headwater.lake.server.ask.ParsedQuery.TableName;
import dev.headwater.lake.server.ask.QueryException;
import java.nio.charset.StandardCharsets;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.duckdb.DuckDBConnection;

/**
 * Reads queries with DuckDB's own parser and refuses what is more than a query: the tree may name
 * tables, but no function that reads files, settings or text to be run.
 */
public final class QueryParser {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Pattern EXPLAIN =
      Pattern.compile(
          "(?:\\s|--[^\\n]*\\n|/\\*.*?\\*/)*+EXPLAIN\\b(\\s+ANALYZE\\b)?",
          Pattern.CASE_INSENSITIVE | Pattern.DOTALL);
  private static final Pattern FIRST_WORD = Pattern.compile("[\\s(]*([A-Za-z]+)");

  /** Tables and table functions of DuckDB that describe what can be queried. */
  private static final Set<String> CATALOG =
      Set.of(
          "duckdb_columns",
          "duckdb_databases",
          "duckdb_functions",
          "duckdb_keywords",
          "duckdb_memory",
          "duckdb_schemas",
          "duckdb_tables",
          "duckdb_types",
          "duckdb_views");

  private static final Set<String> PURE_TABLE_FUNCTIONS =
      Set.of("generate_series", "range", "unnest", "json_each", "json_tree", "repeat_row");
  private static final Set<String> TELLING_FUNCTIONS =
      Set.of("current_setting", "getenv", "getvariable", "write_log");
  private static final Set<String> SCHEMAS =
      Set.of("", "headwater", "hot", "history", "main", "information_schema", "pg_catalog");

  private QueryParser() {}

  /**
   * The one reading statement of a text.
   *
   * @throws QueryException when it is not one, or does more than read
   */
  public static ParsedQuery parse(DuckDBConnection connection, String sql) throws SQLException {
    Matcher explain = EXPLAIN.matcher(sql);
    int shift = explain.lookingAt() ? explain.end() : 0;
    String query = sql.substring(shift);
    JsonNode tree = tree(connection, query);
    if (tree.path("error").asBoolean()) {
      throw refused(tree, query, shift);
    }
    if (tree.path("statements").size() != 1) {
      throw QueryException.refused(
          "a query is one statement, this is " + tree.path("statements").size());
    }
    Names names = new Names();
    names.collect(tree);
    Map<Boolean, Set<TableName>> shadowed =
        names.tables.stream()
            .collect(
                partitioningBy(
                    name ->
                        name.schema().isEmpty() && names.expressions.contains(lower(name.table())),
                    toSet()));
    return new ParsedQuery(
        shift == 0 ? sql : explain(explain) + query,
        shift > 0,
        shadowed.get(false),
        shadowed.get(true),
        names.catalog);
  }

  /**
   * The same word without the comments before it, which DuckDB might end elsewhere; as many bytes,
   * so that faults keep their place.
   */
  private static String explain(Matcher explain) {
    String word = explain.group(1) == null ? "EXPLAIN" : "EXPLAIN ANALYZE";
    int bytes = explain.group().getBytes(StandardCharsets.UTF_8).length;
    return " ".repeat(bytes - word.length()) + word;
  }

  private static JsonNode tree(DuckDBConnection connection, String query) throws SQLException {
    try (PreparedStatement serialize =
        connection.prepareStatement("SELECT json_serialize_sql(CAST(? AS VARCHAR))")) {
      serialize.setString(1, query);
      try (ResultSet result = serialize.executeQuery()) {
        result.next();
        return JSON.readTree(result.getString(1));
      }
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("DuckDB's tree of a query is not JSON", e);
    }
  }

  private static QueryException refused(JsonNode error, String query, int shift) {
    if (error.path("error_type").asText().equals("parser")) {
      return QueryException.refused(
          error.path("error_message").asText(), DuckErrors.position(error, shift));
    }
    Matcher word = FIRST_WORD.matcher(query);
    return QueryException.refused(
        "a query only reads, with SELECT, WITH, VALUES, FROM, DESCRIBE, SHOW or EXPLAIN"
            + (word.lookingAt()
                ? ", but this begins with " + word.group(1).toUpperCase(Locale.ROOT)
                : ""));
  }

  private static String lower(String name) {
    return name.toLowerCase(Locale.ROOT);
  }

  /** What a tree names. */
  private static final class Names {
    private final Set<TableName> tables = new HashSet<>();
    private final Set<String> expressions = new HashSet<>();
    private final Set<String> catalog = new HashSet<>();

    private void collect(JsonNode node) {
      if (node.isObject()) {
        look(node);
      }
      node.forEach(this::collect);
    }

    private void look(JsonNode node) {
      switch (node.path("type").asText()) {
        case "BASE_TABLE" -> addTable(node);
        case "TABLE_FUNCTION" -> addFunction(node.path("function").path("function_name").asText());
        case "SHOW_REF" -> {
          // DESCRIBE and SUMMARIZE of a table carry a query of it.
          if (!node.path("query").isObject()) {
            catalog.add("SHOW");
          }
        }
        default -> {
          String function = lower(node.path("function_name").asText());
          if (TELLING_FUNCTIONS.contains(function)) {
            throw QueryException.refused("the function " + function + " is not for queries");
          }
          if (function.startsWith("pg_get_")) {
            catalog.add(function);
          }
        }
      }
      node.path("cte_map")
          .path("map")
          .forEach(cte -> expressions.add(lower(cte.path("key").asText())));
    }

    private void addTable(JsonNode node) {
      String catalog = lower(node.path("catalog_name").asText());
      String schema = lower(node.path("schema_name").asText());
      String table = node.path("table_name").asText();
      boolean known =
          (catalog.isEmpty() || catalog.equals("memory") || catalog.equals("system"))
              && SCHEMAS.contains(schema)
              && table.matches("\\w+")
              && !lower(table).equals("pg_settings")
              && (!lower(table).startsWith("duckdb_") || CATALOG.contains(lower(table)));
      if (!known) {
        throw QueryException.refused(
            "there is no table '" + table + "' to be queried; SHOW TABLES lists those there are",
            DuckErrors.position(node, 0));
      }
      tables.add(new TableName(schema, table));
    }

    private void addFunction(String function) {
      if (CATALOG.contains(lower(function))) {
        catalog.add(lower(function));
      } else if (!PURE_TABLE_FUNCTIONS.contains(lower(function))) {
        throw QueryException.refused(
            "the table function %s is not for queries: they read tables, not files or settings"
                .formatted(function));
      }
    }
  }
}
