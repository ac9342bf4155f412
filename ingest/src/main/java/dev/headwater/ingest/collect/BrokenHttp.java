package dev.headwater.ingest.collect;

import dev.headwater.ingest.fault.Causes;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.netty.handler.codec.http.HttpObject;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.QueryStringDecoder;
import io.netty.handler.codec.http.TooLongHttpHeaderException;
import io.netty.handler.codec.http.TooLongHttpLineException;
import java.util.List;
import java.util.Optional;

/** What is not HTTP as it should be, so that nobody knows where the next request begins. */
final class BrokenHttp {
  private BrokenHttp() {}

  /** What its sender is told; empty when it is as it should be. */
  static Optional<Answer> of(HttpObject message) {
    if (message.decoderResult().isFailure()) {
      Throwable cause = message.decoderResult().cause();
      return Optional.of(answer(status(cause), Causes.deepest(cause)));
    }
    return message instanceof HttpRequest head ? of(head) : Optional.empty();
  }

  private static HttpResponseStatus status(Throwable cause) {
    if (cause instanceof TooLongHttpLineException) {
      return HttpResponseStatus.REQUEST_URI_TOO_LONG;
    }
    return cause instanceof TooLongHttpHeaderException
        ? HttpResponseStatus.REQUEST_HEADER_FIELDS_TOO_LARGE
        : HttpResponseStatus.BAD_REQUEST;
  }

  private static Optional<Answer> of(HttpRequest head) {
    List<String> codings = head.headers().getAll(HttpHeaderNames.TRANSFER_ENCODING);
    if (codings.size() > 1
        || (codings.size() == 1
            && !HttpHeaderValues.CHUNKED.contentEqualsIgnoreCase(codings.get(0).strip()))) {
      return Optional.of(
          answer(
              HttpResponseStatus.BAD_REQUEST,
              "its Transfer-Encoding is " + String.join(", ", codings) + ", not chunked alone"));
    }
    try {
      QueryStringDecoder address = new QueryStringDecoder(head.uri());
      // Both are decoded when they are asked for.
      return address.path() != null && address.parameters() != null
          ? Optional.empty()
          : Optional.of(answer(HttpResponseStatus.BAD_REQUEST, "it has no address"));
    } catch (IllegalArgumentException e) {
      return Optional.of(
          answer(HttpResponseStatus.BAD_REQUEST, "its address is none: " + e.getMessage()));
    }
  }

  private static Answer answer(HttpResponseStatus status, String why) {
    return Answer.refused(status, "bad_http", "this is not HTTP as it should be: %s", why);
  }
}
