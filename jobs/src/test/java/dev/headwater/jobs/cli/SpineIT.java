package dev.headwater.jobs.cli;

import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.headwater.ingest.Ingest;
import dev.headwater.ingest.IngestInput;
import dev.headwater.ingest.IngestProgress;
import dev.headwater.ingest.IngestReport;
import dev.headwater.ingest.IngestRequest;
import dev.headwater.jobs.FileIngest;
import dev.headwater.jobs.platform.PlatformPorts;
import dev.headwater.jobs.platform.PlatformSettle;
import dev.headwater.jobs.platform.TestingPlatform;
import dev.headwater.jobs.progress.SettleReport;
import dev.headwater.jobs.query.CellFormat;
import dev.headwater.jobs.query.Query;
import dev.headwater.jobs.query.QueryClient;
import dev.headwater.jobs.query.QueryClient.Ask;
import dev.headwater.jobs.run.JobDefinitions;
import dev.headwater.jobs.schedule.Schedule;
import dev.headwater.jobs.schedule.ScheduleDirectory;
import dev.headwater.jobs.schedule.ScheduledRun;
import dev.headwater.jobs.schedule.Scheduler;
import dev.headwater.jobs.sql.GatewaySession;
import dev.headwater.jobs.sql.SqlResult;
import dev.headwater.lake.TableProgress;
import dev.headwater.lake.TableProgressReader;
import dev.headwater.lake.union.Side;
import dev.headwater.lake.union.Views;
import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Promises of the whole platform; runs in a time zone far from UTC, which must not show. */
class SpineIT {
  private static final Duration LONG = Duration.ofMinutes(5);

  private static final List<String> QUERIES =
      List.of(
          "SELECT COUNT(*) FROM order_mart",
          "SELECT currency, COUNT(*), SUM(total_amount) FROM order_mart GROUP BY currency",
          "SELECT order_id, total_amount FROM order_mart WHERE first_touch_channel = 'email' AND"
              + " customer_id LIKE 'alike-%'",
          "SELECT m.order_id, m.order_time, t.touch_event_id, t.seconds_before_order FROM"
              + " order_mart AS m JOIN order_touches AS t ON m.customer_id = t.customer_id AND"
              + " m.order_id = t.order_id",
          "SELECT order_id, order_time FROM order_mart ORDER BY order_time DESC, order_id LIMIT 10",
          "SELECT * FROM order_mart WHERE customer_id = 'alike-7' AND order_id = 'alike-7'",
          "SELECT * FROM order_mart WHERE customer_id = 'alike-40' AND order_id = 'alike-40'",
          "SELECT MIN(order_time), MAX(total_amount), MIN(order_id) FROM order_mart",
          "SELECT DISTINCT first_touch_channel FROM order_mart");

  @TempDir static Path directory;
  private static TestingPlatform platform;

  @BeforeAll
  static void start() {
    platform =
        TestingPlatform.start(directory.resolve("data"), JobDefinitions.load().named(List.of()));
  }

  @AfterAll
  static void stop() {
    if (platform != null) {
      platform.close();
    }
  }

  @Test
  void tenThousandOrdersWithoutACustomerSettle() throws IOException {
    ingest("orders", orders("alone", 0, 10_000));

    SettleReport report = PlatformSettle.settle(platform.addresses(), Duration.ofMinutes(4));

    System.err.printf("10,000 orders settled in %s%n", report.elapsed());
    assertThat(report.messages()).isEmpty();
    assertThat(
            query(
                "SELECT COUNT(*), COUNT(order_time), COUNT(customer_name_at_arrival) FROM"
                    + " order_mart WHERE customer_id LIKE 'alone-%'"))
        .isEqualTo("[[10000,10000,0]]");
  }

  @Test
  void aLongTextIsNotLostAfterManySmallOnes() throws IOException {
    for (int i = 0; i < 20; i++) {
      ingest("events", file("small-" + i, List.of(touch("small", "small-" + i, "email"))));
    }
    ingest("events", file("long", List.of(touch("long", "long", "x".repeat(1_000_000)))));
    settle();

    for (String table : List.of("touches", "first_touch", "sessions", "sessions_history")) {
      assertThat(query("SELECT CHAR_LENGTH(channel) FROM " + table + " WHERE customer_id = 'long'"))
          .as(table)
          .isEqualTo("[[1000000]]");
    }
  }

  private static String touch(String customer, String event, String channel) {
    return "{\"event_id\":\"%s\",\"customer_id\":\"%s\",\"event_type\":\"visit\",\"channel\":\"%s\",\"event_time\":\"2024-03-03T12:00:00Z\"}"
        .formatted(event, customer, channel);
  }

