package dev.headwater.lake.server.engine;

import dev.headwater.lake.LakeException.Actor;
import dev.headwater.lake.server.ask.QueryException;
import dev.headwater.lake.server.duck.DuckErrors;
import io.netty.util.concurrent.DefaultThreadFactory;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;

/** Cancels statements that run too long. */
final class TimeLimits implements AutoCloseable {
  private final ScheduledExecutorService clock =
      Executors.newSingleThreadScheduledExecutor(
          new DefaultThreadFactory("query-time-limit", true));

  Limit begin(Statement statement, Duration limit) {
    return new Limit(clock, statement, limit);
  }

  /** The time one statement has, and its reader to take the answer. */
  static final class Limit implements AutoCloseable {
    private final ScheduledExecutorService clock;
    private final Statement statement;
    private final ScheduledFuture<?> end;
    private volatile String cancelled;

    private Limit(ScheduledExecutorService clock, Statement statement, Duration limit) {
      this.clock = clock;
      this.statement = statement;
      this.end =
          clock.schedule(
              () ->
                  cancel(
                      "the query and its answer took longer than %s s and were cancelled; filter or aggregate earlier"
                          .formatted(limit.toSeconds())),
              limit.toMillis(),
              TimeUnit.MILLISECONDS);
    }

    /** Does something after a part of the time. */
    void after(Duration part, Runnable action) {
      ScheduledFuture<?> unused = clock.schedule(action, part.toMillis(), TimeUnit.MILLISECONDS);
    }

    void cancel(String why) {
      cancelled = why;
      interrupt();
    }

    void interrupt() {
      try {
        statement.cancel();
      } catch (SQLException e) {
        // It has ended by itself.
      }
    }

    /** Throws the reason when it was cancelled: the reader may be waited for, not the statement. */
    void requireTime() {
      if (cancelled != null) {
        throw new QueryException(Actor.USER, cancelled, null);
      }
    }

    /** Throws the reason when this limit was the cause, else hands the error back. */
    SQLException explained(SQLException e) {
      if (cancelled != null && DuckErrors.isInterrupt(e)) {
        throw new QueryException(Actor.USER, cancelled, e);
      }
      return e;
    }

    @Override
    public void close() {
      end.cancel(false);
    }
  }

  @Override
  public void close() {
    clock.shutdownNow();
  }
}
