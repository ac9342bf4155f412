package dev.headwater.lake.server.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.headwater.lake.FreePorts;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What no good client sends, and what proxies do. */
class HttpDoorTest {
  private static final HttpTimes TIMES =
      new HttpTimes(Duration.ofMillis(400), Duration.ofSeconds(2), Duration.ofMillis(400));
  private static final int PATIENCE_MILLIS = 15_000;

  private final HttpDoor door = new HttpDoor(TIMES);
  private final AtomicReference<Exception> broken = new AtomicReference<>();
  private int port;

  @BeforeEach
  void open() throws IOException {
    door.serve("/health", Set.of("GET", "HEAD"), call -> call.send(200, "no error"));
    door.serve(
        "/query",
        Set.of("POST"),
        call -> call.send(200, "text/plain", call.body().length == 0 ? new byte[1] : call.body()));
    door.serve("/long", Set.of("POST"), this::answerForEver);
    door.serve(
        "/error",
        Set.of("GET"),
        call -> {
          throw new StackOverflowError("as a handler may end");
        });
    port = FreePorts.inARow(1);
    door.open("127.0.0.1", port);
  }

  @AfterEach
  void close() {
    door.close();
  }

  private void answerForEver(HttpCall call) throws IOException {
    try (OutputStream answer = call.stream("text/plain")) {
      while (true) {
        answer.write(new byte[64 * 1024]);
      }
    } catch (IOException e) {
      broken.set(e);
      throw e;
    }
  }

  private Socket said(String text) throws IOException {
    Socket socket = new Socket(InetAddress.getLoopbackAddress(), port);
    socket.setSoTimeout(PATIENCE_MILLIS);
    say(socket, text);
    return socket;
  }

  private static void say(Socket socket, String text) throws IOException {
    socket.getOutputStream().write(text.getBytes(StandardCharsets.ISO_8859_1));
  }

