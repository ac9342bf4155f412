package dev.headwater.ingest.collect;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.headwater.ingest.record.Reason;
import dev.headwater.ingest.rows.Counts;
import io.netty.buffer.Unpooled;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.FullHttpResponse;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpVersion;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;

/**
 * What a client is told: a status, one JSON document, and when to come again.
 *
 * @param retryAfterSeconds empty when coming again changes nothing
 */
record Answer(
    HttpResponseStatus status, Map<String, Object> document, OptionalInt retryAfterSeconds) {
  private static final ObjectMapper JSON = new ObjectMapper();

  Answer {
    document = Collections.unmodifiableMap(new LinkedHashMap<>(document));
  }

  /**
   * A record that is kept in {@code rejected_records}.
   *
   * @param index in the body, from 0
   */
  record Rejected(long index, Reason reason, String detail) {}

  /** Every record of the body is safe where it belongs. */
  static Answer safe(Counts counts, List<Rejected> rejected) {
    Map<String, Object> document = new LinkedHashMap<>();
    document.put("accepted", counts.accepted());
    document.put("late", counts.late());
    document.put("rejected", counts.rejected());
    if (counts.timesCut() > 0) {
      document.put("times_cut", counts.timesCut());
    }
    List<Map<String, Object>> errors = new ArrayList<>();
    for (Rejected one : rejected) {
      Map<String, Object> error = new LinkedHashMap<>();
      error.put("index", one.index());
      error.put("reason", one.reason().code());
      error.put("detail", one.detail());
      errors.add(error);
    }
    document.put("errors", errors);
    return new Answer(HttpResponseStatus.OK, document, OptionalInt.empty());
  }

  /**
   * Nothing is promised of the whole body.
   *
   * @param code a word for programs
   * @param format what is wrong, with the values and the next step
   */
  @SuppressWarnings("AnnotateFormatMethod") // the annotation is of no library in use
  static Answer refused(HttpResponseStatus status, String code, String format, Object... values) {
    Map<String, Object> document = new LinkedHashMap<>();
    document.put("error", code);
    document.put("message", values.length == 0 ? format : String.format(format, values));
    return new Answer(status, document, OptionalInt.empty());
  }

  /** The same, and the client may repeat its request after so many seconds. */
  Answer retryAfter(int seconds) {
    return new Answer(status, document, OptionalInt.of(seconds));
  }

  boolean isRefusal() {
    return document.containsKey("error");
  }

  /** The same as HTTP. */
  FullHttpResponse response() {
    FullHttpResponse response =
        new DefaultFullHttpResponse(HttpVersion.HTTP_1_1, status, Unpooled.wrappedBuffer(json()));
    response
        .headers()
        .set(HttpHeaderNames.CONTENT_TYPE, HttpHeaderValues.APPLICATION_JSON)
        .set(HttpHeaderNames.CONTENT_LENGTH, response.content().readableBytes())
        .set(HttpHeaderNames.CACHE_CONTROL, HttpHeaderValues.NO_STORE)
        .set("X-Content-Type-Options", "nosniff");
    if (status.equals(HttpResponseStatus.UNAUTHORIZED)) {
      response.headers().set(HttpHeaderNames.WWW_AUTHENTICATE, "Bearer");
    }
    if (status.equals(HttpResponseStatus.METHOD_NOT_ALLOWED)) {
      response.headers().set(HttpHeaderNames.ALLOW, "POST");
    }
    retryAfterSeconds.ifPresent(
        seconds -> response.headers().set(HttpHeaderNames.RETRY_AFTER, seconds));
    return response;
  }

  private byte[] json() {
    try {
      return JSON.writeValueAsBytes(document);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("cannot be written as JSON: " + document, e);
    }
  }
}
