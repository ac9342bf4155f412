package dev.headwater.lake.server;

import java.sql.PreparedStatement;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.vector.ipc.ArrowReader;
import org.duckdb.DuckDBConnection;
import org.duckdb.DuckDBResultSet;

/** The rows of a query as they come. Not thread-safe. */
public final class QueryAnswer implements AutoCloseable {
  private final DuckDBConnection connection;
  private final PreparedStatement statement;
  private final DuckDBResultSet rows;
  private final TimeLimits.Limit limit;
  private final Runnable whenClosed;
  private final List<Column> columns;
  private boolean closed;

  QueryAnswer(
      DuckDBConnection connection,
      PreparedStatement statement,
      DuckDBResultSet rows,
      TimeLimits.Limit limit,
      Runnable whenClosed)
      throws SQLException {
    this.connection = connection;
    this.statement = statement;
    this.rows = rows;
    this.limit = limit;
    this.whenClosed = whenClosed;
    this.columns = columns(rows);
  }

  /**
   * A column of the answer.
   *
   * @param type as DuckDB calls it
   */
  public record Column(String name, String type) {}

  public List<Column> columns() {
    return columns;
  }

  private static List<Column> columns(DuckDBResultSet rows) throws SQLException {
    ResultSetMetaData shape = rows.getMetaData();
    List<Column> columns = new ArrayList<>();
    for (int i = 1; i <= shape.getColumnCount(); i++) {
      columns.add(new Column(shape.getColumnName(i), shape.getColumnTypeName(i)));
    }
    return List.copyOf(columns);
  }

  /**
   * The next row's values, null after the last row.
   *
   * @throws QueryException when the query fails on the way
   */
  public List<Object> next() {
    try {
      if (!rows.next()) {
        return null;
      }
      List<Object> values = new ArrayList<>(columns.size());
      for (int i = 1; i <= columns.size(); i++) {
        // As java.sql.Timestamp it would depend on the zone of this machine.
        values.add(
            columns.get(i - 1).type().equals("TIMESTAMP")
                ? rows.getObject(i, LocalDateTime.class)
                : rows.getObject(i));
      }
      return values;
    } catch (SQLException e) {
      throw explained(e);
    }
  }

  /** The rows as Arrow batches, instead of {@link #next}. */
  ArrowReader batches(BufferAllocator allocator, long rowsInABatch) {
    try {
      return (ArrowReader) rows.arrowExportStream(allocator, rowsInABatch);
    } catch (SQLException e) {
      throw explained(e);
    }
  }

  QueryException explained(SQLException e) {
    return DuckErrors.explained(limit.explained(e), 0);
  }

  @Override
  public void close() {
    if (closed) {
      return;
    }
    closed = true;
    try (connection;
        statement;
        rows) {
      limit.close();
    } catch (SQLException e) {
      throw explained(e);
    } finally {
      whenClosed.run();
    }
  }
}
