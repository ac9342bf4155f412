package dev.headwater.lake.server.engine;

import dev.headwater.lake.server.engine.QueryAnswer.Column;
import java.util.List;
import java.util.Set;

/**
 * How many rows of an answer are taken at a time. DuckDB fills a batch before anybody can see how
 * wide it gets, so that columns decide.
 */
final class BatchRows {
  private static final long MOST = 16_384;
  private static final long BYTES = 4L * 1024 * 1024;
  private static final long BYTES_A_VALUE = 16;

  /** Of a column whose values are as long as they like. */
  private static final long MOST_UNBOUNDED = 512;

  /** Types whose values have a length of their own; all but their last words. */
  private static final Set<String> BOUNDED =
      Set.of(
          "BOOLEAN",
          "TINYINT",
          "SMALLINT",
          "INTEGER",
          "BIGINT",
          "HUGEINT",
          "UTINYINT",
          "USMALLINT",
          "UINTEGER",
          "UBIGINT",
          "UHUGEINT",
          "FLOAT",
          "DOUBLE",
          "DECIMAL",
          "DATE",
          "TIME",
          "TIMESTAMP",
          "TIMESTAMP_S",
          "TIMESTAMP_MS",
          "TIMESTAMP_NS",
          "INTERVAL");

  private BatchRows() {}

  static long of(List<Column> columns) {
    long rows = BYTES / (BYTES_A_VALUE * columns.size());
    boolean bounded = columns.stream().allMatch(column -> isBounded(column.type()));
    return Math.max(1, Math.min(rows, bounded ? MOST : MOST_UNBOUNDED));
  }

  private static boolean isBounded(String type) {
    // DECIMAL(18,2) and TIMESTAMP WITH TIME ZONE, but not INTEGER[].
    return !type.endsWith("]") && BOUNDED.contains(type.replaceFirst("[( ].*", ""));
  }
}
