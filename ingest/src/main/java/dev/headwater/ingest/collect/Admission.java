package dev.headwater.ingest.collect;

import dev.headwater.ingest.collect.keys.ApiKey;
import dev.headwater.ingest.collect.keys.ApiKeys;
import dev.headwater.ingest.fault.Quoted;
import dev.headwater.ingest.record.RecordType;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpUtil;
import io.netty.handler.codec.http.QueryStringDecoder;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Decides by the head of a request whether its body may come: nothing is held for those who may not
 * send it. Thread-safe.
 */
final class Admission {
  private static final String PREFIX = "/v1/";
  private static final String BEARER = "Bearer ";
  private static final Pattern IDEMPOTENCY_KEY = Pattern.compile("[!-~]{1,128}");
  private static final int RETRY_SECONDS = 1;

  private final CollectorRequest request;
  private final Optional<ApiKeys> keys;
  private final Uplink uplink;
  private final InFlight inFlight;
  private final Map<String, TokenBucket> buckets = new HashMap<>();

  Admission(CollectorRequest request, Optional<ApiKeys> keys, Uplink uplink, InFlight inFlight) {
    this.request = request;
    this.keys = keys;
    this.uplink = uplink;
    this.inFlight = inFlight;
    keys.ifPresent(known -> known.all().forEach(this::addBucket));
    addBucket(ApiKey.ANYONE);
  }

  private void addBucket(ApiKey key) {
    int rate = key.requestsPerSecond().orElse(request.limits().requestsPerSecond());
    buckets.put(key.name(), new TokenBucket(rate, System.nanoTime()));
  }

  /**
   * Lets a request in.
   *
   * @throws RefusedException with what its sender is told
   */
  Admitted admit(HttpRequest head) throws RefusedException {
    QueryStringDecoder address = new QueryStringDecoder(head.uri());
    RecordType type = requireTable(address.path());
    requirePost(head);
    requireOrigin(head);
    ApiKey key = requireRight(requireKey(head, address), type);
    Optional<String> idempotencyKey = requireIdempotencyKey(head);
    boolean zipped = requireEncoding(head);
    requireLength(head);
    requireRate(key);
    requireUp();
    String contentType = head.headers().get(HttpHeaderNames.CONTENT_TYPE, "");
    InFlight.Share share = inFlight.enter().orElseThrow(Admission::busy);
    return new Admitted(type, key, idempotencyKey, zipped, contentType, share);
  }

  private static RecordType requireTable(String path) throws RefusedException {
    Optional<RecordType> type =
        path.startsWith(PREFIX) ? RecordType.of(path.substring(PREFIX.length())) : Optional.empty();
    if (type.isPresent() && !type.get().hasKey()) {
      throw new RefusedException(
          HttpResponseStatus.NOT_FOUND,
          "not_collected",
          "table %s has no key that would absorb a repeated request; use `headwater ingest FILE"
              + " --table %s` or `ingest kafka`",
          type.get().table(),
          type.get().table());
    }
    return type.orElseThrow(
        () ->
            new RefusedException(
                HttpResponseStatus.NOT_FOUND,
                "not_found",
                "there is no %s; post to /v1/TABLE with one of %s, or get /health",
                Quoted.of(path),
                String.join(", ", RecordType.tablesWithKey())));
  }

  private static void requirePost(HttpRequest head) throws RefusedException {
    if (!head.method().equals(HttpMethod.POST)) {
      throw new RefusedException(
          HttpResponseStatus.METHOD_NOT_ALLOWED,
          "not_post",
          "records are sent with POST, not %s",
          Quoted.of(head.method().name()));
    }
  }

  /** A browser tells the page that sends; a page of a stranger must not send for its reader. */
  private void requireOrigin(HttpRequest head) throws RefusedException {
    String origin = head.headers().get(HttpHeaderNames.ORIGIN);
    List<String> allowed = request.origins();
    if (origin != null
        && !allowed.contains("*")
        && allowed.stream().noneMatch(origin::equalsIgnoreCase)) {
      throw new RefusedException(
          HttpResponseStatus.FORBIDDEN,
          "foreign_origin",
          "pages of %s may not send; start the collector with --origin and this address to let"
              + " them",
          Quoted.of(origin));
    }
  }

