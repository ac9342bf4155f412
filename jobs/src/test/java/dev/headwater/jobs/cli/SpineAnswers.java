package dev.headwater.jobs.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headwater.jobs.cli.words.ExitCode;
import dev.headwater.jobs.platform.TestingPlatform;
import dev.headwater.jobs.query.CellFormat;
import dev.headwater.jobs.query.Query;
import dev.headwater.jobs.query.QueryClient;
import dev.headwater.jobs.query.QueryClient.Ask;
import dev.headwater.jobs.sql.SqlResult;
import dev.headwater.lake.union.Side;
import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What is read, by whichever way, is the same, whole and in UTC. A part of {@link SpineIT}. */
interface SpineAnswers {
  /** What all parts share. */
  Spine spine();

  /** Asked of both. */
  List<String> QUERIES =
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

  @Test
  default void datesAndWindowsAreUtcWhateverTheZoneOfTheMachine() throws IOException {
    // New York's clocks went from 2:00 to 3:00 at 07:00 UTC on this day.
    spine()
        .ingest(
            "events",
            spine()
                .file(
                    "zone-events",
                    List.of(
                        ShopLines.click("zone", "too-early", "2024-03-03T00:29:59.999Z", "email"),
                        ShopLines.click("zone", "first", "2024-03-03T00:30:00Z", "email"),
                        ShopLines.click("zone", "last", "2024-03-09T23:45:00.123Z", "paid_search"),
                        ShopLines.click("zone", "spring", "2024-03-10T06:59:59.999Z", "social"))));
    spine()
        .ingest(
            "orders",
            spine()
                .file(
                    "zone-orders",
                    List.of(
                        ShopLines.order("zone", "midnight", "2024-03-10T00:30:00Z"),
                        ShopLines.order("zone", "spring", "2024-03-10T07:30:00+00:00"))));
    spine().settle();

    assertThat(
            spine()
                .query(
                    "SELECT order_id, touch_event_id, touch_time, seconds_before_order FROM"
                        + " order_touches WHERE customer_id = 'zone' ORDER BY order_id, touch_time"))
        .isEqualTo(
            "[[\"midnight\",\"first\",\"2024-03-03T00:30:00Z\",604800],"
                + "[\"midnight\",\"last\",\"2024-03-09T23:45:00.123Z\",2699],"
                + "[\"spring\",\"last\",\"2024-03-09T23:45:00.123Z\",27899],"
                + "[\"spring\",\"spring\",\"2024-03-10T06:59:59.999Z\",1800]]");
    assertThat(
            spine()
                .query(
                    "SELECT order_id, total_amount, order_time, first_touch_event_id,"
                        + " first_click_event_id FROM order_mart WHERE customer_id = 'zone' ORDER BY"
                        + " order_id"))
        .isEqualTo(
            "[[\"midnight\",\"9.50\",\"2024-03-10T00:30:00Z\",\"too-early\",\"last\"],"
                + "[\"spring\",\"9.50\",\"2024-03-10T07:30:00Z\",\"too-early\",\"spring\"]]");
    assertThat(
            spine()
                .query(
                    "SELECT DISTINCT event_date FROM events WHERE customer_id = 'zone' ORDER BY"
                        + " event_date"))
        .isEqualTo("[[\"2024-03-03\"],[\"2024-03-09\"],[\"2024-03-10\"]]");
  }

