package dev.headwater.lake.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.headwater.lake.FreePorts;
import dev.headwater.lake.server.ask.QuerySettings;
import dev.headwater.lake.server.door.Flow;
import dev.headwater.lake.union.LakeFixture;
import dev.headwater.lake.union.Tables;
import dev.headwater.lake.union.Writing;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
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
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.regex.Pattern;
import org.apache.fluss.client.table.Table;
import org.apache.fluss.metadata.TablePath;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HttpEndpointIT {
  private static final String FOR_EVER =
      "SELECT SUM(a.range * b.range) FROM range(10000000) AS a, range(10000000) AS b";

  @TempDir static Path directory;
  private static final HttpClient CLIENT = HttpClient.newHttpClient();
  private static LakeFixture lake;
  private static QueryServer server;
  private static URI base;

  @BeforeAll
  static void start() throws Exception {
    lake = LakeFixture.shared();
    TablePath path = lake.create("few", Tables.keyed(Map.of()).distributedBy(1).build());
    try (Table table = lake.connection().getTable(path)) {
      Writing writing = new Writing(table);
      writing.upsert(Tables.row("d", 1, new Random(1)));
      writing.upsert(Tables.row("d", 2, new Random(2)));
      writing.flush();
    }
    int port = FreePorts.inARow(2);
    server =
        QueryServer.start(
            QuerySettings.of(
                lake.fluss().bootstrapServers(), lake.fluss().lake(), directory.resolve("cache")),
            List.of(new Flow("fill", List.of(), List.of("few"))),
            port,
            port + 1);
    base = URI.create("http://127.0.0.1:" + port);
  }

  @AfterAll
  static void stop() throws Exception {
    server.close();
    lake.close();
  }

  private static HttpResponse<String> post(String path, String type, String accept, String body)
      throws IOException, InterruptedException {
    return CLIENT.send(
        HttpRequest.newBuilder(base.resolve(path))
            .header("Content-Type", type)
            .header("Accept", accept)
            .POST(BodyPublishers.ofString(body))
            .build(),
        BodyHandlers.ofString());
  }

  @Test
  void anAnswerIsOneLineOfJson() throws Exception {
    HttpResponse<String> answer =
        post(
            "/query",
            "application/json",
            "*/*",
            """
            {"sql":"SELECT id, CAST(2.50 AS DECIMAL(9, 2)) AS d, TIMESTAMPTZ '2024-03-10 06:59:59.999+00' AS t, DATE '2024-03-10' AS day, NULL AS n, COUNT(*) AS c FROM few WHERE id > ? GROUP BY id","parameters":[1]}
            """);
    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(answer.body())
        .isEqualTo(
            "{\"columns\":[\"id\",\"d\",\"t\",\"day\",\"n\",\"c\"],\"rows\":[[2,\"2.50\",\"2024-03-10T06:59:59.999Z\",\"2024-03-10\",null,1]]}\n");
  }

  @Test
  void anAnswerIsCsvWhereThatIsAskedFor() throws Exception {
    assertThat(
            post("/query", "text/plain", "text/csv", "SELECT 'a,\"b\"' AS x, NULL AS y, 1 AS z")
                .body())
        .isEqualTo("x,y,z\r\n\"a,\"\"b\"\"\",,1\r\n");
  }

  @Test
  void anErrorHasAStatusAndAPosition() throws Exception {
    HttpResponse<String> answer = post("/query", "text/plain", "*/*", "SELECT nothing FROM few");
    assertThat(answer.statusCode()).isEqualTo(400);
    assertThat(answer.body()).contains("nothing", "\"position\":7");
    assertThat(post("/query", "text/plain", "*/*", "SELECT 'öäü', nothing FROM few").body())
        .contains("\"position\":14");
  }

  @Test
  void anExplanationTellsWhatWouldBeRead() throws Exception {
    assertThat(post("/explain", "text/plain", "*/*", "SELECT id FROM few").body())
        .contains("[\"few\",\"all\",null,0,0,0,2,\"0: 0..2\"]");
  }

  @Test
  void aQueryThatFailsBeforeItsFirstRowIsRefused() throws Exception {
    HttpResponse<String> answer =
        post(
            "/query",
            "text/plain",
            "*/*",
            "SELECT SUM(value) FROM (" + failsInRow(2_000_000) + ")");
    assertThat(answer.statusCode()).isEqualTo(400);
    assertThat(answer.body()).contains("Could not convert string 'x2000000' to INT32");
  }

  @ParameterizedTest
  @ValueSource(strings = {"application/json", "text/csv"})
  void aQueryThatFailsAfterRowsHaveLeftBreaksOff(String accept) {
    assertThatThrownBy(() -> post("/query", "text/plain", accept, failsInRow(2_000_000)))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("chunked transfer encoding");
  }

  private static String failsInRow(int row) {
    return """
        SELECT CASE WHEN range = %d THEN CAST('x' || range AS INT) ELSE range END AS value
        FROM range(%d)
        """
        .formatted(row, row + 1);
  }

  @Test
  void aRunningQueryIsCancelledByItsId() throws Exception {
    CompletableFuture<HttpResponse<String>> running =
        CompletableFuture.supplyAsync(
            () -> {
              try {
                return post(
                    "/query",
                    "application/json",
                    "*/*",
                    "{\"sql\":\"" + FOR_EVER + "\",\"id\":\"mine\"}");
              } catch (IOException | InterruptedException e) {
                throw new IllegalStateException(e);
              }
            });
    await("the query is cancelled")
        .until(
            () -> {
              CLIENT.send(
                  HttpRequest.newBuilder(base.resolve("/query/mine")).DELETE().build(),
                  BodyHandlers.discarding());
              return running.isDone();
            });
    assertThat(running.join().statusCode()).isEqualTo(400);
    assertThat(running.join().body()).contains("the query was cancelled");
  }

  @Test
  void aClientThatLeavesCancelsItsQueryBeforeThereIsARow() throws Exception {
    try (Socket client = new Socket(base.getHost(), base.getPort())) {
      client
          .getOutputStream()
          .write(
              "POST /query HTTP/1.1\r\nHost: %s\r\nContent-Length: %d\r\n\r\n%s"
                  .formatted(base.getAuthority(), FOR_EVER.length(), FOR_EVER)
                  .getBytes(StandardCharsets.UTF_8));
      await("the query runs").until(() -> get("/health").body().contains("\"queries\":1"));
    }
    await("the query is cancelled")
        .atMost(Duration.ofMinutes(1))
        .until(() -> get("/health").body().contains("\"queries\":0"));
  }

  @Test
  void aConnectionIsUsedForManyQueries() throws Exception {
    String query =
        "POST /query HTTP/1.1\r\nHost: %s\r\nContent-Length: 8\r\n\r\nSELECT "
            .formatted(base.getAuthority());
    String last = query.replace("Host", "Connection: close\r\nHost");
    try (Socket client = new Socket(base.getHost(), base.getPort())) {
      client
          .getOutputStream()
          .write((query + 1 + query + 2 + last + 3).getBytes(StandardCharsets.UTF_8));
      String answers = new String(client.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      assertThat(Pattern.compile("\\[\\[(\\d)]]").matcher(answers).results())
          .extracting(answer -> answer.group(1))
          .containsExactly("1", "2", "3");
    }
  }

  @Test
  void healthIsTold() throws Exception {
    assertThat(get("/health").body()).isEqualTo("{\"status\":\"up\",\"queries\":0}\n");
  }

  @Test
  void theOverviewTellsHowFarEveryTableIsAndWhatFlows() throws Exception {
    assertThat(get("/tables").body())
        .contains(
            "{\"name\":\"few\",\"log_records\":2,\"in_lake\":false,\"hot_only\":0,\"lake_snapshot\":null,\"lake_committed\":null}",
            "\"flows\":[{\"name\":\"fill\",\"reads\":[],\"writes\":[\"few\"]}]");
  }

  @Test
  void thePageIsServedAndNothingBesideIt() throws Exception {
    HttpResponse<String> page = get("/");
    assertThat(page.statusCode()).isEqualTo(200);
    assertThat(page.body()).startsWith("<!doctype html>");
    assertThat(page.headers().firstValue("Content-Security-Policy").orElse(""))
        .startsWith("default-src 'none'; script-src 'self'; style-src 'self';");
    assertThat(page.headers().firstValue("X-Content-Type-Options")).contains("nosniff");
    for (String other :
        List.of(
            "/page/queries/none.sql",
            "/page/../sql/tables/orders.sql",
            "/page/%2e%2e/sql/tables/orders.sql",
            "/page/queries/../../sql/tables/orders.sql",
            "/index.html",
            "/page/")) {
      assertThat(get(other).statusCode()).as(other).isEqualTo(404);
    }
  }

  @Test
  void pagesOfOtherSitesAreRefused() throws Exception {
    for (String headers :
        List.of(
            "Host: evil.example:" + base.getPort(),
            "Host: 127.0.0.1.evil.example",
            "Host: " + base.getAuthority() + "\r\nOrigin: http://evil.example",
            "Host: " + base.getAuthority() + "\r\nOrigin: null",
            "Host: " + base.getAuthority() + "\r\nOrigin: http://127.0.0.1:1")) {
      assertThat(statusOfQuery(headers)).as(headers).isEqualTo("HTTP/1.1 403 Forbidden");
    }
    for (String name : List.of("127.0.0.1", "localhost", "LOCALHOST", "[::1]")) {
      String host = name + ":" + base.getPort();
      assertThat(statusOfQuery("Host: " + host + "\r\nOrigin: http://" + host))
          .as(name)
          .isEqualTo("HTTP/1.1 200 OK");
    }
  }

  /** As written here: Java's client lets nobody choose the host. */
  private static String statusOfQuery(String headers) throws IOException {
    try (Socket socket = new Socket(base.getHost(), base.getPort())) {
      String request =
          "POST /query HTTP/1.1\r\n" + headers + "\r\nContent-Length: 8\r\n\r\nSELECT 1";
      socket.getOutputStream().write(request.getBytes(StandardCharsets.UTF_8));
      return new BufferedReader(
              new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8))
          .readLine();
    }
  }

  private static HttpResponse<String> get(String path) throws IOException, InterruptedException {
    return CLIENT.send(
        HttpRequest.newBuilder(URI.create(base + path)).build(), BodyHandlers.ofString());
  }
}
