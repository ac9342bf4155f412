package dev.headwater.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headwater.jobs.address.PlatformPorts;
import dev.headwater.jobs.platform.TestingPlatform;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A platform that asks everybody who they are, used by processes that do and do not say so; and
 * then a look through all that they wrote, said and logged for what they were told in confidence.
 */
class SecuredPlatformIT {
  private static final boolean NIGHTLY = Boolean.getBoolean("test.nightly");
  private static final Duration START = Duration.ofMinutes(3);
  private static final Duration END = Duration.ofMinutes(2);
  private static final String ORDER =
      "{\"order_id\":\"%s\",\"customer_id\":\"c1\",\"product_id\":\"p1\",\"total_amount\":12.50,"
          + "\"order_time\":\"2024-03-03T12:00:00Z\"}\n";

  /** Planted secrets by what they are; those of Fluss are added when they are made. */
  private static final Map<String, String> SECRETS =
      new TreeMap<>(
          Map.of(
              "query token", "planted-8f2c1d-query",
              "collector key", "planted-31b7aa-collector",
              "Kafka password", "planted-77e0c4-kafka",
              "Postgres password", "planted-c9d502-postgres"));

  @TempDir static Path directory;
  private static Path told;
  private static Path work;
  private static HeadwaterProcess platform;
  private static final List<String> SAID = new ArrayList<>();
  private static final int BASE = TestingPlatform.freePorts().base();

  @BeforeAll
  static void start() throws Exception {
    told = Files.createDirectory(directory.resolve("told-in-confidence"));
    work = Files.createDirectory(directory.resolve("work"));
    run(0, Map.of(), "security", "init", told.resolve("fluss").toString());
    for (String user : List.of("admin", "jobs", "ingest", "tiering", "query")) {
      String login = Files.readString(login(user));
      SECRETS.put(
          "Fluss password of " + user, login.replaceAll("(?s).*password=\"([^\"]+)\".*", "$1"));
    }
    Path readers =
        Files.writeString(
            told.resolve("readers"),
            "operator * sha256:%s\n".formatted(digest(SECRETS.get("query token"))));
    Files.writeString(told.resolve("token"), SECRETS.get("query token") + "\n");
    platform =
        HeadwaterProcess.start(
            work.resolve("platform.log"),
            java("-Xmx1g"),
            List.of(
                "up",
                "--data",
                work.resolve("data").toString(),
                "--port-base",
                Integer.toString(BASE),
                "--schedule",
                "none",
                "--jobs",
                "orders_hourly,orders_daily,order_mart,order_mart_customer",
                "--secure",
                told.resolve("fluss").toString(),
                "--readers",
                readers.toString()));
    platform.awaitLine(line -> line.contains("ready"), START);
  }

  @AfterAll
  static void stop() {
    if (platform != null) {
      platform.close();
    }
  }

  @Test
  void whoSaysWhoTheyAreWorksAndNoSecretIsWrittenSaidOrLogged() throws Exception {
    ingestIsAskedWhoItIs();
    aQueryIsAnsweredToItsReader();
    kafkaIsAway();
    postgresIsFollowed();
    theCollectorTakesItsKey();
    // Jobs read, looked up and wrote: every part of the platform has signed in.
    run(0, asking(Map.of("HEADWATER_FLUSS_LOGIN", login("admin").toString())), "settle");
    assertThat(run(0, asking(Map.of()), "query", "--json", "SELECT orders FROM orders_daily"))
        .contains("\"rows\":[[2]]");
    assertThat(
            run(
                0,
                asking(Map.of()),
                "query",
                "--json",
                "SELECT customer_name_at_arrival FROM order_mart WHERE order_id = 'o2'"))
        .contains("\"rows\":[[\"Ada\"]]");
    assertThat(
            run(
                0,
                asking(Map.of("HEADWATER_FLUSS_LOGIN", login("query").toString())),
                "status",
                "--json",
                "--wait",
                "100"))
        .contains("\"name\":\"orders_daily\"");
    platform.terminate();
    SAID.add(platform.output());
    nothingIsTold();
  }

  private void ingestIsAskedWhoItIs() throws Exception {
    Path orders = Files.writeString(work.resolve("orders.jsonl"), ORDER.formatted("o1"));
    String[] words = {"ingest", orders.toString(), "--table", "orders"};
    assertThat(refused(Map.of(), words)).containsIgnoringCase("authenticat");
    assertThat(refused(Map.of("HEADWATER_FLUSS_LOGIN", login("query").toString()), words))
        .containsIgnoringCase("no authorization to operate WRITE");
    run(0, Map.of("HEADWATER_FLUSS_LOGIN", login("ingest").toString()), words);
  }