  @Test
  void tieringGoesOnAndReadsReturnWhileDuplicatesPourIn() throws Exception {
    Path events = events("poured", 0, 500);
    Path orders = orders("poured", 0, 500);
    ingest("events", events);
    ingest("orders", orders);
    tierEvery("2s");
    settle();
    AtomicBoolean pouring = new AtomicBoolean(true);
    AtomicLong duplicates = new AtomicLong();
    CompletableFuture<Void> pour =
        CompletableFuture.runAsync(
            () -> {
              while (pouring.get()) {
                duplicates.addAndGet(ingest("events", events).accepted());
                duplicates.addAndGet(ingest("orders", orders).accepted());
              }
            });
    try {
      long snapshot = orderMart().lakeSnapshot().orElse(-1L);
      for (int round = 1; round <= 2; round++) {
        int more = 500 + round * 10;
        ingest("orders", orders("poured", more - 10, more));
        ingest("events", events("poured", more - 10, more));
        settle();
        assertThat(query("SELECT COUNT(*) FROM order_mart WHERE customer_id LIKE 'poured-%'"))
            .isEqualTo("[[" + more + "]]");
        assertThat(query("SELECT COUNT(*) FROM events WHERE customer_id LIKE 'poured-%'"))
            .isEqualTo("[[" + more + "]]");
        snapshot = awaitLakeAfter(snapshot);
        assertThat(pour).isNotDone();
      }
      String counted = "SELECT COUNT(*) FROM order_mart WHERE customer_id LIKE 'poured-%'";
      assertThat(query(counted, "--at", "" + snapshot)).matches("\\[\\[[1-9]\\d*]]");
      assertThat(query(counted, "--at", Instant.now().toString())).matches("\\[\\[[1-9]\\d*]]");
    } finally {
      pouring.set(false);
    }
    pour.join();
    assertThat(duplicates).as("repeated rows").hasValueGreaterThan(2_000);
  }

  private static long awaitLakeAfter(long snapshot) {
    return Awaitility.await("a lake snapshot of order_mart after " + snapshot)
        .atMost(LONG)
        .until(() -> orderMart().lakeSnapshot().orElse(-1L), newest -> newest > snapshot);
  }

  @Test
  void datesAndWindowsAreUtcWhateverTheZoneOfTheMachine() throws IOException {
    // New York's clocks went from 2:00 to 3:00 at 07:00 UTC on this day.
    ingest(
        "events",
        file(
            "zone-events",
            List.of(
                ShopLines.click("zone", "too-early", "2024-03-03T00:29:59.999Z", "email"),
                ShopLines.click("zone", "first", "2024-03-03T00:30:00Z", "email"),
                ShopLines.click("zone", "last", "2024-03-09T23:45:00.123Z", "paid_search"),
                ShopLines.click("zone", "spring", "2024-03-10T06:59:59.999Z", "social"))));
    ingest(
        "orders",
        file(
            "zone-orders",
            List.of(
                ShopLines.order("zone", "midnight", "2024-03-10T00:30:00Z"),
                ShopLines.order("zone", "spring", "2024-03-10T07:30:00+00:00"))));
    settle();

    assertThat(
            query(
                "SELECT order_id, touch_event_id, touch_time, seconds_before_order FROM"
                    + " order_touches WHERE customer_id = 'zone' ORDER BY order_id, touch_time"))
        .isEqualTo(
            "[[\"midnight\",\"first\",\"2024-03-03T00:30:00Z\",604800],"
                + "[\"midnight\",\"last\",\"2024-03-09T23:45:00.123Z\",2699],"
                + "[\"spring\",\"last\",\"2024-03-09T23:45:00.123Z\",27899],"
                + "[\"spring\",\"spring\",\"2024-03-10T06:59:59.999Z\",1800]]");
    assertThat(
            query(
                "SELECT order_id, total_amount, order_time, first_touch_event_id,"
                    + " first_click_event_id FROM order_mart WHERE customer_id = 'zone' ORDER BY"
                    + " order_id"))
        .isEqualTo(
            "[[\"midnight\",\"9.50\",\"2024-03-10T00:30:00Z\",\"too-early\",\"last\"],"
                + "[\"spring\",\"9.50\",\"2024-03-10T07:30:00Z\",\"too-early\",\"spring\"]]");
    assertThat(
            query(
                "SELECT DISTINCT event_date FROM events WHERE customer_id = 'zone' ORDER BY"
                    + " event_date"))
        .isEqualTo("[[\"2024-03-03\"],[\"2024-03-09\"],[\"2024-03-10\"]]");
  }

