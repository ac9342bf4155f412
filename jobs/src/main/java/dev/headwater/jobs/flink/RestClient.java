package dev.headwater.jobs.flink;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.headwater.jobs.fault.ProgressException;
import dev.headwater.lake.LakeException.Actor;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Map;

/** JSON over HTTP to one Flink cluster. */
final class RestClient {
  private static final Duration TIMEOUT = Duration.ofSeconds(30);
  private static final ObjectMapper JSON = new ObjectMapper();

  private final HttpClient client = HttpClient.newBuilder().connectTimeout(TIMEOUT).build();
  private final URI base;

  RestClient(URI base) {
    this.base = base;
  }

  JsonNode get(String path) {
    return send(request(path).GET().build());
  }

  JsonNode post(String path, Map<String, String> body) {
    try {
      String json = JSON.writeValueAsString(body);
      return send(
          request(path)
              .header("Content-Type", "application/json")
              .POST(BodyPublishers.ofString(json))
              .build());
    } catch (JsonProcessingException e) {
      throw new ProgressException(Actor.INTERNAL, "cannot write " + body + " as JSON", e);
    }
  }

  JsonNode patch(String path) {
    return send(request(path).method("PATCH", BodyPublishers.noBody()).build());
  }

  private HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(base.resolve(path)).timeout(TIMEOUT);
  }

  private JsonNode send(HttpRequest request) {
    HttpResponse<String> response = exchange(request);
    int status = response.statusCode();
    if (status / 100 == 2) {
      return parse(request, response.body());
    }
    String reason = firstError(response.body());
    String what = request.method() + " " + request.uri() + " was answered with " + status;
    if (status == 404) {
      throw new ProgressException(
          Actor.USER, what + ": " + reason + "; list the jobs for their ids");
    }
    throw new ProgressException(
        Actor.EXTERNAL, what + ": " + reason + "; the log of the Flink cluster may tell more");
  }

  private HttpResponse<String> exchange(HttpRequest request) {
    try {
      return client.send(request, BodyHandlers.ofString());
    } catch (IOException e) {
      throw new ProgressException(
          Actor.EXTERNAL,
          "Flink is not reachable at " + base + "; start the platform with `headwater up`",
          e);
    } catch (InterruptedException e) {
      throw ProgressException.interrupted("asking Flink at " + base, e);
    }
  }

  private static JsonNode parse(HttpRequest request, String body) {
    try {
      return JSON.readTree(body.isEmpty() ? "{}" : body);
    } catch (JsonProcessingException e) {
      throw new ProgressException(
          Actor.EXTERNAL,
          request.uri() + " did not answer with JSON; is it a Flink cluster's REST port?",
          e);
    }
  }

  private static String firstError(String body) {
    try {
      String error = JSON.readTree(body).path("errors").path(0).asText("");
      return error.lines().findFirst().orElse("no reason given");
    } catch (JsonProcessingException notJson) {
      return body.lines().findFirst().orElse("no reason given");
    }
  }
}