  private void aQueryIsAnsweredToItsReader() throws Exception {
    String[] words = {"query", "--json", "SELECT COUNT(*) AS n FROM orders"};
    assertThat(run(2, Map.of(), words)).contains("no known reader");
    assertThat(run(2, Map.of("HEADWATER_QUERY_TOKEN", "a-guess"), words))
        .contains("no known reader");
    assertThat(run(0, asking(Map.of()), words)).contains("\"rows\":[[1]]");
    assertThat(run(0, Map.of("HEADWATER_QUERY_TOKEN", SECRETS.get("query token")), words))
        .contains("\"rows\":[[1]]");
  }

  private void theCollectorTakesItsKey() throws Exception {
    String key = SECRETS.get("collector key");
    Path keys =
        Files.writeString(told.resolve("keys"), "shop orders sha256:%s\n".formatted(digest(key)));
    int port = TestingPlatform.freePorts().base();
    try (HeadwaterProcess collector =
        begin(
            Map.of("HEADWATER_FLUSS_LOGIN", login("ingest").toString()),
            "ingest",
            "http",
            "--keys",
            keys.toString(),
            "--listen",
            "127.0.0.1:" + port)) {
      collector.awaitLine(line -> line.contains("ready"), START);
      HttpClient plain = HttpClient.newHttpClient();
      takes(plain, "http://127.0.0.1:" + port, key, "o2");
      Optional<Path> nginx = TlsFront.program();
      if (nginx.isPresent()) {
        int query = new PlatformPorts(BASE).query();
        try (TlsFront front = TlsFront.start(nginx.get(), work.resolve("tls"), query, port)) {
          takes(front.client(), front.collector(), key, "o2");
          tellsOverTls(front);
        }
      } else {
        System.out.println("SecuredPlatformIT: there is no nginx, so nothing was asked over TLS");
      }
      collector.terminate();
      SAID.add(collector.output());
    }
  }

  /** The same order again and again is one. */
  private static void takes(HttpClient client, String collector, String key, String order)
      throws Exception {
    String answer =
        client
            .send(
                HttpRequest.newBuilder(URI.create(collector + "/v1/orders"))
                    .header("Authorization", "Bearer " + key)
                    .POST(BodyPublishers.ofString(ORDER.formatted(order)))
                    .build(),
                BodyHandlers.ofString())
            .body();
    assertThat(answer).contains("\"accepted\":1");
    SAID.add(answer);
  }

  private static void tellsOverTls(TlsFront front) throws Exception {
    String token = SECRETS.get("query token");
    String sql = "SELECT COUNT(*) AS n FROM orders";
    HttpRequest.Builder question =
        HttpRequest.newBuilder(URI.create(front.query() + "/query"))
            .POST(BodyPublishers.ofString(sql));
    assertThat(front.client().send(question.build(), BodyHandlers.ofString()).statusCode())
        .isEqualTo(401);
    question.header("Authorization", "Bearer " + token).header("Origin", front.query());
    assertThat(front.client().send(question.build(), BodyHandlers.ofString()).body())
        .contains("[[2]]");
    try (Connection connection = DriverManager.getConnection(front.jdbc() + "&token=" + token);
        Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(sql)) {
      assertThat(rows.next()).isTrue();
      assertThat(rows.getLong(1)).isEqualTo(2);
    }
  }

  /** Nothing listens there: the client says all it knows while it tries. */
  private void kafkaIsAway() throws Exception {
    Path properties =
        Files.writeString(
            told.resolve("kafka.properties"),
            """
            security.protocol=SASL_PLAINTEXT
            sasl.mechanism=PLAIN
            sasl.jaas.config=org.apache.kafka.common.security.plain.PlainLoginModule required username="shop" password="%s";
            default.api.timeout.ms=3000
            request.timeout.ms=2000
            """
                .formatted(SECRETS.get("Kafka password")));
    run(
        3,
        Map.of("HEADWATER_FLUSS_LOGIN", login("ingest").toString()),
        "ingest",
        "kafka",
        "--bootstrap",
        "127.0.0.1:1",
        "--topic",
        "shop-orders",
        "--table",
        "orders",
        "--until-end",
        "--properties",
        properties.toString());
  }

