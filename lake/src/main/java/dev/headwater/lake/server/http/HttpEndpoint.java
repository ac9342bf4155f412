package dev.headwater.lake.server.http;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.headwater.lake.Causes;
import dev.headwater.lake.LakeException;
import dev.headwater.lake.LakeException.Actor;
import dev.headwater.lake.server.ask.ForbiddenException;
import dev.headwater.lake.server.ask.QueryException;
import dev.headwater.lake.server.door.QueryDoors;
import dev.headwater.lake.server.engine.Cancellation;
import dev.headwater.lake.server.engine.Explanation;
import dev.headwater.lake.server.engine.QueryAnswer;
import dev.headwater.lake.server.engine.QueryEngine;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalInt;
import java.util.Set;
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
 * reader may not read), 503 (what the server depends on) or 500; those of HTTP itself are the
 * door's.
 */
public final class HttpEndpoint implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(HttpEndpoint.class);
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final int HELD_BACK = 64 * 1024;
  private static final Set<String> READ = Set.of("GET", "HEAD");

  private final QueryEngine engine;
  private final HttpDoor door = new HttpDoor(HttpTimes.usual());
  private final Map<Running, Cancellation> running = new ConcurrentHashMap<>();
  private final SameOrigin sameOrigin;
  private final HttpAdmission admission;

  /** A query by the name its reader gave it: nobody cancels those of others. */
  private record Running(String reader, String id) {}

  private HttpEndpoint(
      QueryEngine engine, TableOverview tables, Dashboards dashboards, QueryDoors doors) {
    this.engine = engine;
    this.sameOrigin = new SameOrigin(doors.names());
    this.admission = new HttpAdmission(doors.readers());
    serve("/query", Set.of("POST", "DELETE"), this::query);
    serve("/explain", Set.of("POST"), this::explain);
    serve("/tables", READ, call -> call.send(200, tables.document(call.reader())));
    serve("/panels", READ, call -> call.send(200, dashboards.answer(call.uri())));
    serve("/", READ, PageFiles::send);
    // Whoever watches over this process needs no secret.
    serveAnyone("/health", READ, this::health);
  }

  public static HttpEndpoint start(
      QueryEngine engine, TableOverview tables, Dashboards dashboards, QueryDoors doors) {
    HttpEndpoint endpoint = new HttpEndpoint(engine, tables, dashboards, doors);
    try {
      endpoint.door.open(doors.bindAddress(), doors.httpPort());
      return endpoint;
    } catch (IOException e) {
      endpoint.close();
      throw LakeException.user(
          "the query server cannot listen on port " + doors.httpPort() + ": " + e.getMessage(), e);
    }
  }

  private void serve(String path, Set<String> methods, HttpDoor.Handler handler) {
    serveAnyone(
        path,
        methods,
        call -> {
          if (admission.admits(call)) {
            handler.handle(call);
          }
        });
  }

  /** An exception that leaves the handler makes the door cut the connection. */
  private void serveAnyone(String path, Set<String> methods, HttpDoor.Handler handler) {
    door.serve(
        path,
        methods,
        call -> {
          try {
            if (sameOrigin.admits(call)) {
              handler.handle(call);
            }
          } catch (ForbiddenException e) {
            call.send(403, e.getMessage());
          } catch (QueryException e) {
            fail(call, e.actor(), e.getMessage(), e.position());
          } catch (LakeException e) {
            fail(call, e.actor(), e.getMessage(), OptionalInt.empty());
          } catch (IllegalArgumentException e) {
            fail(call, Actor.USER, e.getMessage(), OptionalInt.empty());
          } catch (RuntimeException e) {
            LOG.error("a request failed path={}", call.uri(), e);
            fail(call, Actor.INTERNAL, Causes.deepest(e), OptionalInt.empty());
          }
        });
  }

  private static void fail(HttpCall call, Actor actor, String error, OptionalInt position)
      throws IOException {
    if (call.begun()) {
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
    call.send(status, document);
  }

  private void health(HttpCall call) throws IOException {
    engine.check();
    call.send(200, JSON.createObjectNode().put("status", "up").put("queries", engine.running()));
  }

  private void query(HttpCall call) throws IOException {
    if (call.method().equals("DELETE")) {
      cancel(call);
      return;
    }
    HttpQuestion question = HttpQuestion.of(call);
    Running key = new Running(question.request().reader().name(), question.id());
    Cancellation cancellation = new Cancellation();
    running.put(key, cancellation);
    call.whenGone(cancellation::cancel);
    try (QueryAnswer answer = engine.query(question.request(), cancellation)) {
      call.whileUnread(answer::requireTime);
      write(answer, call);
    } finally {
      running.remove(key, cancellation);
    }
  }

  private void explain(HttpCall call) throws IOException {
    call.send(200, Explanation.of(engine.read(HttpQuestion.of(call).request())));
  }

  private void cancel(HttpCall call) throws IOException {
    String path = call.uri().getPath();
    Cancellation query =
        running.get(new Running(call.reader().name(), path.substring(path.lastIndexOf('/') + 1)));
    if (query != null) {
      query.cancel();
    }
    call.send(200, JSON.createObjectNode().put("cancelled", query != null));
  }

  private static void write(QueryAnswer answer, HttpCall call) throws IOException {
    String accept = Objects.toString(call.header("Accept"), "");
    AnswerFormat format = accept.contains("text/csv") ? AnswerFormat.CSV : AnswerFormat.JSON;
    // Held back, so that a query that fails early still gets the status it deserves.
    OutputStream late = new BufferedOutputStream(call.stream(format.contentType()), HELD_BACK);
    format.write(answer, late);
    late.close();
  }

  @Override
  public void close() {
    door.close();
  }
}
