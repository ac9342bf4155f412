package dev.headwater.lake.server.http;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.headwater.lake.LakeException;
import dev.headwater.lake.LakeException.Actor;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;

/** A Prometheus, as the dashboards ask it. Thread-safe. */
public final class PrometheusClient {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Duration PATIENCE = Duration.ofSeconds(10);
  private static final int MOST_POINTS = 240;

  private final URI server;
  private final HttpClient client = HttpClient.newBuilder().connectTimeout(PATIENCE).build();

  public PrometheusClient(URI server) {
    this.server = server;
  }

  /**
   * The series that an expression has over some time until a moment.
   *
   * @return objects with {@code metric}, the labels, and {@code values}, pairs of epoch seconds and
   *     a number as text
   * @throws LakeException as EXTERNAL when Prometheus does not answer
   */
  JsonNode range(String expression, Instant until, Duration range) {
    String path =
        "/api/v1/query_range?query=%s&start=%d&end=%d&step=%d"
            .formatted(
                URLEncoder.encode(expression, StandardCharsets.UTF_8),
                until.minus(range).getEpochSecond(),
                until.getEpochSecond(),
                Math.max(1, range.toSeconds() / MOST_POINTS));
    HttpResponse<String> response = get(path);
    try {
      JsonNode document = JSON.readTree(response.body());
      if (document.path("status").asText().equals("success")) {
        return document.path("data").path("result");
      }
      throw failure("refuses " + expression + ": " + document.path("error").asText(), null);
    } catch (JsonProcessingException e) {
      throw failure("answers " + response.statusCode() + " and is no Prometheus", e);
    }
  }

  private HttpResponse<String> get(String path) {
    String base = server.toString().replaceFirst("/$", "");
    HttpRequest request = HttpRequest.newBuilder(URI.create(base + path)).timeout(PATIENCE).build();
    try {
      return client.send(request, BodyHandlers.ofString());
    } catch (IOException e) {
      throw failure("does not answer", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw failure("was not waited for", e);
    }
  }

  private LakeException failure(String what, Exception cause) {
    return new LakeException(
        Actor.EXTERNAL,
        "what should be Prometheus at %s %s; see docs/how-to/watch-the-platform.md, and tell where it is with --prometheus URL"
            .formatted(server, what),
        cause);
  }
}