  @Test
  void theServerAndFlinkTellTheSameOfTablesViewsAndQueries() throws IOException {
    long snapshot = orderMart().lakeSnapshot().orElse(-1L);
    ingest("events", events("alike", 0, 30));
    ingest("orders", orders("alike", 0, 30));
    settle();
    tierEvery("2s");
    awaitLakeAfter(snapshot);
    // What comes now stays in Fluss alone, so that both have a lake and a tail to read.
    tierEvery("1h");
    ingest("events", events("alike", 30, 50));
    ingest("orders", orders("alike", 30, 50));
    settle();
    List<String> queries = new ArrayList<>(QUERIES);
    Views.all().keySet().forEach(view -> queries.add("SELECT * FROM " + view));
    for (String table :
        List.of("order_mart", "order_touches", "events", "orders", "orders_daily")) {
      queries.add("SELECT * FROM " + table);
    }
    QueryClient server = new QueryClient(platform.addresses().query());
    try (Query flink = Query.open(platform.addresses().gateway(), Side.ALL)) {
      for (String sql : queries) {
        List<String> expected = new ArrayList<>();
        SqlResult result = flink.run(sql);
        result.rows().forEach(row -> expected.add(json(result, row)));
        List<String> answered = new ArrayList<>();
        server
            .document(Ask.ROWS_AS_JSON, sql, Side.ALL)
            .path("rows")
            .forEach(row -> answered.add(row.toString()));
        if (QUERIES.contains(sql)) {
          assertThat(answered).as(sql).isNotEmpty();
        }
        if (sql.contains("ORDER BY")) {
          assertThat(answered).as(sql).isEqualTo(expected);
        } else {
          assertThat(answered).as(sql).containsExactlyInAnyOrderElementsOf(expected);
        }
      }
    }
  }

  private static String json(SqlResult result, List<Object> row) {
    List<Object> values = new ArrayList<>();
    for (int i = 0; i < row.size(); i++) {
      values.add(CellFormat.json(result.columns().get(i), row.get(i)));
    }
    return new ObjectMapper().valueToTree(values).toString();
  }

  @Test
  void theProgramInTheDocumentsReadsOrderMartAndFlinkTellsTheSame() throws Exception {
    ingest(
        "orders",
        file(
            "documented",
            ShopLines.orders("documented", 0, 20).stream()
                .map(line -> line.replace("{", "{\"currency\":\"USD\","))
                .toList()));
    settle();
    String document = Files.readString(Path.of("../docs/how-to/connect-bi.md"));
    String program =
        document.substring(document.indexOf("import java.sql"), document.indexOf("```\n\n## HTTP"));
    assertThat(program.lines().count()).isLessThanOrEqualTo(20);
    Path source =
        Files.writeString(
            directory.resolve("Orders.java"),
            program.replace(":9206", ":" + (platform.addresses().query().getPort() + 1)));
    String driver =
        Stream.of(System.getProperty("java.class.path").split(File.pathSeparator))
            .filter(jar -> jar.contains("flight-sql-jdbc-driver"))
            .findFirst()
            .orElseThrow();
    List<String> options =
        List.of("--add-opens=java.base/java.nio=ALL-UNNAMED", "-Duser.timezone=UTC");
    assertThat(document).contains(options);
    Process run =
        java(options.get(0), options.get(1), "-cp", driver, source.toString())
            .redirectError(directory.resolve("Orders.err").toFile())
            .start();
    List<String> printed =
        new String(run.getInputStream().readAllBytes(), StandardCharsets.UTF_8).lines().toList();
    assertThat(run.waitFor()).as(Files.readString(directory.resolve("Orders.err"))).isZero();

    Matcher sql = Pattern.compile("String sql = \"(.*)\";").matcher(program);
    assertThat(sql.find()).isTrue();
    List<String> told = new ArrayList<>();
    try (Query flink = Query.open(platform.addresses().gateway(), Side.ALL)) {
      SqlResult result = flink.run(sql.group(1).replace("?", "'USD'"));
      for (List<Object> row : result.rows()) {
        String amount = CellFormat.text(result.columns().get(1), row.get(1));
        String time = CellFormat.text(result.columns().get(2), row.get(2));
        told.add(row.get(0) + " " + amount + " " + Instant.parse(time));
      }
    }
    assertThat(printed).hasSize(10).isEqualTo(told);
  }

  @Test
  void refusedRecordsAreShownAndReplayedOnceAfterAMend() throws IOException {
    Path events =
        file(
            "refused",
            List.of(
                touch("refused", "coloured", "email").replace("{", "{\"colour\":\"red\","),
                touch("refused", "timeless", "email").replace("00Z", "00")));
    Path customers =
        Files.writeString(
            directory.resolve("refused.csv"),
            "name,customer_id,updated_at\n\"Ada, the first\",refused,2099-01-01T00:00:00Z\n");
    FileIngest.of(platform.addresses(), "events", events);
    FileIngest.of(platform.addresses(), "customers", customers);
    String source = events.toRealPath().toString();

    assertThat(rejects("list", "--table", "customers").out())
        .containsPattern("customers +future +1 +20.* \"Ada, the first\",refused,2099");
    assertThat(rejects("list", "--json", "--source", source).out())
        .contains(
            "\"table\":\"events\",\"reason\":\"unknown_field\",\"records\":1,\"first_seen\":\"20")
        .contains("\"example\":{\"source\":\"" + source + "\",\"position\":1,\"detail\":");
    assertThat(rejects("show", "--reason", "unknown_field", "--source", source).out())
        .contains(source + ", position 1, set aside 20")
        .contains("field 'colour' is not one of events")
        .contains("payload  {\"colour\":\"red\",\"event_id\":\"coloured\"");
    String kept = "SELECT reason, recorded_at FROM rejected_records WHERE \"source\" = '" + source;
    String timeless = query(kept + "' AND reason = 'bad_time'");

    assertThat(rejects("replay", "--lenient", "--dry-run", "--source", source).err())
        .contains("2 records read: 1 accepted, 0 late, 1 rejected {bad_time=1}")
        .contains("(dry run: nothing written)");
    assertThat(query("SELECT COUNT(*) FROM events WHERE event_id = 'coloured'")).isEqualTo("[[0]]");

    assertThat(rejects("replay", "--lenient", "--json", "--source", source).out())
        .contains("\"accepted\":1,\"late\":0,\"rejected\":1", "\"ignored_fields\":1");
    assertThat(query("SELECT event_id FROM events WHERE customer_id = 'refused'"))
        .isEqualTo("[[\"coloured\"]]");
    assertThat(query(kept + "'")).isEqualTo(timeless).contains("bad_time");

    assertThat(rejects("replay", "--allow-future", "--table", "customers").err())
        .contains("customers: 1 records read: 1 accepted");
    assertThat(query("SELECT name FROM customers WHERE customer_id = 'refused'"))
        .isEqualTo("[[\"Ada, the first\"]]");
    assertThat(rejects("replay", "--table", "customers").err())
        .contains("there is nothing to replay");
  }