  private void postgresIsFollowed() throws Exception {
    try (EmbeddedPostgres server =
        EmbeddedPostgres.builder()
            .setDataDirectory(told.resolve("postgres"))
            .setPort(TestingPlatform.freePorts().base())
            .setServerConfig("wal_level", "logical")
            .start()) {
      try (Connection connection =
              DriverManager.getConnection(server.getJdbcUrl("postgres", "postgres"));
          Statement statement = connection.createStatement()) {
        statement.execute(
            "CREATE TABLE clients (customer_id TEXT PRIMARY KEY, name TEXT, updated_at"
                + " TIMESTAMPTZ)");
        statement.execute("INSERT INTO clients VALUES ('c1', 'Ada', now())");
        statement.execute("CREATE PUBLICATION headwater FOR TABLE clients");
        statement.execute(
            "CREATE ROLE shop LOGIN REPLICATION PASSWORD '"
                + SECRETS.get("Postgres password")
                + "'");
        statement.execute("GRANT SELECT ON clients TO shop");
      }
      run(
          0,
          Map.of(
              "HEADWATER_FLUSS_LOGIN",
              login("ingest").toString(),
              "PGPASSWORD",
              SECRETS.get("Postgres password")),
          "ingest",
          "postgres",
          "--url",
          "postgres://shop@127.0.0.1:" + server.getPort() + "/postgres",
          "--table-from",
          "public.clients",
          "--table",
          "customers",
          "--map",
          "customer_id=customer_id,name=name,updated_at=updated_at",
          "--until-end");
    }
  }

  private static Map<String, String> asking(Map<String, String> more) {
    Map<String, String> environment = new TreeMap<>(more);
    environment.put("HEADWATER_QUERY_TOKEN_FILE", told.resolve("token").toString());
    return environment;
  }

  private static Path login(String user) {
    return told.resolve("fluss").resolve(user + ".login");
  }

  private static HeadwaterProcess begin(Map<String, String> environment, String... words)
      throws IOException {
    List<String> all = new ArrayList<>(List.of(words));
    if (!words[0].equals("security")) {
      all.addAll(List.of("--port-base", Integer.toString(BASE)));
    }
    return HeadwaterProcess.start(
        work.resolve(words[0] + "-" + SAID.size() + ".log"), java("-Xmx512m"), all, environment);
  }

  /** By night everything is logged that anybody could log. */
  private static List<String> java(String memory) {
    return NIGHTLY
        ? List.of(memory, "-Dheadwater.log.level=DEBUG", "-Dheadwater.log.own.level=DEBUG")
        : List.of(memory);
  }

  /** What it said on both ways out. */
  private static String run(int exitCode, Map<String, String> environment, String... words)
      throws IOException {
    try (HeadwaterProcess process = begin(environment, words)) {
      assertThat(process.exitCode(END))
          .as("%s: %s", List.of(words), process.output())
          .isEqualTo(exitCode);
      SAID.add(process.output());
      return process.output();
    }
  }

  private static String refused(Map<String, String> environment, String... words)
      throws IOException {
    try (HeadwaterProcess process = begin(environment, words)) {
      assertThat(process.exitCode(END)).as("%s: %s", List.of(words), process.output()).isNotZero();
      SAID.add(process.output());
      return process.output();
    }
  }

  private static void nothingIsTold() throws IOException {
    List<Path> files;
    try (Stream<Path> all = Files.walk(work)) {
      files = all.filter(Files::isRegularFile).toList();
    }
    assertThat(files).extracting(file -> file.getFileName().toString()).contains("platform.log");
    assertThat(Files.size(work.resolve("platform.log")))
        .as("bytes logged")
        .isGreaterThan(NIGHTLY ? 100_000 : 1_000);
    List<String> leaks = new ArrayList<>();
    for (Path file : files) {
      addLeaks(leaks, file.toString(), text(file));
    }
    addLeaks(leaks, "what commands said", String.join("\n", SAID));
    assertThat(leaks).isEmpty();
  }

  private static void addLeaks(List<String> leaks, String where, String text) {
    SECRETS.forEach(
        (what, secret) -> {
          if (text.contains(secret)) {
            leaks.add(what + " in " + where);
          }
        });
  }

  private static String text(Path file) throws IOException {
    return Files.readString(file, StandardCharsets.ISO_8859_1);
  }

  private static String digest(String secret) throws Exception {
    return HexFormat.of()
        .formatHex(
            MessageDigest.getInstance("SHA-256").digest(secret.getBytes(StandardCharsets.UTF_8)));
  }
}
