package dev.headwater.lake.server.http;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.headwater.lake.server.ask.AsOf;
import dev.headwater.lake.server.ask.QueryRequest;
import dev.headwater.lake.union.Side;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.zip.GZIPInputStream;

/**
 * What a request asks.
 *
 * @param id the client's, to cancel it by
 */
record HttpQuestion(QueryRequest request, String id) {
  private static final ObjectMapper JSON =
      new ObjectMapper().enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);
  private static final int LONGEST_REQUEST = 1024 * 1024;

  /**
   * Reads a request.
   *
   * @throws IllegalArgumentException when it asks nothing
   */
  static HttpQuestion of(HttpCall call) {
    String type = Objects.toString(call.header("Content-Type"), "").toLowerCase(Locale.ROOT);
    String text = new String(unpacked(call), StandardCharsets.UTF_8);
    if (!type.startsWith("application/json")) {
      return new HttpQuestion(
          QueryRequest.of(text).by(call.reader()), UUID.randomUUID().toString());
    }
    JsonNode document = parsed(text);
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

  private static JsonNode parsed(String text) {
    try {
      return JSON.readTree(text);
    } catch (JsonProcessingException e) {
      JsonLocation end = e.getLocation();
      throw new IllegalArgumentException(
          "the body is JSON up to line %d, column %d only: %s; send {\"sql\":\"SELECT …\"}"
              .formatted(
                  end == null ? 1 : end.getLineNr(),
                  end == null ? 1 : end.getColumnNr(),
                  e.getOriginalMessage().lines().findFirst().orElse("no reason given")),
          e);
    }
  }

  /** The bytes before they were packed, no more of them than a query may have. */
  private static byte[] unpacked(HttpCall call) {
    String encoding =
        Objects.toString(call.header("Content-Encoding"), "identity").toLowerCase(Locale.ROOT);
    byte[] body =
        switch (encoding) {
          case "identity" -> call.body();
          case "gzip", "x-gzip" -> unzipped(call.body());
          default ->
              throw new IllegalArgumentException(
                  "the body's Content-Encoding is '" + encoding + "'; send it plain or gzip");
        };
    if (body.length > LONGEST_REQUEST) {
      throw new IllegalArgumentException("the query is longer than 1 MB");
    }
    return body;
  }

  private static byte[] unzipped(byte[] packed) {
    try (GZIPInputStream body = new GZIPInputStream(new ByteArrayInputStream(packed))) {
      return body.readNBytes(LONGEST_REQUEST + 1);
    } catch (IOException e) {
      throw new IllegalArgumentException(
          "the body is not gzip as its Content-Encoding says (%s); send it whole, or plain and without that header"
              .formatted(e.getMessage()),
          e);
    }
  }
}