  @Test
  void aKilledReplayLeavesEachRecordOnce() throws Exception {
    long seed = Long.getLong("seed", System.nanoTime());
    System.err.printf("kill of a replay: -Dseed=%d%n", seed);
    RefusedHits refused = new RefusedHits("it's killed.log", 60_000);
    String servers = platform.addresses().bootstrapServers();
    refused.keep(servers, IntStream.range(0, refused.lines()).boxed().toList());
    String hits = "SELECT %s FROM hits WHERE \"source\" = 'it''s killed.log'";
    int enough = 1 + new Random(seed).nextInt(refused.lines() / 2);
    Process replay =
        java(
                "-cp",
                System.getProperty("java.class.path"),
                "--add-opens=java.base/java.nio=ALL-UNNAMED",
                Headwater.class.getName(),
                "rejects",
                "replay",
                "--source",
                refused.source(),
                "--connect",
                servers)
            .redirectErrorStream(true)
            .redirectOutput(directory.resolve("replay.log").toFile())
            .start();
    try {
      Awaitility.await("hits of the replay")
          .atMost(LONG)
          .pollInterval(Duration.ofMillis(20))
          .until(() -> !replay.isAlive() || number(hits.formatted("COUNT(*)")) >= enough);
    } finally {
      replay.destroyForcibly();
    }
    assertThat(replay.waitFor())
        .as(Files.readString(directory.resolve("replay.log")))
        .isEqualTo(137);
    long written = number(hits.formatted("COUNT(*)"));
    long left =
        number("SELECT COUNT(*) FROM rejected_records WHERE \"source\" = 'it''s killed.log'");
    System.err.printf("killed with %d hits written and %d records left%n", written, left);
    assertThat(written).isLessThan(refused.good().size());
    assertThat(written + left).isGreaterThanOrEqualTo(refused.lines());

    rejects("replay", "--source", refused.source());
    assertReplayed(refused, hits);
    // As after a kill between the write of a row and the end of its record.
    refused.keep(servers, refused.good().subList(0, 500));
    assertThat(rejects("replay", "--source", refused.source()).err()).contains("500 accepted");
    assertReplayed(refused, hits);
  }

  private static void assertReplayed(RefusedHits refused, String hits) {
    assertThat(query(hits.formatted("\"position\"") + " ORDER BY \"position\""))
        .isEqualTo(rows(refused.good()));
    assertThat(
            query(
                "SELECT \"position\" FROM rejected_records WHERE \"source\" = 'it''s killed.log'"
                    + " ORDER BY \"position\""))
        .isEqualTo(rows(refused.broken()));
  }

  private static String rows(List<Integer> values) {
    return values.stream().map(value -> "[" + value + "]").collect(joining(",", "[", "]"));
  }

  private static long number(String sql) {
    String rows = query(sql);
    return Long.parseLong(rows.substring(2, rows.length() - 2));
  }

  private static Spoken rejects(String... words) {
    List<String> all = new ArrayList<>(List.of("rejects"));
    all.addAll(List.of(words));
    all.addAll(List.of("--connect", platform.addresses().bootstrapServers()));
    Spoken spoken = Spoken.by(all.toArray(String[]::new));
    assertThat(spoken.exitCode()).as(spoken.err()).isEqualTo(ExitCode.DONE);
    return spoken;
  }

