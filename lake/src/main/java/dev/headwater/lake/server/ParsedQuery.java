package dev.headwater.lake.server;

import java.util.Set;

/**
 * A statement that only reads.
 *
 * @param text as DuckDB is to run it
 * @param explains whether it asks for the plan only
 * @param tables that it names, CTEs left out
 */
record ParsedQuery(String text, boolean explains, Set<TableName> tables) {
  ParsedQuery {
    tables = Set.copyOf(tables);
  }

  /**
   * A table as a query names it.
   *
   * @param schema empty when the query leaves it out
   */
  record TableName(String schema, String table) {}
}
