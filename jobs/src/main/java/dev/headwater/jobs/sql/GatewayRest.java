package dev.headwater.jobs.sql;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Requests to the SQL gateway. Thread-safe. */
final class GatewayRest {
  private static final Duration LONGEST_FAREWELL = Duration.ofMillis(50);
  private static final Duration TIMEOUT = Duration.ofMinutes(2);
  private static final ObjectMapper JSON =
      JsonMapper.builder().enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS).build();

  private final URI gateway;
  private final HttpClient http =
      HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(5)).build();

  GatewayRest(URI gateway) {
    this.gateway = gateway;
  }

  JsonNode get(String path) {
    return send(request(path).GET());
  }

  JsonNode post(String path, Map<String, ?> body) {
    try {
      return send(request(path).POST(BodyPublishers.ofString(JSON.writeValueAsString(body))));
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException("not JSON: " + body, e);
    }
  }

  /** Sends and does not mind a failure: what is to be cancelled may have ended by itself. */
  void tryPost(String path) {
    try {
      send(request(path).POST(BodyPublishers.noBody()));
    } catch (SqlException | GatewayUnreachableException gone) {
      // Nothing is left to do for the caller either way.
    }
  }

  /**
   * Asks for a deletion and hardly waits: ending a session takes the gateway seconds, in which its
   * connections fall quiet.
   */
  void delete(String path) {
    CompletableFuture<HttpResponse<Void>> answer =
        http.sendAsync(request(path).DELETE().build(), BodyHandlers.discarding());
    try {
      answer.get(LONGEST_FAREWELL.toMillis(), TimeUnit.MILLISECONDS);
    } catch (ExecutionException | TimeoutException sentAnyway) {
      // What is gone need not be deleted, and what is slow ends by itself.
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(gateway.resolve(path))
        .timeout(TIMEOUT)
        .header("Content-Type", "application/json");
  }

  private JsonNode send(HttpRequest.Builder request) {
    try {
      HttpResponse<String> response = http.send(request.build(), BodyHandlers.ofString());
      JsonNode body = JSON.readTree(response.body());
      if (response.statusCode() >= 300) {
        throw GatewayErrors.of(errors(body, response));
      }
      return body;
    } catch (JsonProcessingException e) {
      throw new SqlException("the gateway at " + gateway + " did not answer in JSON");
    } catch (IOException e) {
      throw new GatewayUnreachableException(gateway, e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new SqlException("interrupted while waiting for the gateway at " + gateway);
    }
  }

  private static String errors(JsonNode body, HttpResponse<String> response) {
    StringBuilder text = new StringBuilder();
    body.path("errors").forEach(error -> text.append(error.asText()).append('\n'));
    return text.isEmpty()
        ? "HTTP " + response.statusCode() + ' ' + response.body()
        : text.toString();
  }
}