  @Test
  void aColumnIsAddedToTablesInUseAndOldAndNewRowsComeBackTogether() throws Exception {
    ingest("orders", orders("evolved", 0, 20));
    ingest("events", file("evolved-before", List.of(touch("evolved", "before", "email"))));
    settle();
    tierEvery("2s");
    long snapshot = awaitLakeAfter(orderMart().lakeSnapshot().orElse(-1L) - 1);
    try (EvolvedHome home = new EvolvedHome(directory.resolve("home"))) {
      evolve("order_mart", "ADD", "gift_note", "STRING");
      assertThat(evolve("order_mart", "ADD", "gift_note", "STRING").err())
          .contains("order_mart.sql has it already", "queries have it");
      // As after a kill behind the first step.
      home.addColumn("lake/sql/tables/events.sql", "coupon_rank INT COMMENT 'begun'");
      evolve("events", "ADD", "coupon_rank", "INT");
      assertThat(home.text("jobs/sql/archive_events.sql"))
          .contains("  late,\n  coupon_rank\n)\nSELECT", "  FALSE,\n  coupon_rank\nFROM events");
      assertThat(home.text("lake/sql/tables/events.sql")).contains("  coupon_rank INT COMMENT");

      assertThat(refusedToEvolve("events", "DROP", "channel"))
          .contains("events.channel stays: Fluss only adds columns", "Send records without it");
      assertThat(refusedToEvolve("events", "ADD", "coupon_rank", "STRING"))
          .contains("events.coupon_rank is INT and keeps its type", "ADD coupon_rank_2 TYPE");
      assertThat(Spoken.by("doctor", "--connect", platform.addresses().bootstrapServers()).out())
          .contains("lake: every column is as its definition has it")
          .contains("cold tables: every column is as its definition has it")
          .contains("job files: changed since their jobs were started: archive_events");
      assertThat(
              Spoken.by(
                      "jobs",
                      "restart",
                      "archive_events",
                      "--connect",
                      platform.addresses().bootstrapServers())
                  .exitCode())
          .isEqualTo(ExitCode.DONE);

      ingest("orders", orders("evolved", 20, 30));
      ingest(
          "events",
          file(
              "evolved-after",
              List.of(
                  touch("evolved", "after", "email").replace("{", "{\"coupon_rank\":-7,"),
                  touch("evolved", "without", "email"))));
      FileIngest.of(
          platform.addresses(),
          "events",
          file(
              "evolved-broken",
              List.of(touch("evolved", "broken", "email").replace("{", "{\"coupon_rank\":1.5,"))));
      settle();
      try (GatewaySession session = GatewaySession.open(platform.addresses().gateway(), Map.of())) {
        for (String order : List.of("evolved-3", "evolved-25")) {
          session.execute(
              "INSERT INTO fluss.headwater.order_mart (customer_id, order_id, gift_note) VALUES ('%1$s', '%1$s', 'for %1$s')"
                  .formatted(order));
        }
      }
    }
    String all =
        "SELECT order_id, total_amount, gift_note FROM order_mart WHERE customer_id LIKE"
            + " 'evolved-%' ORDER BY order_id";
    Awaitility.await("the notes of two orders")
        .atMost(LONG)
        .untilAsserted(
            () ->
                assertThat(query(all))
                    .contains("\"for evolved-3\"]", "\"for evolved-25\"]", "\"evolved-4\",\"")
                    .contains(",null]"));
    assertThat(query(all).split("\\],\\[")).hasSize(30);
    assertThat(onFlink(all)).isEqualTo(query(all));
    awaitLakeAfter(snapshot);
    Awaitility.await("the lake to hold all of order_mart")
        .atMost(LONG)
        .until(() -> orderMart().pending() == 0);
    assertThat(query(all).split("\\],\\[")).hasSize(30);
    assertThat(query(all)).contains("\"for evolved-3\"]");
    assertThat(onFlink(all)).isEqualTo(query(all));
    assertThat(
            query(
                "SELECT event_id, coupon_rank FROM events WHERE customer_id = 'evolved' ORDER BY"
                    + " event_id"))
        .isEqualTo("[[\"after\",-7],[\"before\",null],[\"without\",null]]");
    assertThat(
            query("SELECT reason FROM rejected_records WHERE \"source\" LIKE '%evolved-broken%'"))
        .isEqualTo("[[\"wrong_type\"]]");
  }

  private static String onFlink(String sql) {
    try (Query flink = Query.open(platform.addresses().gateway(), Side.ALL)) {
      SqlResult result = flink.run(sql);
      return result.rows().stream().map(row -> json(result, row)).collect(joining(",", "[", "]"));
    }
  }

  private static Spoken evolve(String... words) {
    Spoken spoken = spokenOfEvolve(words);
    assertThat(spoken.exitCode()).as(spoken.err()).isEqualTo(ExitCode.DONE);
    return spoken;
  }

  private static String refusedToEvolve(String... words) {
    Spoken spoken = spokenOfEvolve(words);
    assertThat(spoken.exitCode()).isEqualTo(ExitCode.WRONG_USAGE);
    return spoken.err();
  }

  private static Spoken spokenOfEvolve(String... words) {
    List<String> all = new ArrayList<>(List.of("tables", "evolve"));
    all.addAll(List.of(words));
    all.addAll(List.of("--connect", platform.addresses().bootstrapServers()));
    return Spoken.by(all.toArray(String[]::new));
  }

