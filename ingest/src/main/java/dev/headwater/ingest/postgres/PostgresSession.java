package dev.headwater.ingest.postgres;

import dev.headwater.ingest.fault.Causes;
import dev.headwater.ingest.fault.IngestException;
import dev.headwater.ingest.fault.Silence;
import java.io.IOException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;

/** A plain connection to the database. For one thread. */
public record PostgresSession(Connection connection, PostgresFailures failures)
    implements AutoCloseable {
  private static final Duration BETWEEN_PROBES = Duration.ofMillis(200);

  /** Reads one row of an answer. */
  @FunctionalInterface
  interface Row<T> {
    T read(ResultSet row) throws SQLException;
  }

  /**
   * Connects.
   *
   * @throws IngestException.User when the server lets nobody in with these words
   * @throws IngestException.External when none answers
   */
  public static PostgresSession open(PostgresSettings settings) {
    Optional<IOException> silence = Silence.of(settings.address().server(), "Postgres");
    if (silence.isPresent()) {
      throw new IngestException.External(
          PostgresFailures.noAnswer(settings, Causes.deepest(silence.get())), silence.get());
    }
    PostgresFailures failures = new PostgresFailures(settings);
    try {
      return new PostgresSession(
          DriverManager.getConnection(settings.address().jdbcUrl(), settings.driver()), failures);
    } catch (SQLException e) {
      throw failures.words("logging in", e);
    }
  }

  /** Connects; for so long, tries again while no server answers or it is starting. */
  static PostgresSession open(PostgresSettings settings, Duration wait) {
    long started = System.nanoTime();
    while (true) {
      try {
        return open(settings);
      } catch (IngestException.External e) {
        if (System.nanoTime() - started > wait.toNanos()) {
          throw e;
        }
        LockSupport.parkNanos(BETWEEN_PROBES.toNanos());
      }
    }
  }

  /** All rows of an answer. */
  <T> List<T> ask(String doing, String sql, Row<T> reader, Object... values) {
    List<T> rows = new ArrayList<>();
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      for (int i = 0; i < values.length; i++) {
        statement.setObject(i + 1, values[i]);
      }
      try (ResultSet answer = statement.executeQuery()) {
        while (answer.next()) {
          rows.add(reader.read(answer));
        }
      }
      return rows;
    } catch (SQLException e) {
      throw failures.words(doing, e);
    }
  }

  @Override
  public void close() {
    try {
      connection.close();
    } catch (SQLException e) {
      throw failures.words("closing the connection", e);
    }
  }
}