  private ApiKey requireKey(HttpRequest head, QueryStringDecoder address) throws RefusedException {
    if (keys.isEmpty()) {
      return ApiKey.ANYONE;
    }
    String header = head.headers().get(HttpHeaderNames.AUTHORIZATION);
    List<String> inAddress = address.parameters().getOrDefault("key", List.of());
    if (header == null && inAddress.isEmpty()) {
      throw unknownKey("there is no key; send it as header `Authorization: Bearer KEY`");
    }
    if (header != null && !header.regionMatches(true, 0, BEARER, 0, BEARER.length())) {
      throw unknownKey("the header Authorization is not `Bearer KEY`");
    }
    String presented =
        header == null ? inAddress.get(0) : header.substring(BEARER.length()).strip();
    ApiKey key =
        keys.get()
            .find(presented)
            .orElseThrow(() -> unknownKey("the key is not known; ask whoever runs the collector"));
    if (header == null && key.exposure() == ApiKey.Exposure.SECRET) {
      throw unknownKey(
          "this key is secret and may not stand in an address, which logs keep; make a new one,"
              + " and send it as header `Authorization: Bearer KEY`");
    }
    return key;
  }

  private static RefusedException unknownKey(String message) {
    return new RefusedException(HttpResponseStatus.UNAUTHORIZED, "no_key", message);
  }

  private static ApiKey requireRight(ApiKey key, RecordType type) throws RefusedException {
    if (!key.tables().contains(type)) {
      throw new RefusedException(
          HttpResponseStatus.FORBIDDEN,
          "no_right",
          "key %s may not send to %s; its tables stand in the collector's keys file",
          key.name(),
          type.table());
    }
    return key;
  }

  private static Optional<String> requireIdempotencyKey(HttpRequest head) throws RefusedException {
    Optional<String> given = Optional.ofNullable(head.headers().get("Idempotency-Key"));
    if (given.isPresent() && !IDEMPOTENCY_KEY.matcher(given.get()).matches()) {
      throw new RefusedException(
          HttpResponseStatus.BAD_REQUEST,
          "bad_idempotency_key",
          "the header Idempotency-Key is not 1 to 128 visible ASCII characters");
    }
    return given;
  }

  private static boolean requireEncoding(HttpRequest head) throws RefusedException {
    String encoding =
        head.headers().get(HttpHeaderNames.CONTENT_ENCODING, "identity").toLowerCase(Locale.ROOT);
    return switch (encoding) {
      case "identity" -> false;
      case "gzip", "x-gzip" -> true;
      default ->
          throw new RefusedException(
              HttpResponseStatus.UNSUPPORTED_MEDIA_TYPE,
              "unknown_encoding",
              "the body's Content-Encoding is %s; send it plain or gzip",
              Quoted.of(encoding));
    };
  }

  private void requireLength(HttpRequest head) throws RefusedException {
    long declared = HttpUtil.getContentLength(head, -1L);
    if (declared > request.limits().bodyBytes()) {
      throw BodyReader.tooLarge(
          "it has " + declared + " bytes, more than " + request.limits().bodyBytes());
    }
  }

  private void requireRate(ApiKey key) throws RefusedException {
    TokenBucket bucket = buckets.get(key.name());
    if (!bucket.take(System.nanoTime())) {
      throw new RefusedException(
          Answer.refused(
                  HttpResponseStatus.TOO_MANY_REQUESTS,
                  "too_often",
                  "key %s may send %s requests a second; send more records in each",
                  key.name(),
                  bucket.perSecond())
              .retryAfter(RETRY_SECONDS));
    }
  }

  private void requireUp() throws RefusedException {
    if (!uplink.isUp()) {
      throw new RefusedException(
          Answer.refused(
                  HttpResponseStatus.SERVICE_UNAVAILABLE,
                  "platform_down",
                  "the platform does not answer, and nothing of this body was written; send it"
                      + " again")
              .retryAfter(RETRY_SECONDS));
    }
  }

  static RefusedException busy() {
    return new RefusedException(
        Answer.refused(
                HttpResponseStatus.SERVICE_UNAVAILABLE,
                "busy",
                "too much is in flight, and nothing of this body was written; send it again")
            .retryAfter(RETRY_SECONDS));
  }
}
