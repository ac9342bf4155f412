package dev.headwater.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.headwater.jobs.address.PlatformAddresses;
import dev.headwater.jobs.oracle.ExpectedRows;
import dev.headwater.jobs.query.Query;
import dev.headwater.lake.union.Side;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/**
 * A day of a shop, some of whose rows are damaged on purpose: a backfill finds each of them and
 * changes no other. By night also what verify says of it, what is refused, and a second backfill.
 */
final class BackfilledDays {
  private static final boolean NIGHTLY = Boolean.getBoolean("test.nightly");
  private static final Duration LONG = Duration.ofMinutes(10);

  private final Path directory;
  private final DisorderedShop shop;
  private final PlatformAddresses platform;

  BackfilledDays(Path directory, DisorderedShop shop, PlatformAddresses platform) {
    this.directory = directory;
    this.shop = shop;
    this.platform = platform;
  }

  /**
   * Damages the day with most orders and has it put right.
   *
   * @param requireRight fails when the marts are not right, which is after what it is told
   */
  void assertOnlyDamagedRowsArePutRight(Consumer<String> requireRight) throws Exception {
    String day = busiestDay();
    Map<String, List<Integer>> damage = damage(day);
    if (NIGHTLY) {
      assertThat(run(1, "verify", "order_mart", "sessions", "--from", day).output())
          .contains("\"total_amount\":9.99", "\"events\":99", "nobody", "no row");
      assertThat(run(2, "backfill", "all", "--from", "2999-01-01").output()).contains("future");
      assertThat(run(1, "backfill", "all", "--from", "1999-01-01").output())
          .contains("the archive holds nothing of 1999-01-01; nothing was changed");
    }
    HeadwaterProcess backfill = run(0, "backfill", "all", "--from", day, "--json");
    assertThat(counts(backfill)).containsAllEntriesOf(damage);
    requireRight.accept("after the backfill of " + day);
    if (NIGHTLY) {
      JsonNode again = run(0, "backfill", "all", "--from", day, "--json").document();
      assertThat(again.path("rows_changed").asLong()).as(again.toString()).isZero();
      assertThat(again.path("published_days")).allSatisfy(days -> assertThat(days).isEmpty());
    }
    assertThat(reportedByTheHowTo())
        .anySatisfy(row -> assertThat(row).contains(day, "orders_daily", "revenue USD"));
  }

  private List<String> reportedByTheHowTo() throws Exception {
    String page = Files.readString(Path.of("../docs/how-to/backfill.md"));
    String sql = page.substring(page.indexOf("```sql") + 6, page.lastIndexOf("```"));
    try (Query query = Query.open(platform.gateway(), Side.ALL)) {
      return query.run(sql.replace("2024-03-12", "2999-01-01")).rows().stream()
          .map(Object::toString)
          .toList();
    }
  }

  private String busiestDay() {
    ExpectedRows orders = shop.oracle().rowsOf("order_mart");
    int time = orders.columns().indexOf("order_time");
    return orders.rows().stream()
        .collect(Collectors.groupingBy(row -> day(row.get(time)), Collectors.counting()))
        .entrySet()
        .stream()
        .max(Map.Entry.<String, Long>comparingByValue().thenComparing(Map.Entry.comparingByKey()))
        .orElseThrow()
        .getKey();
  }