  @Test
  default void theServerAndFlinkTellTheSameOfTablesViewsAndQueries() throws IOException {
    long snapshot = spine().orderMart().lakeSnapshot().orElse(-1L);
    spine().ingest("events", spine().events("alike", 0, 30));
    spine().ingest("orders", spine().orders("alike", 0, 30));
    spine().settle();
    spine().tierEvery("2s");
    spine().awaitLakeAfter(snapshot);
    // What comes now stays in Fluss alone, so that both have a lake and a tail to read.
    spine().tierEvery("1h");
    spine().ingest("events", spine().events("alike", 30, 50));
    spine().ingest("orders", spine().orders("alike", 30, 50));
    spine().settle();
    List<String> queries = new ArrayList<>(QUERIES);
    // ViewsContract has every view run by both; here what is below them counts, without the cases.
    for (String table :
        List.of(
            "order_mart",
            "order_touches",
            "events",
            "orders",
            "attributed_orders",
            "attribution_credits")) {
      queries.add("SELECT * FROM " + table + " WHERE customer_id NOT LIKE '%/%'");
    }
    queries.add("SELECT * FROM orders_daily");
    QueryClient server = new QueryClient(spine().addresses().query());
    try (Query flink = Query.open(spine().addresses().gateway(), Side.ALL)) {
      for (String sql : queries) {
        List<String> expected = new ArrayList<>();
        SqlResult result = flink.run(sql);
        result.rows().forEach(row -> expected.add(Spine.json(result, row)));
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
          // Sorted, because so many rows are compared in no time then.
          assertThat(answered.stream().sorted().toList())
              .as(sql)
              .isEqualTo(expected.stream().sorted().toList());
        }
      }
    }
  }

  @Test
  default void theProgramInTheDocumentsReadsOrderMartAndFlinkTellsTheSame() throws Exception {
    spine()
        .ingest(
            "orders",
            spine()
                .file(
                    "documented",
                    ShopLines.orders("documented", 0, 20).stream()
                        .map(line -> line.replace("{", "{\"currency\":\"USD\","))
                        .toList()));
    spine().settle();
    String document = Files.readString(Path.of("../docs/how-to/connect-bi.md"));
    int begin = document.indexOf("import java.sql");
    String program = document.substring(begin, document.indexOf("```", begin));
    assertThat(program.lines().count()).isLessThanOrEqualTo(20);
    Path source =
        Files.writeString(
            spine().directory().resolve("Orders.java"),
            program.replace(":9206", ":" + (spine().addresses().query().getPort() + 1)));
    String driver =
        Stream.of(System.getProperty("java.class.path").split(File.pathSeparator))
            .filter(jar -> jar.contains("flight-sql-jdbc-driver"))
            .findFirst()
            .orElseThrow();
    List<String> options =
        List.of("--add-opens=java.base/java.nio=ALL-UNNAMED", "-Duser.timezone=UTC");
    assertThat(document).contains(options);
    Process run =
        Spine.java(options.get(0), options.get(1), "-cp", driver, source.toString())
            .redirectError(spine().directory().resolve("Orders.err").toFile())
            .start();
    List<String> printed =
        new String(run.getInputStream().readAllBytes(), StandardCharsets.UTF_8).lines().toList();
    assertThat(run.waitFor())
        .as(Files.readString(spine().directory().resolve("Orders.err")))
        .isZero();

    Matcher sql = Pattern.compile("String sql = \"(.*)\";").matcher(program);
    assertThat(sql.find()).isTrue();
    List<String> told = new ArrayList<>();
    try (Query flink = Query.open(spine().addresses().gateway(), Side.ALL)) {
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
  default void aServerOfItsOwnAnswersAsThePlatformDoes() throws Exception {
    spine().ingest("orders", spine().orders("served", 0, 30));
    spine().settle();
    int base = TestingPlatform.freePorts().base();
    Process server =
        Spine.headwater(
                "serve",
                "--connect",
                spine().servers(),
                "--port-base",
                Integer.toString(base),
                "--data",
                spine().directory().resolve("serve").toString(),
                "--query-memory",
                "128")
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
              Spine.rows(
                  Spoken.by(
                      "query",
                      "SELECT COUNT(*) FROM order_mart WHERE customer_id LIKE 'served-%'",
                      "--json",
                      "--port-base",
                      Integer.toString(base))))
          .isEqualTo("[[30]]");
    } finally {
      server.destroy();
    }
    assertThat(server.waitFor()).isEqualTo(ExitCode.DONE);
  }

  @Test
  default void theHistoryOfATableOutsideTheLakeIsRefusedWithTheWayOn() {
    Spoken spoken = spine().say("query", "SELECT * FROM events", "--history");

    assertThat(spoken.exitCode()).isEqualTo(ExitCode.FAILED);
    assertThat(spoken.err())
        .contains("events has no history: it is not in the lake; read it without --history")
        .doesNotContain("\tat ");
  }
}