  /** All that comes until the door closes the connection. */
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
  @ValueSource(strings = {"/%zz", "/{}", "/health?a={b}", "mailto:x", "/health?q=\"x\""})
  void anAddressThatIsNoneIsRefused(String address) throws IOException {
    assertThat(answerTo(head("GET " + address)))
        .startsWith("HTTP/1.1 400 Bad Request")
        .contains("{\"error\":\"the request is not HTTP as it should be: its address '")
        .endsWith("\n");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Content-Length: 3\r\nContent-Length: 4",
        "Content-Length: -5",
        "Content-Length: +5",
        "Content-Length: 3, 4",
        "Content-Length: many",
        "Transfer-Encoding: chunked, identity",
        "Transfer-Encoding: identity",
        "Transfer-Encoding: identity\r\nTransfer-Encoding: chunked",
        "Transfer-Encoding: gzip, chunked",
      })
  void aBodyWhoseEndNobodyKnowsIsRefusedAndNothingBehindItIsRead(String length) throws IOException {
    String answers = answerTo(head("POST /query", length) + "abc" + last("GET /health"));
    assertThat(answers).startsWith("HTTP/1.1 400 Bad Request").contains("connection: close");
    assertThat(answers.split("HTTP/1.1 ", -1)).hasSize(2);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "POST /query HTTP/1.1\r\nHost: x\r\nContent-Length: 9\r\n\r\nhalf",
        "POST /query HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n4\r\nha",
        "POST /query HTTP/1.1\r\nHost: x\r\n",
        "G",
        "\u0016\u0003\u0001\u0002\u0000\u0001\u0000\u0001\u00fc\u0003\u0003",
      })
  void whatNeverBecomesARequestIsEnded(String text) throws IOException {
    assertThat(answerTo(text))
        .startsWith("HTTP/1.1 408 Request Timeout")
        .contains("the request did not come within 400 ms of its first byte");
  }

  @Test
  void aByteNowAndThenDoesNotBuyTime() throws Exception {
    try (Socket socket = said(head("POST /query", "Content-Length: 10000"))) {
      socket.setSoTimeout(50);
      String told = "";
      for (int i = 0; i < 200 && told.isEmpty(); i++) {
        say(socket, "x");
        try {
          told = heard(socket);
        } catch (SocketTimeoutException notYet) {
          // It still waits for the rest.
        }
      }
      assertThat(told).startsWith("HTTP/1.1 408");
    }
  }

  @Test
  void aHeadThatIsTooLongIsRefused() throws IOException {
    assertThat(answerTo(head("GET /health", "X: " + "x".repeat(60_000))))
        .startsWith("HTTP/1.1 431");
    assertThat(answerTo(head("GET /" + "x".repeat(60_000)))).startsWith("HTTP/1.1 414");
  }

  @Test
  void aBodyThatIsTooLongIsRefusedAndTheNextRequestIsRead() throws IOException {
    int size = 3 * 1024 * 1024;
    String long3 = head("POST /query", "Content-Length: " + size) + "x".repeat(size);
    assertThat(answerTo(long3 + last("GET /health")))
        .startsWith("HTTP/1.1 413")
        .contains("the body is too long: it has more than 2097152 bytes")
        .contains("HTTP/1.1 200 OK");
  }

  @Test
  void otherMethodsAreToldWhichThereAre() throws IOException {
    assertThat(answerTo(last("GET /query")))
        .startsWith("HTTP/1.1 405 Method Not Allowed")
        .contains("Allow: OPTIONS, POST\r\n")
        .contains("/query is not answered with GET, only with OPTIONS, POST");
    assertThat(answerTo(last("PUT /query"))).startsWith("HTTP/1.1 405");
    assertThat(answerTo(last("OPTIONS /query")))
        .startsWith("HTTP/1.1 204 No Content")
        .contains("Allow: OPTIONS, POST\r\n");
    assertThat(answerTo(last("OPTIONS *")))
        .startsWith("HTTP/1.1 204")
        .contains("Allow: GET, HEAD, OPTIONS, POST\r\n");
    assertThat(answerTo(last("GET /queryx"))).startsWith("HTTP/1.1 404");
  }

  @Test
  void headIsGetWithoutTheBody() throws IOException {
    assertThat(answerTo(last("HEAD /health")))
        .startsWith("HTTP/1.1 200 OK")
        .contains("content-length: 21")
        .endsWith("\r\n\r\n");
  }

  @Test
  void aConnectionRestsLongerThanARequestMayTake() throws IOException {
    try (Socket socket = said(head("GET /health"))) {
      await("the first answer").until(() -> socket.getInputStream().available() > 0);
      long begun = System.nanoTime();
      String answers = heard(socket);
      assertThat(answers).startsWith("HTTP/1.1 200 OK").doesNotContain("408");
      assertThat(Duration.ofNanos(System.nanoTime() - begun))
          .isGreaterThan(TIMES.request().multipliedBy(2));
    }
    assertThat(HttpTimes.usual().keepAlive())
        .as("proxies keep a connection for 60 s")
        .isGreaterThan(Duration.ofSeconds(60));
    assertThat(HttpTimes.usual().request()).isLessThanOrEqualTo(Duration.ofSeconds(15));
  }

  @Test
  void aClientThatTakesNothingIsEnded() throws IOException {
    try (Socket socket = said(head("POST /long", "Content-Length: 0"))) {
      await("the answer is ended")
          .untilAsserted(
              () -> assertThat(broken.get()).hasMessage("the client took nothing for 400 ms"));
      assertThat(socket.isClosed()).isFalse();
    }
  }

  @Test
  void whateverEndsAHandlerEndsItsConnection() throws IOException {
    assertThat(answerTo(head("GET /error"))).isEmpty();
  }

  @Test
  void whatIsBrokenIsToldAfterTheAnswersBeforeIt() throws IOException {
    assertThat(answerTo(head("GET /health") + head("GET /%zz")).split("HTTP/1.1 ", -1))
        .satisfiesExactly(
            nothing -> assertThat(nothing).isEmpty(),
            first -> assertThat(first).startsWith("200 OK"),
            second -> assertThat(second).startsWith("400 Bad Request"));
  }
}
