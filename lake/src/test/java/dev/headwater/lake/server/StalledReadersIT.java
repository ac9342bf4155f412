package dev.headwater.lake.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.headwater.lake.FreePorts;
import dev.headwater.lake.server.ask.QuerySettings;
import dev.headwater.lake.union.LakeFixture;
import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.apache.arrow.flight.FlightClient;
import org.apache.arrow.flight.FlightInfo;
import org.apache.arrow.flight.FlightStream;
import org.apache.arrow.flight.Location;
import org.apache.arrow.flight.sql.FlightSqlClient;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.memory.RootAllocator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Clients that ask and never read, and everybody else. */
class StalledReadersIT {
  private static final Duration LIMIT = Duration.ofSeconds(12);
  private static final Duration SOON = Duration.ofSeconds(30);
  private static final String LARGE = "SELECT a.range AS x FROM range(500000000) AS a";
  private static final String FOR_EVER =
      "SELECT SUM(a.range * b.range) FROM range(10000000) AS a, range(10000000) AS b";

  @TempDir Path directory;
  private final HttpClient client = HttpClient.newHttpClient();
  private final List<Socket> sockets = new ArrayList<>();
  private LakeFixture lake;
  private QueryServer server;
  private URI base;

  @BeforeEach
  void start() throws Exception {
    lake = LakeFixture.shared();
    int port = FreePorts.inARow(2);
    base = URI.create("http://127.0.0.1:" + port);
    server =
        QueryServer.start(
            QuerySettings.of(
                    lake.fluss().bootstrapServers(),
                    lake.fluss().lake(),
                    directory.resolve("cache"))
                .withTimeLimit(LIMIT),
            List.of(),
            port,
            port + 1);
  }

  @AfterEach
  void stop() throws Exception {
    for (Socket socket : sockets) {
      socket.close();
    }
    server.close();
    lake.close();
  }

  private HttpResponse<String> asked(String sql) throws IOException, InterruptedException {
    return client.send(
        HttpRequest.newBuilder(base.resolve("/query")).POST(BodyPublishers.ofString(sql)).build(),
        BodyHandlers.ofString());
  }

  private void assertServedSoon() throws Exception {
    // The first answer of a process is slower than all others.
    assertThat(asked("SELECT 1").statusCode()).isEqualTo(200);
    long begun = System.nanoTime();
    assertThat(asked("SELECT 42 AS a").body()).contains("[[42]]");
    assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(SOON);
  }

  private void askWithoutReading(String sql) throws IOException {
    Socket socket = new Socket(base.getHost(), base.getPort());
    sockets.add(socket);
    socket
        .getOutputStream()
        .write(
            "POST /query HTTP/1.1\r\nHost: %s\r\nContent-Length: %d\r\n\r\n%s"
                .formatted(base.getAuthority(), sql.length(), sql)
                .getBytes(StandardCharsets.UTF_8));
  }

  @Test
  void clientsOfHttpThatStopReadingKeepNobodyWaitingAndEndInTime() throws Exception {
    for (int i = 0; i < 4; i++) {
      askWithoutReading(LARGE);
    }
    await("four have begun").until(() -> server.running() == 4);
    assertServedSoon();
    await("their time ends them").atMost(LIMIT.multipliedBy(3)).until(() -> server.running() == 0);
  }

  @Test
  void queriesThatComputeForMinutesKeepNoShortOneWaiting() throws Exception {
    for (int i = 0; i < 4; i++) {
      askWithoutReading(FOR_EVER);
    }
    await("four run").until(() -> server.running() == 4);
    assertServedSoon();
  }

  @Test
  void clientsOfFlightThatStopReadingKeepNobodyWaitingAndEndInTime() throws Exception {
    List<FlightStream> unread = new ArrayList<>();
    try (BufferAllocator allocator = new RootAllocator();
        FlightSqlClient flight =
            new FlightSqlClient(
                FlightClient.builder(
                        allocator, Location.forGrpcInsecure("127.0.0.1", base.getPort() + 1))
                    .build())) {
      for (int i = 0; i < 4; i++) {
        FlightInfo query = flight.execute(LARGE);
        unread.add(flight.getStream(query.getEndpoints().get(0).getTicket()));
      }
      await("four have begun").until(() -> server.running() == 4);
      assertServedSoon();
      await("their time ends them")
          .atMost(LIMIT.multipliedBy(3))
          .until(() -> server.running() == 0);
      for (FlightStream stream : unread) {
        stream.close();
      }
    }
  }

  @Test
  void whatIsBrokenIsToldBesideAnAnswerThatIsNot() throws Exception {
    HttpResponse<String> cut =
        client.send(
            HttpRequest.newBuilder(base.resolve("/query"))
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString("{\"sql\":"))
                .build(),
            BodyHandlers.ofString());
    assertThat(cut.statusCode()).isEqualTo(400);
    assertThat(cut.body()).contains("the body is JSON up to line 1, column 8 only");

    HttpResponse<String> longName = asked("SELECT 1 AS \"" + "x".repeat(40_000) + "\"");
    assertThat(longName.statusCode()).isEqualTo(400);
    assertThat(longName.body()).contains("longer than 32,766 bytes");

    HttpResponse<String> get =
        client.send(
            HttpRequest.newBuilder(base.resolve("/query")).build(), BodyHandlers.ofString());
    assertThat(get.statusCode()).isEqualTo(405);
    assertThat(get.headers().firstValue("Allow")).contains("DELETE, OPTIONS, POST");
    assertThat(
            client
                .send(
                    HttpRequest.newBuilder(base.resolve("/health"))
                        .method("HEAD", BodyPublishers.noBody())
                        .build(),
                    BodyHandlers.discarding())
                .statusCode())
        .isEqualTo(200);
  }
}
