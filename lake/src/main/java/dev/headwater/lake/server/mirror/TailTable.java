package dev.headwater.lake.server.mirror;

import dev.headwater.lake.server.duck.Names;
import dev.headwater.lake.server.duck.QueryDatabase;
import dev.headwater.lake.server.duck.TableColumns;
import dev.headwater.lake.union.KeyedSnapshot;
import dev.headwater.lake.union.LogTail;
import dev.headwater.lake.union.OffsetRange;
import dev.headwater.lake.union.RowStream;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import org.apache.fluss.client.table.Table;
import org.apache.fluss.client.table.scanner.ScanRecord;
import org.apache.fluss.metadata.TableBucket;
import org.apache.fluss.record.ChangeType;
import org.apache.fluss.row.InternalRow;
import org.duckdb.DuckDBAppender;
import org.duckdb.DuckDBConnection;

/**
 * What Fluss holds after the lake's part, as a table in DuckDB: every record of a log table, the
 * newest change of each key of a primary-key table. Each row knows its bucket and offset. Changes
 * only inside the caller's transaction. Not thread-safe.
 *
 * @param keysRepeat whether a key can come again, as in all primary-key tables but first_row
 * @param keepsDeletes whether a deleted key must be remembered, to hide its row in the lake
 */
record TailTable(
    DuckDBConnection connection,
    TableColumns columns,
    String schema,
    String name,
    boolean keysRepeat,
    boolean keepsDeletes) {
  private static final String PARTITION = "__partition";
  private static final String BUCKET = "__bucket";
  private static final String OFFSET = "__offset";
  private static final String DELETED = "__deleted";
  private static final long UNPARTITIONED = -1;

  void create() throws SQLException {
    create(name);
  }

  private void create(String table) throws SQLException {
    execute(
        "CREATE TABLE %s (%s, %s BIGINT, %s INTEGER, %s BIGINT, %s BOOLEAN)"
            .formatted(
                qualified(table), columns.definitions(), PARTITION, BUCKET, OFFSET, DELETED));
  }

  /** This table's rows in a table of another name, without the room that dropped rows take. */
  TailTable copy(String newName) throws SQLException {
    execute("CREATE TABLE " + qualified(newName) + " AS FROM " + qualified());
    return new TailTable(connection, columns, schema, newName, keysRepeat, keepsDeletes);
  }

  long rows() throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet count = statement.executeQuery("SELECT COUNT(*) FROM " + qualified())) {
      count.next();
      return count.getLong(1);
    }
  }

  /**
   * Whether any key is in the lake's part too. New keys mostly lie beyond those of the lake, which
   * the statistics of its files tell at once, and every query is then spared a join.
   */
  boolean overtakes(LakePart lake) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet found =
            statement.executeQuery(
                "SELECT EXISTS (FROM (%s) AS lake SEMI JOIN %s AS tail ON %s)"
                    .formatted(
                        lake.select(columns),
                        qualified(),
                        Names.equal("lake", "tail", columns.keys())))) {
      found.next();
      return found.getBoolean(1);
    }
  }

  void drop() throws SQLException {
    execute("DROP TABLE " + qualified(name));
  }

  String qualified() {
    return qualified(name);
  }

  /** The condition of a row that is there. */
  static String live() {
    return "NOT " + DELETED;
  }

  /** Forgets what the lake holds by now. */
  long dropBefore(TableBucket bucket, long offset) throws SQLException {
    return execute(
        "DELETE FROM %s WHERE %s AND %s < %d".formatted(qualified(), in(bucket), OFFSET, offset));
  }

  /** Forgets a bucket that Fluss no longer has. */
  long drop(TableBucket bucket) throws SQLException {
    return execute("DELETE FROM %s WHERE %s".formatted(qualified(), in(bucket)));
  }

  /**
   * Adds key-value snapshots and what the logs hold in some ranges.
   *
   * @return rows that took another's place
   */
  long add(Table table, List<KeyedSnapshot> snapshots, Map<TableBucket, OffsetRange> ranges)
      throws SQLException {
    if (!keysRepeat) {
      load(name, table, snapshots, ranges);
      return 0;
    }
    String fresh = name + "#new";
    create(fresh);
    load(fresh, table, snapshots, ranges);
    long replaced =
        execute(
            "DELETE FROM %s AS old USING %s AS new WHERE %s"
                .formatted(
                    qualified(), qualified(fresh), Names.equal("old", "new", columns.keys())));
    execute(
        "INSERT INTO %s SELECT new.* FROM %s AS new SEMI JOIN (SELECT %s, MAX(%s) AS %s FROM %s GROUP BY %s) AS newest ON %s AND new.%s = newest.%s%s"
            .formatted(
                qualified(),
                qualified(fresh),
                Names.quoteAll(columns.keys()),
                OFFSET,
                OFFSET,
                qualified(fresh),
                Names.quoteAll(columns.keys()),
                Names.equal("new", "newest", columns.keys()),
                OFFSET,
                OFFSET,
                keepsDeletes ? "" : " WHERE " + live()));
    execute("DROP TABLE " + qualified(fresh));
    return replaced;
  }

  private void load(
      String into, Table table, List<KeyedSnapshot> snapshots, Map<TableBucket, OffsetRange> ranges)
      throws SQLException {
    try (DuckDBAppender appender = connection.createAppender(QueryDatabase.DATA, schema, into)) {
      for (KeyedSnapshot snapshot : snapshots) {
        RowStream rows = snapshot.rows();
        TableBucket bucket = snapshot.cut().bucket();
        // Older than any change that the log after the snapshot can hold.
        long offset = snapshot.cut().snapshotOffset() - 1;
        for (InternalRow row = rows.next(); row != null; row = rows.next()) {
          append(appender, bucket, row, offset, false);
        }
      }
      if (ranges.values().stream().allMatch(OffsetRange::isEmpty)) {
        return;
      }
      try (LogTail tail = LogTail.open(table, ranges)) {
        while (!tail.done()) {
          for (Map.Entry<TableBucket, List<ScanRecord>> polled : tail.poll().entrySet()) {
            for (ScanRecord record : polled.getValue()) {
              if (record.getChangeType() != ChangeType.UPDATE_BEFORE) {
                append(
                    appender,
                    polled.getKey(),
                    record.getRow(),
                    record.logOffset(),
                    record.getChangeType() == ChangeType.DELETE);
              }
            }
          }
        }
      }
    }
  }

  private void append(
      DuckDBAppender appender, TableBucket bucket, InternalRow row, long offset, boolean deleted)
      throws SQLException {
    appender.beginRow();
    columns.append(row, appender);
    appender
        .append(partition(bucket))
        .append(bucket.getBucket())
        .append(offset)
        .append(deleted)
        .endRow();
  }

  private static long partition(TableBucket bucket) {
    return bucket.getPartitionId() == null ? UNPARTITIONED : bucket.getPartitionId();
  }

  private static String in(TableBucket bucket) {
    return PARTITION + " = " + partition(bucket) + " AND " + BUCKET + " = " + bucket.getBucket();
  }

  private String qualified(String table) {
    return QueryDatabase.DATA + "." + Names.quote(schema) + "." + Names.quote(table);
  }

  private long execute(String sql) throws SQLException {
    return QueryDatabase.execute(connection, sql);
  }
}
