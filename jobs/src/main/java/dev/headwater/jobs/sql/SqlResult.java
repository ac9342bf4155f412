package dev.headwater.jobs.sql;

import java.util.List;
import java.util.Optional;

/**
 * What a statement brought.
 *
 * @param columns result columns in order
 * @param rows values as the gateway writes them in JSON: Boolean, Long, BigDecimal, String or null
 * @param jobId job that the statement started, when it started one
 */
public record SqlResult(List<SqlColumn> columns, List<List<Object>> rows, Optional<String> jobId) {
  public SqlResult {
    columns = List.copyOf(columns);
    rows = List.copyOf(rows);
  }

  /** First value of the first row, as text: EXPLAIN and SHOW CREATE answer so. */
  public String text() {
    return String.valueOf(rows.get(0).get(0));
  }
}