  @Test
  void theCommandsOfTheKafkaPageBringItsOrderIntoTheMart() throws Exception {
    try (KafkaPage page = new KafkaPage(directory, platform.addresses().bootstrapServers())) {
      List<Spoken> spoken = page.follow();

      String counts = "2 records read: 1 accepted, 0 late, 1 rejected {bad_amount=1}";
      assertThat(page.text()).contains("says `" + counts + "`");
      assertThat(spoken).hasSize(4);
      assertThat(spoken.get(0).err()).contains("orders: " + counts);
      assertThat(spoken.get(2).out()).contains("k1", "12.50");
      assertThat(spoken.get(3).out()).contains("bad_amount", "\"order_id\":\"k2\"");
      assertStatusShows(page.live());
    }
  }

  private static void assertStatusShows(IngestInput live) {
    Ingest ingest =
        new Ingest(
            IngestRequest.of(platform.addresses().bootstrapServers(), "headwater", live, "orders"),
            IngestProgress.silent());
    CompletableFuture<IngestReport> running = CompletableFuture.supplyAsync(ingest::run);
    Awaitility.await("status to show the live ingest")
        .atMost(LONG)
        .untilAsserted(
            () -> {
              assertThat(running).isNotDone();
              assertThat(status("--json"))
                  .contains(
                      "{\"source\":\"topic"
                          + " shop-orders\",\"group\":\"live-members\",\"table\":\"orders\",\"records\":2,\"behind\":0,\"started_at\":\"20")
                  .contains("\"silent\":false");
            });
    assertThat(status())
        .containsPattern("topic shop-orders +live-members +orders +2 +0 +\\d+ s ago");
    assertThat(ingest.stop(LONG)).isTrue();
    assertThat(running.join().read()).isEqualTo(2);
    assertThat(status("--json")).doesNotContain("live-members").contains("\"ingests\":[");
  }

  private static String status(String... words) {
    List<String> all = new ArrayList<>(List.of("status"));
    all.addAll(List.of(words));
    all.addAll(List.of("--connect", platform.addresses().bootstrapServers()));
    return Spoken.by(all.toArray(String[]::new)).out();
  }

  @Test
  void theCommandsOfTheHttpPageBringItsOrderIntoTheMart() throws Exception {
    try (HttpPage page = new HttpPage(directory, platform.addresses().bootstrapServers())) {
      page.follow();

      assertThat(page.told()).hasSize(4).allSatisfy(told -> assertThat(page.text()).contains(told));
      assertThat(page.spoken()).hasSize(3);
      assertThat(page.spoken().get(1).out()).contains("w1", "12.50");
      assertThat(page.spoken().get(2).out()).contains("bad_amount", "\"order_id\":\"w3\"");
    }
  }

  @Test
  void theCommandsOfThePostgresPageBringItsCustomerIntoTheMart() throws Exception {
    try (PostgresPage page = new PostgresPage(directory, platform.addresses().bootstrapServers())) {
      List<Spoken> spoken = page.follow();

      String counts = "2 records read: 1 accepted, 0 late, 1 rejected {missing_field=1}";
      assertThat(page.text()).contains("says `" + counts + "`");
      assertThat(spoken).hasSize(6);
      assertThat(spoken.get(0).err()).contains("customers: " + counts);
      assertThat(spoken.get(3).out()).contains("pg-order", "Ann", "gold");
      assertThat(spoken.get(4).out()).contains("missing_field", "\"customer_id\":\"pg-2\"");
      assertThat(spoken.get(5).err()).contains("the replication slot is dropped");
    }
  }

  @Test
  void aServerOfItsOwnAnswersAsThePlatformDoes() throws Exception {
    ingest("orders", orders("served", 0, 30));
    settle();
    int base = TestingPlatform.freePorts().base();
    Process server =
        java(
                "-cp",
                System.getProperty("java.class.path"),
                "--add-opens=java.base/java.nio=ALL-UNNAMED",
                Headwater.class.getName(),
                "serve",
                "--connect",
                platform.addresses().bootstrapServers(),
                "--port-base",
                Integer.toString(base),
                "--data",
                directory.resolve("serve").toString(),
                "--query-memory",
                "128")
            .redirectErrorStream(true)
            .start();
    try (BufferedReader words =
        new BufferedReader(
            new InputStreamReader(server.getInputStream(), StandardCharsets.UTF_8))) {
      List<String> said = new ArrayList<>();
      for (String line = words.readLine();
          line != null && !line.contains("Ctrl-C stops");
          line = words.readLine()) {
        said.add(line);
      }
      assertThat(said).anyMatch(line -> line.contains("ready"));
      assertThat(
              query(
                  "SELECT COUNT(*) FROM order_mart WHERE customer_id LIKE 'served-%'",
                  "--port-base", Integer.toString(base)))
          .isEqualTo("[[30]]");
    } finally {
      server.destroy();
    }
    assertThat(server.waitFor()).isEqualTo(ExitCode.DONE);
  }

  private static ProcessBuilder java(String... words) {
    List<String> command = new ArrayList<>(List.of(words));
    command.add(0, Path.of(System.getProperty("java.home"), "bin", "java").toString());
    return new ProcessBuilder(command);
  }

