package dev.headwater.jobs.query;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.headwater.lake.LakeException;
import dev.headwater.lake.LakeException.Actor;
import dev.headwater.lake.union.Side;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** Asks the query server over HTTP. One query at a time; {@link #cancel} comes from elsewhere. */
public final class QueryClient {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final HttpClient client = HttpClient.newHttpClient();
  private final String id = UUID.randomUUID().toString();
  private final URI server;
  private final Optional<String> token;

  /** Presents the secret of this process's environment, see {@link QueryToken}. */
  public QueryClient(URI server) {
    this(server, QueryToken.of(System.getenv()));
  }

  /**
   * Presents a secret.
   *
   * @param token empty for none
   */
  public QueryClient(URI server, Optional<String> token) {
    this.server = server;
    this.token = token;
  }

  /** What is asked of a statement. */
  public enum Ask {
    ROWS_AS_JSON("/query", "application/json"),
    ROWS_AS_CSV("/query", "text/csv"),
    /** What would be read, in the shape of rows. */
    EXPLANATION("/explain", "application/json");

    private final String path;
    private final String accept;

    Ask(String path, String accept) {
      this.path = path;
      this.accept = accept;
    }
  }

  /**
   * The answer as the server writes it, while it is being written.
   *
   * @throws QueryFailedException when the query is wrong, refused or fails
   * @throws LakeException when the server or what it needs does not answer
   */
  public InputStream ask(Ask ask, String sql, Side side) {
    return ask(ask, sql, Map.of("side", side.name().toLowerCase(Locale.ROOT)));
  }

  /**
   * The same of history as of a point.
   *
   * @param point a snapshot's id or a time
   */
  public InputStream askAt(String point, Ask ask, String sql) {
    return ask(ask, sql, Map.of("at", point));
  }

  private InputStream ask(Ask ask, String sql, Map<String, String> of) {
    Map<String, String> question = new HashMap<>(of);
    question.put("sql", sql);
    question.put("id", id);
    return send(
        request(ask.path)
            .header("Content-Type", "application/json")
            .header("Accept", ask.accept)
            .POST(BodyPublishers.ofString(JSON.valueToTree(question).toString()))
            .build(),
        sql);
  }

  /**
   * Returns when the server and what it needs are well.
   *
   * @throws LakeException when they are not
   */
  public void check() {
    try (InputStream health = send(request("/health").build(), "")) {
      health.readAllBytes();
    } catch (IOException e) {
      throw new LakeException(Actor.EXTERNAL, server + " breaks off: " + e.getMessage(), e);
    }
  }

  private HttpRequest.Builder request(String path) {
    HttpRequest.Builder request = HttpRequest.newBuilder(server.resolve(path));
    token.ifPresent(secret -> request.header("Authorization", "Bearer " + secret));
    return request;
  }

  private InputStream send(HttpRequest request, String sql) {
    try {
      HttpResponse<InputStream> response = client.send(request, BodyHandlers.ofInputStream());
      if (response.statusCode() == 200) {
        return response.body();
      }
      throw failure(response.statusCode(), JSON.readTree(response.body()), sql);
    } catch (JsonProcessingException e) {
      throw new LakeException(Actor.EXTERNAL, server + " is no query server", e);
    } catch (IOException e) {
      throw new LakeException(
          Actor.EXTERNAL, "the query server at " + server + " does not answer: " + e, e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new LakeException(Actor.EXTERNAL, "interrupted while asking " + server, e);
    }
  }

  /** The rows of an answer in JSON, of hot and history as one. */
  public JsonNode rows(String sql) {
    return document(Ask.ROWS_AS_JSON, sql, Side.ALL).path("rows");
  }

  /** Rows and columns of an answer in JSON. */
  public JsonNode document(Ask ask, String sql, Side side) {
    return document(ask(ask, sql, side));
  }

  /**
   * Rows and columns of an answer in JSON, read to its end.
   *
   * @throws QueryFailedException when the answer breaks off
   */
  public static JsonNode document(InputStream answerInJson) {
    try (InputStream answer = answerInJson) {
      return JSON.readTree(answer);
    } catch (IOException e) {
      throw new QueryFailedException("the query failed on the way: " + e.getMessage(), e);
    }
  }

  private static RuntimeException failure(int status, JsonNode document, String sql) {
    String error = document.path("error").asText();
    if (status == 401) {
      return new LakeException(Actor.USER, error + QueryToken.HINT);
    }
    if (status == 403) {
      return new QueryFailedException(error, null);
    }
    if (status != 400) {
      return new LakeException(status == 503 ? Actor.EXTERNAL : Actor.INTERNAL, error);
    }
    int position = document.path("position").asInt(-1);
    return new QueryFailedException(
        position < 0 ? error : error + "\n" + pointed(sql, position), null);
  }

  /** The line of the fault with a mark under it. */
  private static String pointed(String sql, int position) {
    int at = Math.min(position, sql.length());
    int begin = sql.lastIndexOf('\n', at - 1) + 1;
    int end = sql.indexOf('\n', at);
    return "  "
        + sql.substring(begin, end < 0 ? sql.length() : end)
        + "\n  "
        + " ".repeat(at - begin)
        + '^';
  }

  /** Ends the query that runs. */
  public void cancel() {
    client
        .sendAsync(request("/query/" + id).DELETE().build(), BodyHandlers.discarding())
        .exceptionally(serverIsGone -> null)
        .join();
  }
}
