package dev.headwater.lake.server.engine;

import dev.headwater.lake.server.ask.ParsedQuery;
import dev.headwater.lake.server.ask.QueryRequest;
import dev.headwater.lake.server.ask.QuerySettings;
import dev.headwater.lake.server.duck.QueryDatabase;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Duration;
import org.apache.arrow.memory.BufferAllocator;
import org.duckdb.DuckDBConnection;
import org.duckdb.DuckDBResultSet;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs what was asked: some queries at a time, each for a limited time and in a transaction that
 * cannot write. Thread-safe.
 */
final class Execution implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Execution.class);

  /** For a query whose client has gone to notice it, when this ends. */
  private static final Duration FAREWELL = Duration.ofSeconds(10);

  /** Each holds a batch and what DuckDB has computed ahead. */
  private static final int ANSWERS_PER_PLACE = 8;

  private final Duration timeLimit;
  private final BufferAllocator allocator;
  private final Turns turns;
  private final OpenAnswers open;
  private final TimeLimits timeLimits = new TimeLimits();

  /**
   * Nothing runs yet.
   *
   * @param allocator for the answers' batches; it stays open
   */
  Execution(QuerySettings settings, BufferAllocator allocator) {
    int places = settings.concurrentQueries();
    this.timeLimit = settings.timeLimit();
    this.allocator = allocator;
    this.turns = new Turns(places, places / 2, timeLimit);
    this.open = new OpenAnswers(places * ANSWERS_PER_PLACE);
  }

  /** How many queries wait for their turn. */
  int waiting() {
    return turns.waiting();
  }

  /** How many queries have begun and are not answered to their end. */
  int running() {
    return open.count();
  }

  /**
   * Runs a query when it is its turn. The answer takes further ones as it is read, and none while
   * its reader takes what there is.
   *
   * @param connection closed with the answer; by the caller, when there is none
   * @throws QueryException when it takes too long
   */
  QueryAnswer run(
      DuckDBConnection connection,
      ParsedQuery query,
      QueryRequest request,
      Cancellation cancellation)
      throws SQLException {
    try {
      return execute(connection, query, request, cancellation, turns.take());
    } catch (OutstayedException e) {
      cancellation.requireWanted();
      return execute(connection, query, request, cancellation, turns.takeLong());
    }
  }

  private QueryAnswer execute(
      DuckDBConnection connection,
      ParsedQuery query,
      QueryRequest request,
      Cancellation cancellation,
      Turns.Turn turn)
      throws SQLException {
    PreparedStatement statement;
    try {
      statement = begin(connection, query.text());
    } catch (SQLException | RuntimeException e) {
      turn.release();
      throw e;
    }
    Work work = new Work(turns, turn, statement, timeLimits, timeLimit);
    try {
      open.enter(work);
      cancellation.begins(work);
      for (int i = 0; i < request.parameters().size(); i++) {
        statement.setObject(i + 1, request.parameters().get(i));
      }
      DuckDBResultSet rows = (DuckDBResultSet) statement.executeQuery();
      return new QueryAnswer(connection, statement, rows, allocator, work, () -> open.leave(work));
    } catch (SQLException e) {
      end(connection, statement, work);
      throw work.explained(e);
    } catch (RuntimeException e) {
      end(connection, statement, work);
      throw e;
    }
  }

  private static PreparedStatement begin(DuckDBConnection connection, String sql)
      throws SQLException {
    QueryDatabase.execute(connection, "BEGIN TRANSACTION READ ONLY");
    try {
      return connection.prepareStatement(sql);
    } catch (SQLException e) {
      QueryDatabase.execute(connection, "ROLLBACK");
      throw e;
    }
  }

  private void end(DuckDBConnection connection, PreparedStatement statement, Work work)
      throws SQLException {
    try {
      statement.close();
      QueryDatabase.execute(connection, "ROLLBACK");
    } finally {
      work.end();
      open.leave(work);
    }
  }

  /** Waits a moment for the answers that are still open: their clients may have gone. */
  @Override
  public void close() {
    if (!open.end(FAREWELL)) {
      LOG.warn("queries still run while the query engine closes queries={}", open.count());
    }
    timeLimits.close();
  }
}
