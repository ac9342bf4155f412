package dev.headwater.lake.server.engine;

import dev.headwater.lake.LakeException.Actor;
import dev.headwater.lake.server.ask.QueryException;
import dev.headwater.lake.server.duck.ArrowValues;
import dev.headwater.lake.server.duck.DuckErrors;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.BufferUnderflowException;
import java.sql.PreparedStatement;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.apache.arrow.vector.ipc.ArrowReader;
import org.duckdb.DuckDBConnection;
import org.duckdb.DuckDBResultSet;

/**
 * The rows of a query as they come, by batch or one by one. They are read as Arrow always: the row
 * interface of DuckDB 1.5's driver ends a stream that failed as if it were complete. Not
 * thread-safe.
 */
public final class QueryAnswer implements AutoCloseable {
  private static final String HUGE = "HUGEINT";

  private final DuckDBConnection connection;
  private final PreparedStatement statement;
  private final DuckDBResultSet result;
  private final Work work;
  private final Runnable whenClosed;
  private final List<Column> columns;
  private final ArrowReader batches;
  private boolean waiting;
  private int rowsTaken;
  private boolean closed;
  private QueryMetrics.Timing timing;

  /** Waits for the first rows: most of what can fail does so before there is one. */
  QueryAnswer(
      DuckDBConnection connection,
      PreparedStatement statement,
      DuckDBResultSet result,
      BufferAllocator allocator,
      Work work,
      Runnable whenClosed)
      throws SQLException {
    this.connection = connection;
    this.statement = statement;
    this.result = result;
    this.work = work;
    this.whenClosed = whenClosed;
    try {
      this.columns = columns(result);
      this.batches = (ArrowReader) result.arrowExportStream(allocator, BatchRows.of(columns));
    } catch (SQLException | RuntimeException e) {
      try (result) {
        throw e;
      }
    }
    try {
      waiting = batches.loadNextBatch();
      work.rest();
    } catch (IOException e) {
      throw closed(DuckErrors.unwrapped(e));
    } catch (BufferUnderflowException e) {
      throw closed(longName(e));
    } catch (RuntimeException e) {
      throw closed(e);
    }
  }

  /** Arrow's import reads no name longer than a signed 16-bit length, and says nothing of it. */
  static QueryException longName(BufferUnderflowException e) {
    return new QueryException(
        Actor.USER,
        "a column of the answer, or a field in one, has a name longer than 32,766 bytes; give it a shorter one with AS",
        e);
  }

  /** Closes what was begun, whose owner never gets it. */
  private <E extends Exception> E closed(E because) {
    try (result;
        batches) {
      return because;
    } catch (SQLException | IOException closing) {
      because.addSuppressed(closing);
      return because;
    }
  }

  /** Tells how long it takes, and how many rows it has. */
  QueryAnswer timedBy(QueryMetrics.Timing ownTiming) {
    timing = ownTiming;
    return this;
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

  private static List<Column> columns(DuckDBResultSet result) throws SQLException {
    ResultSetMetaData shape = result.getMetaData();
    List<Column> columns = new ArrayList<>();
    for (int i = 1; i <= shape.getColumnCount(); i++) {
      columns.add(new Column(shape.getColumnName(i), shape.getColumnTypeName(i)));
    }
    return List.copyOf(columns);
  }

  /** Where batches appear, one at a time. */
  public VectorSchemaRoot batch() {
    try {
      return batches.getVectorSchemaRoot();
    } catch (IOException e) {
      throw broken(e);
    }
  }

  /**
   * Puts the next rows where {@link #batch} says.
   *
   * @return whether there were any
   * @throws QueryException when the query fails on the way
   */
  public boolean nextBatch() {
    try {
      rowsTaken = 0;
      boolean loaded = waiting || load();
      waiting = false;
      timing.rows(loaded ? batch().getRowCount() : 0);
      return loaded;
    } catch (IOException e) {
      throw broken(e);
    } catch (QueryException e) {
      timing.failed();
      throw e;
    }
  }

  private boolean load() throws IOException {
    work.resume();
    try {
      return batches.loadNextBatch();
    } finally {
      work.rest();
    }
  }

  /**
   * Throws the reason when the answer has been ended while its reader was waited for.
   *
   * @throws QueryException when its time is over, or it was cancelled
   */
  public void requireTime() {
    try {
      work.requireTime();
    } catch (QueryException e) {
      timing.failed();
      throw e;
    }
  }

  /**
   * The next row's values, null after the last row.
   *
   * @throws QueryException when the query fails on the way
   */
  public List<Object> next() {
    while (waiting || rowsTaken >= batch().getRowCount()) {
      if (!nextBatch()) {
        return null;
      }
    }
    List<Object> values = ArrowValues.row(batch(), rowsTaken);
    rowsTaken++;
    for (int i = 0; i < values.size(); i++) {
      // Arrow has no integer of 128 bits; DuckDB sends it as a decimal without fraction.
      if (columns.get(i).type().equals(HUGE) && values.get(i) instanceof BigDecimal number) {
        values.set(i, number.toBigIntegerExact());
      }
    }
    return values;
  }

  private QueryException broken(IOException e) {
    timing.failed();
    return DuckErrors.explained(work.explained(DuckErrors.unwrapped(e)), 0);
  }

  @Override
  public void close() {
    if (closed) {
      return;
    }
    closed = true;
    try (connection;
        statement;
        result;
        batches) {
      work.end();
    } catch (SQLException e) {
      throw DuckErrors.explained(work.explained(e), 0);
    } catch (IOException e) {
      throw broken(e);
    } finally {
      timing.answered();
      whenClosed.run();
    }
  }
}
