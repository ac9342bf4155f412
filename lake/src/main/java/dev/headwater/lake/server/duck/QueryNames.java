package dev.headwater.lake.server.duck;

import com.fasterxml.jackson.databind.JsonNode;
import dev.headwater.lake.server.ask.ParsedQuery.TableName;
import dev.headwater.lake.server.ask.QueryException;
import dev.headwater.lake.server.duck.JudgedNames.Kind;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;

/**
 * What a query's tree names. A name means a WITH part where DuckDB finds one: behind the part in
 * its own WITH, and in what this WITH belongs to; everywhere else it means a table.
 */
final class QueryNames {
  private static final Set<String> CATALOGS = Set.of("", "memory", "system");
  private static final Set<String> SCHEMAS =
      Set.of("", "headwater", "hot", "history", "main", "information_schema", "pg_catalog");
  private static final String PARTS = "cte_map";
  private static final String FUNCTION_NAME = "function_name";

  private final int shift;
  private final Set<TableName> tables = new HashSet<>();
  private final Set<String> catalog = new HashSet<>();

  /** Names of WITH parts that can be meant here, and how many such parts there are. */
  private final Map<String, Integer> parts = new HashMap<>();

  private QueryNames(int shift) {
    this.shift = shift;
  }

  /**
   * Looks at all of a tree.
   *
   * @param shift what the tree's positions lack
   * @throws QueryException when a name is not for queries
   */
  static QueryNames in(JsonNode tree, int shift) {
    QueryNames names = new QueryNames(shift);
    names.visit(tree);
    return names;
  }

  Set<TableName> tables() {
    return tables;
  }

  /** Words by which it asks what there is. */
  Set<String> catalog() {
    return catalog;
  }

  private void visit(JsonNode node) {
    if (!node.isObject()) {
      node.forEach(this::visit);
      return;
    }
    look(node);
    JsonNode named = node.path(PARTS).path("map");
    for (JsonNode part : named) {
      visit(part.path("value"));
      enter(part.path("key"));
    }
    for (Map.Entry<String, JsonNode> child : node.properties()) {
      if (child.getKey().equals("function") && is(node, "TABLE_FUNCTION")) {
        // Its name was looked at; the same name may be a function of values too.
        child.getValue().forEach(this::visit);
      } else if (child.getKey().equals("right") && is(node, "RECURSIVE_CTE_NODE")) {
        enter(node.path("cte_name"));
        visit(child.getValue());
        leave(node.path("cte_name"));
      } else if (!child.getKey().equals(PARTS)) {
        visit(child.getValue());
      }
    }
    named.forEach(part -> leave(part.path("key")));
  }

  private void enter(JsonNode part) {
    parts.merge(JudgedNames.lower(part.asText()), 1, Integer::sum);
  }

  private void leave(JsonNode part) {
    parts.computeIfPresent(
        JudgedNames.lower(part.asText()), (name, times) -> times == 1 ? null : times - 1);
  }

  private static boolean is(JsonNode node, String type) {
    return node.path("type").asText().equals(type);
  }

  private void look(JsonNode node) {
    if (is(node, "BASE_TABLE")) {
      lookAtTable(node);
    } else if (is(node, "TABLE_FUNCTION")) {
      lookAtTableFunction(node, node.path("function").path(FUNCTION_NAME).asText());
    } else if (is(node, "SHOW_REF")) {
      // DESCRIBE and SUMMARIZE of a table carry a query of it.
      if (!node.path("query").isObject()) {
        catalog.add("SHOW");
      }
    } else if (node.has(FUNCTION_NAME)) {
      lookAtFunction(node, node.path(FUNCTION_NAME).asText());
    }
  }

  private void lookAtTable(JsonNode node) {
    String schema = JudgedNames.lower(node.path("schema_name").asText());
    String in = JudgedNames.lower(node.path("catalog_name").asText());
    String table = node.path("table_name").asText();
    if (schema.isEmpty() && in.isEmpty() && parts.containsKey(JudgedNames.lower(table))) {
      return;
    }
    boolean known =
        CATALOGS.contains(in)
            && SCHEMAS.contains(schema)
            && table.matches("\\w+")
            && !JudgedNames.has(Kind.REFUSED_VIEWS, table)
            && (!JudgedNames.lower(table).startsWith("duckdb_")
                || JudgedNames.has(Kind.CATALOG_VIEWS, table));
    if (!known) {
      throw QueryException.refused(
          "there is no table '" + table + "' to be queried; SHOW TABLES lists those there are",
          position(node));
    }
    tables.add(new TableName(schema, table));
  }

  private void lookAtTableFunction(JsonNode node, String function) {
    if (JudgedNames.has(Kind.CATALOG_TABLE_FUNCTIONS, function)) {
      catalog.add(JudgedNames.lower(function));
    } else if (!JudgedNames.has(Kind.TABLE_FUNCTIONS, function)) {
      throw QueryException.refused(
          "the table function %s is not for queries: they read tables, not files or settings"
              .formatted(function),
          position(node));
    }
  }

  private void lookAtFunction(JsonNode node, String function) {
    if (JudgedNames.has(Kind.CATALOG_FUNCTIONS, function)) {
      catalog.add(JudgedNames.lower(function));
    } else if (JudgedNames.has(Kind.REFUSED_FUNCTIONS, function)) {
      throw QueryException.refused(
          "the function " + function + " is not for queries", position(node));
    } else if (!JudgedNames.has(Kind.FUNCTIONS, function)) {
      throw QueryException.refused(
          "there is no function " + function + " for queries; look how it is spelt",
          position(node));
    }
  }

  private OptionalInt position(JsonNode node) {
    JsonNode place = node.path("query_location");
    return place.isInt() ? OptionalInt.of(place.asInt() + shift) : OptionalInt.empty();
  }
}