  @Test
  void theScheduleRunsWhatIsDueInAProcessOfItsOwnAndTellsOfIt() throws Exception {
    Path data = directory.resolve("data");
    String portBase = Integer.toString(portBase());
    ScheduleDirectory schedule = new ScheduleDirectory(data);
    Files.writeString(
        Files.createDirectories(data.resolve("schedule")).resolve("maintenance.properties"),
        "known=2026-01-01T00:00:00Z\nexit-code=0\nfailures=0\n");
    try (Scheduler scheduler =
        new Scheduler(Schedule.usual(), schedule, new ScheduledProcess(portBase()))) {
      scheduler.look();
      Awaitility.await("the run to end")
          .atMost(LONG)
          .untilAsserted(
              () ->
                  assertThat(schedule.runs())
                      .filteredOn(run -> run.job().equals("maintenance"))
                      .extracting(ScheduledRun::outcome)
                      .containsExactly("done"));
    }
    assertThat(data.resolve("schedule/maintenance.log"))
        .content()
        .contains("cold.archive.events", "order_mart");
    assertThat(Spoken.by("schedule", "run", "maintenance", "--port-base", portBase).exitCode())
        .isEqualTo(ExitCode.DONE);
    assertThat(Spoken.by("schedule", "--port-base", portBase).out())
        .containsPattern("maintenance +17 \\* \\* \\* \\* +20\\d\\d-.* done +20\\d\\d-");
    assertThat(Spoken.by("schedule", "run", "nothing", "--port-base", portBase).err())
        .contains("there is no scheduled job nothing; there are [maintenance");
  }

  @Test
  void prometheusIsToldOfWhatHasJustBeenIngested() throws IOException {
    Scrape before =
        Awaitility.await("metrics of every part")
            .atMost(LONG)
            .until(
                SpineIT::scrape,
                told -> told.all("headwater_probe_up").filter(up -> up == 1).count() == 8);
    assertThat(before.nanos()).as("a scrape asks nobody").isLessThan(1_000_000_000L);
    double ingested = System.currentTimeMillis() / 1000.0;
    ingest("events", events("measured", 0, 100));
    ingest("orders", orders("measured", 0, 100));
    FileIngest.of(
        platform.addresses(),
        "orders",
        file(
            "measured-bad",
            ShopLines.orders("measured", 100, 103).stream()
                .map(line -> line.replace("{", "{\"colour\":\"red\","))
                .toList()));

    Awaitility.await("metrics that moved")
        .atMost(LONG)
        .untilAsserted(
            () -> {
              Scrape now = scrape();
              assertMoved(before, now, "headwater_table_records_total{table=\"orders\"}", 100);
              assertMoved(before, now, "headwater_table_records_total{table=\"events\"}", 100);
              assertMoved(before, now, "headwater_rejected_records{table=\"orders\"}", 3);
              assertMoved(
                  before, now, "headwater_order_latency_seconds_count{since=\"arrival\"}", 100);
              assertThat(
                      now.value(
                          "headwater_job_watermark_timestamp_seconds{job_name=\"order_mart\"}"))
                  .isGreaterThanOrEqualTo(ingested);
            });
    Scrape after = scrape();
    assertThat(after.value("headwater_order_wait_seconds")).isZero();
    assertThat(after.all("headwater_job_up"))
        .as("the jobs and tiering")
        .hasSize(JobDefinitions.load().all().size() + 1)
        .allMatch(up -> up == 1);
    assertThat(after.all("headwater_checkpoint_size_bytes"))
        .isNotEmpty()
        .anyMatch(size -> size > 0);
    assertThat(after.all("headwater_job_backpressure_ratio")).isNotEmpty().allMatch(r -> r <= 1);
    assertThat(after.value("headwater_lake_freshness_seconds{table=\"order_mart\"}")).isEqualTo(30);
    assertThat(after.value("headwater_query_rows_total"))
        .isGreaterThan(before.value("headwater_query_rows_total"));
    assertThat(after.value("headwater_attribution_ratio")).isBetween(0.01, 1.0);
    assertThat(after.value("headwater_disk_used_ratio")).isBetween(0.01, 1.0);
    assertThat(after.value("headwater_verify_differences")).as("nothing was verified").isNaN();
  }

