package dev.headwater.lake.server;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import dev.headwater.lake.Causes;
import dev.headwater.lake.LakeException;
import dev.headwater.lake.LakeException.Actor;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalInt;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Queries over HTTP.
 *
 * <pre>
 * POST /query    {"sql":"SELECT …","side":"all|hot|history","at":"SNAPSHOT|TIME","parameters":[…],"id":"…"}, or plain SQL
 * POST /explain  the same; what the query would read
 * DELETE /query/ID  cancels
 * GET /health    and how many queries run
 * GET /tables    how far every table is, hot and in the lake, and what flows between them
 * GET /          the page for people
 * </pre>
 *
 * Answers are JSON, or CSV where {@code Accept} asks for {@code text/csv}. Errors are {@code
 * {"error":…,"position":…}} with status 400 (the query), 401 (an unknown reader), 403 (what a
 * reader may not read), 503 (what the server depends on) or 500.
 */
final class HttpEndpoint implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(HttpEndpoint.class);
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final int HELD_BACK = 64 * 1024;

  private final QueryEngine engine;
  private final TableOverview tables;
  private final Dashboards dashboards;
  private final HttpDoor door = new HttpDoor();
  private final Map<Running, Cancellation> running = new ConcurrentHashMap<>();
  private final SameOrigin sameOrigin;
  private final HttpAdmission admission;

  /** A query by the name its reader gave it: nobody cancels those of others. */
  private record Running(String reader, String id) {}

  private HttpEndpoint(
      QueryEngine engine, TableOverview tables, Dashboards dashboards, QueryDoors doors) {
    this.engine = engine;
    this.tables = tables;
    this.dashboards = dashboards;
    this.sameOrigin = new SameOrigin(doors.names());
    this.admission = new HttpAdmission(doors.readers());
    serve("/query", this::query);
    serve("/explain", this::explain);
    serve("/tables", this::tables);
    serve("/panels", this::panels);
    serve("/", PageFiles::send);
    // Whoever watches over this process needs no secret.
    door.serve("/health", guarded(this::health), sameOrigin);
  }

  static HttpEndpoint start(
      QueryEngine engine, TableOverview tables, Dashboards dashboards, QueryDoors doors) {
    HttpEndpoint endpoint = new HttpEndpoint(engine, tables, dashboards, doors);
    try {
      endpoint.door.open(doors.bindAddress(), doors.httpPort());
      return endpoint;
    } catch (IOException e) {
      endpoint.close();
      throw new LakeException(
          Actor.USER,
          "the query server cannot listen on port " + doors.httpPort() + ": " + e.getMessage(),
          e);
    }
  }

  private void serve(String path, Handler handler) {
    door.serve(path, guarded(handler), sameOrigin, admission);
  }

  private interface Handler {
    void handle(HttpCall exchange) throws IOException;
  }

  /** An exception that leaves the handler makes the door cut the connection. */
  private HttpHandler guarded(Handler handler) {
    return exchange -> {
      try {
        handler.handle((HttpCall) exchange);
      } catch (ForbiddenException e) {
        send(exchange, 403, JSON.createObjectNode().put("error", e.getMessage()));
      } catch (QueryException e) {
        fail(exchange, e.actor(), e.getMessage(), e.position());
      } catch (LakeException e) {
        fail(exchange, e.actor(), e.getMessage(), OptionalInt.empty());
      } catch (IllegalArgumentException e) {
        fail(exchange, Actor.USER, e.getMessage(), OptionalInt.empty());
      } catch (RuntimeException e) {
        LOG.error("a request failed path={}", exchange.getRequestURI(), e);
        fail(exchange, Actor.INTERNAL, Causes.deepest(e), OptionalInt.empty());
      }
    };
  }

  private static void fail(HttpExchange exchange, Actor actor, String error, OptionalInt position)
      throws IOException {
    if (exchange.getResponseCode() != -1) {
      // Rows are on their way: closed in good order, the answer would look complete.
      throw new IOException("an answer broke off: " + error);
    }
    ObjectNode document = JSON.createObjectNode().put("error", error);
    position.ifPresent(at -> document.put("position", at));
    int status =
        switch (actor) {
          case USER -> 400;
          case EXTERNAL -> 503;
          case INTERNAL -> 500;
        };
    send(exchange, status, document);
  }

  private static void send(HttpExchange exchange, int status, JsonNode document)
      throws IOException {
    byte[] body = (document + "\n").getBytes(StandardCharsets.UTF_8);
    exchange.getResponseHeaders().set("Content-Type", AnswerFormat.JSON.contentType());
    exchange.sendResponseHeaders(status, body.length);
    exchange.getResponseBody().write(body);
  }

  private void health(HttpExchange exchange) throws IOException {
    engine.check();
    send(
        exchange,
        200,
        JSON.createObjectNode().put("status", "up").put("queries", engine.running()));
  }

  private void tables(HttpExchange exchange) throws IOException {
    send(exchange, 200, tables.document(HttpAdmission.reader(exchange)));
  }

  private void panels(HttpExchange exchange) throws IOException {
    send(exchange, 200, dashboards.answer(exchange));
  }

  private void query(HttpCall exchange) throws IOException {
    if (exchange.getRequestMethod().equals("DELETE")) {
      cancel(exchange);
      return;
    }
    HttpQuestion question = HttpQuestion.of(exchange);
    Running key = new Running(question.request().reader().name(), question.id());
    Cancellation cancellation = new Cancellation();
    running.put(key, cancellation);
    exchange.whenGone(cancellation::cancel);
    try (QueryAnswer answer = engine.query(question.request(), cancellation)) {
      write(answer, exchange);
    } finally {
      running.remove(key, cancellation);
    }
  }

  private void explain(HttpExchange exchange) throws IOException {
    send(exchange, 200, Explanation.of(engine.read(HttpQuestion.of(exchange).request())));
  }

  private void cancel(HttpExchange exchange) throws IOException {
    String path = exchange.getRequestURI().getPath();
    Cancellation query =
        running.get(
            new Running(
                HttpAdmission.reader(exchange).name(), path.substring(path.lastIndexOf('/') + 1)));
    if (query != null) {
      query.cancel();
    }
    send(exchange, 200, JSON.createObjectNode().put("cancelled", query != null));
  }

  private static void write(QueryAnswer answer, HttpExchange exchange) throws IOException {
    String accept = Objects.toString(exchange.getRequestHeaders().getFirst("Accept"), "");
    AnswerFormat format = accept.contains("text/csv") ? AnswerFormat.CSV : AnswerFormat.JSON;
    exchange.getResponseHeaders().set("Content-Type", format.contentType());
    // Held back, so that a query that fails early still gets the status it deserves.
    OutputStream late = new BufferedOutputStream(new LateHeaders(exchange), HELD_BACK);
    format.write(answer, late);
    late.close();
  }

  /** Sends the status with the first byte. */
  private static final class LateHeaders extends OutputStream {
    private final HttpExchange exchange;

    private LateHeaders(HttpExchange exchange) {
      this.exchange = exchange;
    }

    @Override
    public void write(int single) throws IOException {
      write(new byte[] {(byte) single}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
      if (exchange.getResponseCode() == -1) {
        exchange.sendResponseHeaders(200, 0);
      }
      exchange.getResponseBody().write(bytes, offset, length);
    }

    @Override
    public void close() throws IOException {
      exchange.getResponseBody().close();
    }
  }

  @Override
  public void close() {
    door.close();
  }
}
