package dev.headwater.ingest.collect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.headwater.ingest.TestingRequest;
import java.io.IOException;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What no good client sends, and what proxies do, with a platform that is down. */
class CollectorServerTest {
  private static final int PATIENCE_MILLIS = 15_000;

  private CollectorServer server;
  private CollectorLimits limits;

  @BeforeEach
  void listen() {
    limits =
        TestingRequest.within(
            CollectorLimits.usual(), Duration.ofMillis(400), Duration.ofSeconds(1));
    CollectorRequest request = TestingRequest.of("127.0.0.1:1");
    request =
        new CollectorRequest(
            request.bootstrapServers(),
            request.database(),
            request.listen(),
            request.keys(),
            request.origins(),
            request.options(),
            request.defaultCurrency(),
            limits);
    CollectorTally tally = new CollectorTally();
    Uplink uplink = new Uplink(request, tally);
    Admission admission = new Admission(request, Optional.empty(), uplink, new InFlight(limits));
    server =
        new CollectorServer(
            request, new Conversations(limits, admission, new BodyReader(limits), uplink, tally));
    server.listen();
  }

  @AfterEach
  void close() {
    server.close();
  }

  private Socket said(String text) throws IOException {
    Socket socket = new Socket(server.address().getAddress(), server.address().getPort());
    socket.setSoTimeout(PATIENCE_MILLIS);
    say(socket, text);
    return socket;
  }

  private static void say(Socket socket, String text) throws IOException {
    socket.getOutputStream().write(text.getBytes(StandardCharsets.ISO_8859_1));
  }

  private String answerTo(String text) throws IOException {
    try (Socket socket = said(text)) {
      return heard(socket);
    }
  }

  private static String heard(Socket socket) throws IOException {
    return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
  }

  private static String head(String request, String... headers) {
    return request + " HTTP/1.1\r\nHost: x\r\n" + String.join("\r\n", headers) + "\r\n\r\n";
  }

  private static String last(String request) {
    return request + " HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n";
  }

  @ParameterizedTest
  @ValueSource(strings = {"GET /%zz", "POST /v1/orders%zz", "POST /v1/orders?key=%z"})
  void anAddressThatIsNoneIsRefused(String request) throws IOException {
    assertThat(answerTo(last(request)))
        .startsWith("HTTP/1.1 400 Bad Request")
        .contains("this is not HTTP as it should be: its address is none: ");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Content-Length: 3\r\nContent-Length: 4",
        "Content-Length: -5",
        "Transfer-Encoding: chunked, identity",
        "Transfer-Encoding: identity",
        "Transfer-Encoding: gzip, chunked",
      })
  void aBodyWhoseEndNobodyKnowsIsRefusedAndNothingBehindItIsRead(String length) throws IOException {
    String answers = answerTo(head("POST /v1/orders", length) + "abc" + last("GET /health"));
    assertThat(answers).startsWith("HTTP/1.1 400 Bad Request").contains("connection: close");
    assertThat(answers.split("HTTP/1.1 ", -1)).hasSize(2);
  }

  @Test
  void aHeadThatIsTooLongIsRefused() throws IOException {
    assertThat(answerTo(head("GET /health", "X: " + "x".repeat(60_000))))
        .startsWith("HTTP/1.1 431");
    assertThat(answerTo(head("GET /" + "x".repeat(60_000)))).startsWith("HTTP/1.1 414");
  }

  @ParameterizedTest
  @ValueSource(strings = {"G", "\u0016\u0003\u0001\u0002\u0000\u0001\u0000\u0001\u00fc\u0003"})
  void whatNeverBecomesAHeadIsEnded(String text) throws IOException {
    assertThat(answerTo(text)).isEmpty();
    // The second request of a connection has no more time than the first.
    try (Socket socket = said(head("GET /health"))) {
      await("the first answer").until(() -> socket.getInputStream().available() > 0);
      say(socket, text);
      socket.setSoTimeout((int) limits.restTime().toMillis() - 500);
      assertThat(heard(socket)).startsWith("HTTP/1.1 503");
    }
  }

  @Test
  void aByteNowAndThenDoesNotBuyTime() throws IOException {
    try (Socket socket = said("POST /v1/orders HTTP/1.1\r\nX: ")) {
      socket.setSoTimeout(50);
      boolean ended = false;
      for (int i = 0; i < 200 && !ended; i++) {
        try {
          say(socket, "x");
          ended = heard(socket).isEmpty();
        } catch (SocketTimeoutException notYet) {
          // It still waits for the rest.
        } catch (IOException reset) {
          ended = true;
        }
      }
      assertThat(ended).isTrue();
    }
  }

  @Test
  void aConnectionRestsLongerThanARequestMayTake() throws IOException {
    try (Socket socket = said(head("GET /health"))) {
      await("the first answer").until(() -> socket.getInputStream().available() > 0);
      long begun = System.nanoTime();
      assertThat(heard(socket)).startsWith("HTTP/1.1 503");
      assertThat(Duration.ofNanos(System.nanoTime() - begun))
          .isGreaterThan(limits.clientTime().multipliedBy(3));
    }
    assertThat(CollectorLimits.usual().restTime())
        .as("proxies keep a connection for 60 s")
        .isGreaterThan(Duration.ofSeconds(60));
  }

  @Test
  void otherMethodsAreToldWhichThereAreAndHeadIsGetWithoutTheBody() throws IOException {
    for (String method : new String[] {"GET", "PUT", "OPTIONS"}) {
      assertThat(answerTo(last(method + " /v1/orders")))
          .as(method)
          .startsWith("HTTP/1.1 405 Method Not Allowed")
          .contains("allow: POST\r\n");
    }
    assertThat(answerTo(last("HEAD /health"))).startsWith("HTTP/1.1 503").endsWith("\r\n\r\n");
  }
}
