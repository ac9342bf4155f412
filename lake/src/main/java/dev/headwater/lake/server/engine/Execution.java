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

  private final Duration timeLimit;
  private final BufferAllocator allocator;
  private final Turns turns;
  private final TimeLimits timeLimits = new TimeLimits();

  /**
   * Nothing runs yet.
   *
   * @param allocator for the answers' batches; it stays open
   */
  Execution(QuerySettings settings, BufferAllocator allocator) {
    this.timeLimit = settings.timeLimit();
    this.allocator = allocator;
    this.turns = new Turns(settings.concurrentQueries(), timeLimit);
  }

  /** How many queries wait for their turn. */
  int waiting() {
    return turns.waiting();
  }

  /** How many queries run now. */
  int running() {
    return turns.running();
  }

  /**
   * Runs a query when it is its turn, which it keeps until the answer is closed.
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
    turns.take();
    try {
      return execute(connection, query, request, cancellation);
    } catch (SQLException | RuntimeException e) {
      turns.release();
      throw e;
    }
  }

  private QueryAnswer execute(
      DuckDBConnection connection,
      ParsedQuery query,
      QueryRequest request,
      Cancellation cancellation)
      throws SQLException {
    PreparedStatement statement = begin(connection, query.text());
    TimeLimits.Limit limit = timeLimits.begin(statement, timeLimit);
    try {
      cancellation.begins(limit);
      for (int i = 0; i < request.parameters().size(); i++) {
        statement.setObject(i + 1, request.parameters().get(i));
      }
      DuckDBResultSet rows = (DuckDBResultSet) statement.executeQuery();
      return new QueryAnswer(connection, statement, rows, allocator, limit, turns::release);
    } catch (SQLException e) {
      end(connection, statement, limit);
      throw limit.explained(e);
    } catch (RuntimeException e) {
      end(connection, statement, limit);
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

  private static void end(
      DuckDBConnection connection, PreparedStatement statement, TimeLimits.Limit limit)
      throws SQLException {
    limit.close();
    statement.close();
    QueryDatabase.execute(connection, "ROLLBACK");
  }

  /** Waits a moment for the answers that are still open: their clients may have gone. */
  @Override
  public void close() {
    try {
      if (!turns.end(FAREWELL)) {
        LOG.warn("queries still run while the query engine closes queries={}", turns.running());
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    timeLimits.close();
  }
}
