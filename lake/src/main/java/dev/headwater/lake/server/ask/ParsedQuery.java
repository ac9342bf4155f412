package dev.headwater.lake.server.ask;

import java.util.Set;

/**
 * A statement that only reads.
 *
 * @param text as DuckDB is to run it
 * @param explains whether it asks for the plan only
 * @param tables that it names; names of its own WITH parts are none
 * @param catalog words by which it asks what there is, such as {@code SHOW}
 */
public record ParsedQuery(
    String text, boolean explains, Set<TableName> tables, Set<String> catalog) {
  public ParsedQuery {
    tables = Set.copyOf(tables);
    catalog = Set.copyOf(catalog);
  }

  /**
   * A table as a query names it.
   *
   * @param schema empty when the query leaves it out
   */
  public record TableName(String schema, String table) {}
}