  @Test
  void everyPanelShowsDataAndNoAlertFires() throws Exception {
    assumeThat(LivePrometheus.program())
        .as("Prometheus's server, which .ci/alerts unpacks")
        .isPresent();
    List<JsonNode> panels = new ArrayList<>();
    for (String dashboard : List.of("pipeline", "attribution", "lake", "queries")) {
      Path file = Path.of("../deploy/grafana/dashboards/" + dashboard + ".json");
      new ObjectMapper().readTree(file.toFile()).path("panels").forEach(panels::add);
    }
    // The one shows what a run found, the other what runs: here is neither.
    panels.removeIf(
        panel ->
            List.of("Rows that verify found wrong", "Live ingests, records to read")
                .contains(panel.path("title").asText()));
    try (LivePrometheus prometheus =
        LivePrometheus.start(
            directory.resolve("prometheus"),
            TestingPlatform.freePorts().base(),
            new PlatformPorts(portBase()).metrics())) {
      Awaitility.await("Prometheus's first scrape")
          .atMost(LONG)
          .ignoreExceptions()
          .until(() -> prometheus.hasData("up{job=\"headwater\"} == 1"));
      ingest("orders", orders("shown", 0, 20));
      for (JsonNode panel : panels) {
        Awaitility.await("data in panel " + panel.path("title").asText())
            .atMost(LONG)
            .until(() -> prometheus.hasData(panel.path("targets").path(0).path("expr").asText()));
      }
      assertThat(prometheus.rules().findValuesAsText("lastError")).allMatch(String::isEmpty);
      assertThat(prometheus.rules().findValuesAsText("health")).isNotEmpty().containsOnly("ok");
      assertThat(prometheus.rules().findValuesAsText("state")).doesNotContain("firing");
    }
  }

  private static void assertMoved(Scrape before, Scrape now, String series, double by) {
    assertThat(now.value(series) - before.value(series)).as(series).isGreaterThanOrEqualTo(by);
  }

  private static Scrape scrape() {
    return Scrape.of(new PlatformPorts(portBase()).metrics());
  }

  private static int portBase() {
    String servers = platform.addresses().bootstrapServers();
    return Integer.parseInt(servers.substring(servers.lastIndexOf(':') + 1));
  }

  @Test
  void aSecondUpOnTheSameDirectoryExplainsItself() throws Exception {
    Path data = directory.resolve("data").toRealPath();
    Process second =
        java(
                "-cp",
                System.getProperty("java.class.path"),
                "--add-opens=java.base/java.nio=ALL-UNNAMED",
                Headwater.class.getName(),
                "up",
                "--data",
                data.toString(),
                "--port-base",
                Integer.toString(TestingPlatform.freePorts().base()))
            .redirectErrorStream(true)
            .start();
    String words = new String(second.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

    assertThat(second.waitFor()).isEqualTo(ExitCode.WRONG_USAGE);
    long pid = ProcessHandle.current().pid();
    assertThat(words)
        .contains("data directory " + data + " is in use by process " + pid + " (since ")
        .contains("stop it with Ctrl-C or `kill " + pid + "`, or choose another directory")
        .doesNotContain("\tat ");
  }

  @Test
  void theHistoryOfATableOutsideTheLakeIsRefusedWithTheWayOn() {
    Spoken spoken =
        Spoken.by(
            "query",
            "SELECT * FROM events",
            "--history",
            "--connect",
            platform.addresses().bootstrapServers());

    assertThat(spoken.exitCode()).isEqualTo(ExitCode.FAILED);
    assertThat(spoken.err())
        .contains("events has no history: it is not in the lake; read it without --history")
        .doesNotContain("\tat ");
  }

  private static void tierEvery(String freshness) {
    try (GatewaySession session = GatewaySession.open(platform.addresses().gateway(), Map.of())) {
      session.execute("USE CATALOG fluss");
      session.execute(
          "ALTER TABLE headwater.order_mart SET ('table.datalake.freshness' = '"
              + freshness
              + "')");
    }
  }

  private static TableProgress orderMart() {
    try (TableProgressReader reader =
        new TableProgressReader(platform.addresses().bootstrapServers())) {
      return reader.read().stream()
          .filter(table -> table.table().equals("order_mart"))
          .findFirst()
          .orElseThrow();
    }
  }

  private static void settle() {
    assertThat(PlatformSettle.settle(platform.addresses(), LONG).messages()).isEmpty();
  }

  /** The rows in JSON, as a person gets them from {@code headwater query --json}. */
  private static String query(String sql, String... options) {
    List<String> words = new ArrayList<>(List.of("query", sql, "--json"));
    words.addAll(List.of(options));
    if (options.length == 0 || !options[0].equals("--port-base")) {
      words.addAll(List.of("--connect", platform.addresses().bootstrapServers()));
    }
    Spoken spoken = Spoken.by(words.toArray(String[]::new));
    assertThat(spoken.exitCode()).as(spoken.err()).isEqualTo(ExitCode.DONE);
    String rows = "\"rows\":";
    return spoken
        .out()
        .substring(spoken.out().indexOf(rows) + rows.length(), spoken.out().lastIndexOf('}'));
  }

  private static IngestReport ingest(String table, Path file) {
    IngestReport report = FileIngest.of(platform.addresses(), table, file);
    assertThat(report.accepted()).as(report.summary()).isEqualTo(report.read());
    return report;
  }

  private static Path file(String name, List<String> lines) throws IOException {
    return Files.write(directory.resolve(name + ".jsonl"), lines);
  }

  private static Path orders(String prefix, int from, int to) throws IOException {
    return file(prefix + "-orders-" + from, ShopLines.orders(prefix, from, to));
  }

  private static Path events(String prefix, int from, int to) throws IOException {
    return file(prefix + "-events-" + from, ShopLines.visits(prefix, from, to));
  }
}
