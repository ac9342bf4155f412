package dev.headwater.jobs.sql;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;

/**
 * A session on Flink's SQL gateway over its REST interface. One thread at a time, except that
 * {@link #close} may come from another and cancels what runs.
 */
public final class GatewaySession implements AutoCloseable {
  private static final Duration BETWEEN_FETCHES = Duration.ofMillis(20);

  private final GatewayRest rest;
  private final String session;
  private volatile Optional<String> running = Optional.empty();

  private GatewaySession(GatewayRest rest, String session) {
    this.rest = rest;
    this.session = session;
  }

  /**
   * Opens a session.
   *
   * @param gateway address of the gateway, {@code http://host:port}
   * @param settings Flink options of the session
   * @throws GatewayUnreachableException when nothing answers there
   */
  public static GatewaySession open(URI gateway, Map<String, String> settings) {
    GatewayRest rest = new GatewayRest(gateway);
    JsonNode answer = rest.post("/v3/sessions", Map.of("properties", settings));
    return new GatewaySession(rest, "/v3/sessions/" + answer.path("sessionHandle").asText());
  }

  /**
   * Runs one statement to its end.
   *
   * @throws SqlException when the statement is refused or fails
   */
  public SqlResult execute(String statement) {
    String operation =
        rest.post(session + "/statements", Map.of("statement", statement))
            .path("operationHandle")
            .asText();
    String path = session + "/operations/" + operation;
    running = Optional.of(path);
    try {
      return fetch(path + "/result/0?rowFormat=JSON");
    } finally {
      running = Optional.empty();
      rest.delete(path + "/close");
    }
  }

  private SqlResult fetch(String first) {
    List<SqlColumn> columns = List.of();
    List<List<Object>> rows = new ArrayList<>();
    Optional<String> job = Optional.empty();
    String next = first;
    while (!next.isEmpty()) {
      JsonNode page = rest.get(next);
      if (page.hasNonNull("jobID")) {
        job = Optional.of(page.path("jobID").asText());
      }
      if (page.path("resultType").asText().equals("NOT_READY")) {
        LockSupport.parkNanos(BETWEEN_FETCHES.toNanos());
        continue;
      }
      ResultPage decoded = ResultPage.of(page);
      columns = decoded.columns().isEmpty() ? columns : decoded.columns();
      rows.addAll(decoded.rows());
      boolean empty = decoded.rows().isEmpty();
      next = page.path("nextResultUri").asText("");
      if (empty && !next.isEmpty()) {
        LockSupport.parkNanos(BETWEEN_FETCHES.toNanos());
      }
    }
    return new SqlResult(columns, rows, job);
  }

  /** Cancels what runs and ends the session. */
  @Override
  public void close() {
    running.ifPresent(operation -> rest.tryPost(operation + "/cancel"));
    rest.delete(session);
  }
}