  private Map<String, List<Integer>> damage(String day) throws Exception {
    DamagedDay damaged = new DamagedDay(platform.bootstrapServers());
    Instant noon = Instant.parse(day + "T12:00:00Z");
    Map<String, Object> nobody = Map.of("customer_id", "nobody", "order_id", "none");

    List<Map<String, Object>> orders = rows("order_mart", "order_time", day);
    damaged.change(
        "order_mart",
        with(
            key(orders.get(0), "customer_id", "order_id"), "total_amount", new BigDecimal("9.99")));
    damaged.remove("order_mart", key(orders.get(1), "customer_id", "order_id"));
    damaged.invent("order_mart", with(nobody, "order_time", noon));

    List<Map<String, Object>> touches = rows("order_touches", "touch_time", day);
    damaged.remove(
        "order_touches", key(touches.get(0), "customer_id", "order_id", "touch_event_id"));
    damaged.invent(
        "order_touches", with(with(nobody, "touch_event_id", "none"), "touch_time", noon));

    Map<String, Object> click = others(rows("order_first_click", "click_time", day), orders);
    damaged.change("order_first_click", with(click, "click_event_id", "wrong"));
    Map<String, Object> touch = others(rows("first_touch", "touch_time", day), orders);
    damaged.change("first_touch", with(touch, "channel", "wrong"));

    List<Map<String, Object>> sessions = rows("sessions", "session_start", day);
    damaged.change(
        "sessions", with(key(sessions.get(0), "customer_id", "session_start"), "events", 99L));
    damaged.remove("sessions", key(sessions.get(1), "customer_id", "session_start"));
    damaged.invent("sessions", Map.of("customer_id", "nobody", "session_start", noon));

    Map<String, Object> clicks = rows("product_clicks_daily", "click_date", day).get(0);
    damaged.change("product_clicks_daily", with(clicks, "clicks", 1_000_000L));
    damaged.remove(
        "orders_daily",
        key(rows("orders_daily", "order_date", day).get(0), "order_date", "currency"));
    damaged.invent("orders_hourly", Map.of("order_hour", noon, "currency", "XXX", "orders", 5L));
    Map<String, List<Integer>> damage = damaged.damage();
    // The job took the invented hour into its day, and its sink leaves deletes out.
    damage.put("orders_daily", List.of(1, 1, 0));
    // Put right by the jobs once what they read is right.
    damage.put("customer_first_touch", List.of(0, 0, 0));
    damage.put("sessions_history", List.of(0, 0, 0));
    return damage;
  }

  /** A row of a customer who is none of the first two of some others. */
  private static Map<String, Object> others(
      List<Map<String, Object>> rows, List<Map<String, Object>> others) {
    return rows.stream()
        .filter(
            row ->
                others.subList(0, 2).stream()
                    .noneMatch(other -> other.get("customer_id").equals(row.get("customer_id"))))
        .findFirst()
        .orElseThrow();
  }

  /** Rows that the oracle knows of a day, by key. */
  private List<Map<String, Object>> rows(String table, String time, String day) {
    ExpectedRows expected = shop.oracle().rowsOf(table);
    List<Map<String, Object>> rows = new ArrayList<>();
    for (List<Object> values : expected.rows()) {
      Map<String, Object> row = new LinkedHashMap<>();
      for (int i = 0; i < values.size(); i++) {
        if (values.get(i) != null) {
          row.put(expected.columns().get(i), values.get(i));
        }
      }
      if (day(row.get(time)).equals(day)) {
        rows.add(row);
      }
    }
    assertThat(rows).as("rows of %s on %s", table, day).isNotEmpty();
    rows.sort(Comparator.comparing(Object::toString));
    return rows;
  }

  private static Map<String, Object> key(Map<String, Object> row, String... columns) {
    Map<String, Object> key = new TreeMap<>(row);
    key.keySet().retainAll(new HashSet<>(Set.of(columns)));
    return key;
  }

  private static Map<String, Object> with(Map<String, Object> row, String column, Object value) {
    Map<String, Object> more = new TreeMap<>(row);
    more.put(column, value);
    return more;
  }

  private static String day(Object time) {
    return time instanceof Instant instant
        ? LocalDate.ofInstant(instant, ZoneOffset.UTC).toString()
        : time.toString();
  }

  /** Runs a command on the platform; its output is told. */
  HeadwaterProcess run(int exitCode, String... words) throws Exception {
    List<String> all = new ArrayList<>(List.of(words));
    all.addAll(List.of("--connect", platform.bootstrapServers()));
    HeadwaterProcess process =
        HeadwaterProcess.start(directory.resolve(words[0] + ".log"), List.of("-Xmx512m"), all);
    assertThat(process.exitCode(LONG)).as(process.output()).isEqualTo(exitCode);
    System.out.println(process.output());
    return process;
  }

  /** Missing, invented and different rows by table. */
  private static Map<String, List<Integer>> counts(HeadwaterProcess process) throws Exception {
    Map<String, List<Integer>> counts = new TreeMap<>();
    for (JsonNode table : process.document().path("tables")) {
      counts.put(
          table.path("table").asText(),
          List.of(
              table.path("missing").asInt(),
              table.path("invented").asInt(),
              table.path("different").asInt()));
    }
    return counts;
  }
}
