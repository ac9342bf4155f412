package dev.headwater.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.headwater.ingest.collect.BodyReaderTest;
import dev.headwater.ingest.collect.CollectorLimits;
import dev.headwater.ingest.collect.CollectorReport;
import dev.headwater.ingest.collect.CollectorRequest;
import dev.headwater.ingest.collect.HttpCollector;
import dev.headwater.ingest.collect.keys.ApiKeysTest;
import dev.headwater.ingest.fault.IngestException;
import dev.headwater.ingest.record.Line;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.apache.fluss.row.InternalRow;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;

/** The collector against real storage, and the contract that every source keeps. */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class HttpSourceIT implements HttpSourceContract {
  private static final Duration SHORT = Duration.ofMillis(400);

  @TempDir static Path data;
  @TempDir Path directory;
  private static final int PORTS = TestingPlatform.freePorts();
  private static TestingPlatform platform;

  @BeforeAll
  static void start() {
    platform = TestingPlatform.start(data, PORTS);
  }

  @AfterAll
  static void stop() throws Exception {
    platform.close();
  }

  @Override
  public TestingPlatform platform() {
    return platform;
  }

  @Override
  public Path directory() {
    return directory;
  }

  @Test
  @Order(1)
  void anAnswerTellsWhatBecameOfEachRecordAndThenItIsThere() throws Exception {
    try (HttpCollector collector = HttpCollector.start(request())) {
      TestingClient client = new TestingClient(collector.address());
      String body =
          "["
              + event("told", "2017-11-26T10:00:00Z")
              + ",{\"customer_id\":\"c\"},"
              + event("old", "2016-01-01T00:00:00Z")
              + ","
              + event("future", "2099-01-01T00:00:00Z")
              + ",7]";
      for (int i = 0; i < 2; i++) {
        TestingClient.Told told = client.post("/v1/events", body, "Idempotency-Key", "told-1");
        assertThat(told.document())
            .hasToString(
                "{\"accepted\":1,\"late\":1,\"rejected\":3,\"errors\":["
                    + "{\"index\":1,\"reason\":\"missing_field\",\"detail\":\"field 'event_type' is"
                    + " missing, null or empty\"},{\"index\":3,\"reason\":\"future\",\"detail\":"
                    + told.document().at("/errors/1/detail")
                    + "},{\"index\":4,\"reason\":\"malformed_json\",\"detail\":\"the line is the"
                    + " number, not a JSON object\"}]}");
        assertThat(told.status()).isEqualTo(200);
        assertThat(platform.lookup("events", "2017-11-26", "told")).isPresent();
        String source = "http/anyone/events/told-1";
        assertThat(platform.lookup("late_records", source, 2L)).isPresent();
        InternalRow seven = platform.lookup("rejected_records", source, 4L).orElseThrow();
        assertThat(seven.getString(6)).hasToString("7");
        assertThat(
                platform
                    .lookup("platform_progress", "horizon")
                    .orElseThrow()
                    .getTimestampLtz(1, 3)
                    .toString())
            .isEqualTo("2017-11-26T10:00:00Z");
      }
      assertThat(collector.report()).isEqualTo(new CollectorReport(2, 0, 2, 2, 6, 0));
    }
  }

  @Test
  @Order(2)
  void bodiesComeInEveryFormAndToEveryTableWithAKey() throws Exception {
    try (HttpCollector collector = HttpCollector.start(request())) {
      TestingClient client = new TestingClient(collector.address());
      String order =
          "{\"order_id\":\"o1\",\"customer_id\":\"h1\",\"product_id\":\"p\",\"total_amount\":12.5,\"order_time\":\"2017-11-26T01:00:00Z\"}";
      byte[] zipped = BodyReaderTest.gzip(order.getBytes(StandardCharsets.UTF_8));
      assertThat(client.post("/v1/orders", zipped, "Content-Encoding", "gzip").status())
          .isEqualTo(200);
      assertThat(platform.lookup("orders", "h1", "o1").orElseThrow().getString(4))
          .hasToString("USD");
      String customer =
          """
          {
            "customer_id": "h1",
            "name": "Ada",
            "updated_at": "2017-11-26T01:00:00Z"
          }
          """;
      assertThat(client.post("/v1/customers", customer).status()).isEqualTo(200);
      assertThat(platform.lookup("customers", "h1").orElseThrow().getString(1)).hasToString("Ada");
      String lines = "oops\n" + event("lines", "2017-11-26T10:00:00Z") + "\n";
      assertThat(
              client.post("/v1/events", lines, "Content-Type", "application/x-ndjson").document())
          .hasToString(
              "{\"accepted\":1,\"late\":0,\"rejected\":1,\"errors\":[{\"index\":0,\"reason\":\"malformed_json\",\"detail\":\"Unrecognized"
                  + " token 'oops': was expecting (JSON String, Number, Array, Object or token"
                  + " 'null', 'true' or 'false'), at column 5 of line\"}]}");
      // A row with the payload and its detail must still fit into a batch of the client.
      String long1 = "x".repeat(Line.MAX_BYTES);
      assertThat(client.post("/v1/events", long1).document().at("/errors/0/reason").asText())
          .isEqualTo("malformed_json");
      assertThat(client.post("/v1/hits", "x").error()).isEqualTo("not_collected");
      assertThat(client.post("/v2/events", "x").message())
          .isEqualTo(
              "there is no '/v2/events'; post to /v1/TABLE with one of events, orders, customers,"
                  + " campaigns, or get /health");
      assertThat(client.send(client.to("/v1/events").GET().build()).status()).isEqualTo(405);
      assertThat(client.send(client.to("/health").GET().build()).document())
          .hasToString("{\"status\":\"ready\"}");
      assertThat(client.post("/v1/events", "{\n\"a\":", "Content-Type", "application/json").error())
          .isEqualTo("malformed_body");
      assertThat(client.post("/v1/events", "x", "Content-Encoding", "br").status()).isEqualTo(415);
      assertThat(client.post("/v1/events", "x", "Idempotency-Key", "a b").error())
          .isEqualTo("bad_idempotency_key");
      // Without any key pages of strangers could send from a browser on this machine.
      assertThat(client.post("/v1/events", "x", "Origin", "https://evil.example").error())
          .isEqualTo("foreign_origin");
    }
  }

  @Test
  @Order(3)
  void keysOpenTheirTablesAndPagesSendBeacons() throws Exception {
    Path keys =
        Files.writeString(
            directory.resolve("keys"),
            "backend orders %s\npage events %s public rate=1000\n"
                .formatted(ApiKeysTest.digest("s3cret"), ApiKeysTest.digest("pk")));
    String page = "https://shop.example";
    try (HttpCollector collector =
        HttpCollector.start(TestingRequest.withKeys(request(), keys, page))) {
      TestingClient client = new TestingClient(collector.address());
      String event = event("beacon", "2017-11-26T10:00:00Z");
      assertThat(client.post("/v1/events", event).status()).isEqualTo(401);
      assertThat(client.post("/v1/events", event).header("www-authenticate")).isEqualTo("Bearer");
      assertThat(client.post("/v1/events", event, "Authorization", "Bearer s3cre").error())
          .isEqualTo("no_key");
      assertThat(client.post("/v1/events", event, "Authorization", "Bearer s3cret").message())
          .isEqualTo(
              "key backend may not send to events; its tables stand in the collector's keys file");
      assertThat(client.post("/v1/orders?key=s3cret", "{}").message())
          .startsWith("this key is secret and may not stand in an address");
      assertThat(client.post("/v1/orders", "{}", "Authorization", "bearer s3cret").status())
          .isEqualTo(200);
      TestingClient.Told beacon =
          client.post(
              "/v1/events?key=pk",
              event,
              "Content-Type",
              "text/plain;charset=UTF-8",
              "Origin",
              page);
      assertThat(beacon.status()).as(beacon.document().toString()).isEqualTo(200);
      assertThat(beacon.header("access-control-allow-origin")).isEqualTo(page);
      assertThat(platform.lookup("events", "2017-11-26", "beacon")).isPresent();
      assertThat(client.post("/v1/events?key=pk", event, "Origin", "https://evil.example").status())
          .isEqualTo(403);
      for (int i = 0; i < 2; i++) {
        TestingClient.Told preflight =
            client.send(
                client
                    .to(
                        "/v1/events",
                        "Origin",
                        page,
                        "Access-Control-Request-Method",
                        "POST",
                        "Access-Control-Request-Headers",
                        "authorization")
                    .method("OPTIONS", HttpRequest.BodyPublishers.noBody())
                    .build());
        assertThat(preflight.status()).isEqualTo(200);
        assertThat(preflight.header("access-control-allow-origin")).isEqualTo(page);
        assertThat(preflight.header("access-control-allow-headers")).contains("authorization");
        assertThat(preflight.header("access-control-allow-methods")).isEqualTo("POST");
      }
    }
  }

  @Test
  @Order(4)
  void whoeverAsksTooMuchOrTooSlowlyIsToldSo() throws Exception {
    CollectorLimits limits =
        TestingRequest.within(CollectorLimits.usual().of(1_000, 2, 6), SHORT, LONG);
    try (HttpCollector collector = HttpCollector.start(TestingRequest.within(request(), limits))) {
      TestingClient client = new TestingClient(collector.address());
      assertThat(client.post("/v1/events", "x".repeat(1_001)).status()).isEqualTo(413);
      HttpRequest chunked =
          client
              .to("/v1/events")
              .POST(
                  HttpRequest.BodyPublishers.ofByteArrays(
                      List.of(new byte[600], new byte[600], new byte[70_000])))
              .build();
      assertThat(client.send(chunked).error()).isEqualTo("too_large");
      HttpRequest asking =
          client
              .to("/v1/events")
              .expectContinue(true)
              .POST(HttpRequest.BodyPublishers.ofString(event("asked", "2017-11-26T10:00:00Z")))
              .build();
      assertThat(client.send(asking).status()).isEqualTo(200);
      String head = "POST /v1/events HTTP/1.1\r\nHost: h\r\nContent-Length: 10\r\n\r\n";
      try (Socket slow = client.socket(head + "{");
          Socket other = client.socket(head + "{");
          Socket loris = client.socket("POST /v1/events HTTP/1.1\r\nX-A: ")) {
        Awaitility.await("the two to be in flight")
            .pollInterval(Duration.ofMillis(20))
            .until(() -> client.post("/v1/customers", "[]").status() == 503);
        assertThat(TestingClient.heard(slow)).startsWith("HTTP/1.1 408 ").contains("\"too_slow\"");
        assertThat(TestingClient.heard(other)).startsWith("HTTP/1.1 408 ");
        assertThat(TestingClient.heard(loris)).isEmpty();
      }
      try (Socket wrong = client.socket("NONSENSE\r\n\r\n")) {
        assertThat(TestingClient.heard(wrong)).startsWith("HTTP/1.1 400 ").contains("\"bad_http\"");
      }
      TestingClient.Told told = client.post("/v1/customers", "[]");
      for (int i = 0; i < 100 && told.status() == 200; i++) {
        told = client.post("/v1/customers", "[]");
      }
      assertThat(told.status()).isEqualTo(429);
      assertThat(told.header("retry-after")).isEqualTo("1");
      assertThat(told.message())
          .isEqualTo("key anyone may send 6 requests a second; send more records in each");
    }
  }

  @Test
  @Order(5)
  void onItsEndItAnswersWhatHasComeAndNothingElse() throws Exception {
    HttpCollector collector = HttpCollector.start(request());
    TestingClient client = new TestingClient(collector.address());
    String body = event("drained", "2017-11-26T10:00:00Z");
    String head =
        "POST /v1/events HTTP/1.1\r\nHost: h\r\nContent-Length: " + body.length() + "\r\n\r\n";
    CompletableFuture<Void> closed;
    try (Socket half = client.socket(head + body.substring(0, 20));
        Socket idle = client.socket("")) {
      assertThat(client.post("/v1/customers", "[]").status()).isEqualTo(200);
      closed = CompletableFuture.runAsync(collector::close);
      assertThat(TestingClient.heard(idle)).isEmpty();
      assertThat(closed).isNotDone();
      TestingClient.say(half, body.substring(20));
      assertThat(TestingClient.heard(half))
          .startsWith("HTTP/1.1 200 OK")
          .containsIgnoringCase("connection: close")
          .endsWith("{\"accepted\":1,\"late\":0,\"rejected\":0,\"errors\":[]}");
    }
    closed.get(20, TimeUnit.SECONDS);
    assertThat(platform.lookup("events", "2017-11-26", "drained")).isPresent();
    assertThatThrownBy(() -> client.socket("")).isInstanceOf(ConnectException.class);
  }

  @Test
  @Order(6)
  void aPortThatIsTakenIsNamed() throws Exception {
    try (HttpCollector collector = HttpCollector.start(request())) {
      int port = collector.address().getPort();
      assertThatThrownBy(
              () ->
                  HttpCollector.start(
                      TestingRequest.on(
                          request(),
                          new InetSocketAddress(InetAddress.getLoopbackAddress(), port))))
          .isInstanceOf(IngestException.User.class)
          .hasMessageStartingWith("cannot listen on localhost:" + port + " (")
          .hasMessageEndingWith(
              "another program may hold the port, choose one with --listen HOST:PORT");
    }
  }

  @Test
  @Order(8)
  void aPlatformThatGoesAwayIsToldAndFoundAgain() throws Exception {
    CollectorLimits limits =
        TestingRequest.within(CollectorLimits.usual(), LONG, Duration.ofSeconds(5));
    try (HttpCollector collector = HttpCollector.start(TestingRequest.within(request(), limits))) {
      TestingClient client = new TestingClient(collector.address());
      String body = event("outlived", "2017-11-26T10:00:00Z");
      platform.close();
      TestingClient.Told lost = client.post("/v1/events", body);
      assertThat(lost.status()).isIn(503, 504);
      assertThat(lost.header("retry-after")).isNotEmpty();
      Awaitility.await("the loss to be seen")
          .atMost(LONG)
          .until(() -> client.send(client.to("/health").GET().build()).status() == 503);
      assertThat(client.post("/v1/events", body).message())
          .isEqualTo(
              "the platform does not answer, and nothing of this body was written; send it again");
      platform = TestingPlatform.start(data, PORTS);
      Awaitility.await("the platform to be found again")
          .atMost(LONG)
          .until(() -> client.post("/v1/events", body).status() == 200);
      assertThat(platform.lookup("events", "2017-11-26", "outlived")).isPresent();
    }
  }

  private static CollectorRequest request() {
    return TestingRequest.of(platform.address());
  }

  private static String event(String id, String time) {
    return "{\"event_id\":\"%s\",\"customer_id\":\"c\",\"event_type\":\"click\",\"event_time\":\"%s\"}"
        .formatted(id, time);
  }
}
