package dev.headwater.lake.server.http;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.headwater.lake.server.ask.AsOf;
import dev.headwater.lake.server.ask.QueryRequest;
import dev.headwater.lake.union.Side;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;

/**
 * What a request asks.
 *
 * @param id the client's, to cancel it by
 */
record HttpQuestion(QueryRequest request, String id) {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final int LONGEST_REQUEST = 1024 * 1024;

  /**
   * Reads a request.
   *
   * @throws IllegalArgumentException when it asks nothing
   */
  static HttpQuestion of(HttpCall call) throws IOException {
    if (!call.method().equals("POST")) {
      throw new IllegalArgumentException("use POST " + call.uri().getPath());
    }
    if (call.body().length > LONGEST_REQUEST) {
      throw new IllegalArgumentException("the query is longer than 1 MB");
    }
    String type = Objects.toString(call.header("Content-Type"), "");
    String text = new String(call.body(), StandardCharsets.UTF_8);
    if (!type.startsWith("application/json")) {
      return new HttpQuestion(
          QueryRequest.of(text).by(call.reader()), UUID.randomUUID().toString());
    }
    JsonNode document = JSON.readTree(text);
    if (!document.path("sql").isTextual()) {
      throw new IllegalArgumentException("the document has no \"sql\"");
    }
    List<Object> parameters = new ArrayList<>();
    document
        .path("parameters")
        .forEach(value -> parameters.add(JSON.convertValue(value, Object.class)));
    Optional<AsOf> asOf =
        document.hasNonNull("at")
            ? Optional.of(AsOf.of(document.path("at").asText()))
            : Optional.empty();
    Side side = Side.of(document.path("side").asText(asOf.isPresent() ? "history" : "all"));
    return new HttpQuestion(
        new QueryRequest(document.path("sql").asText(), side, parameters, asOf, call.reader()),
        document.path("id").asText(UUID.randomUUID().toString()));
  }
}
