package dev.headwater.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.headwater.ingest.fault.IngestException;
import dev.headwater.ingest.request.IngestInput;
import dev.headwater.ingest.request.IngestProgress;
import dev.headwater.ingest.request.IngestReport;
import dev.headwater.ingest.request.IngestRequest;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import org.apache.fluss.row.InternalRow;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Against a real Postgres, as a user with no more rights than the page says. */
class PostgresSourceIT implements KeyedSourceContract {
  private static final Duration LONG = Duration.ofMinutes(1);
  private static final Map<String, String> CLIENTS =
      Map.of(
          "customer_id", "id", "name", "full_name", "segment", "tier", "updated_at", "modified_at");

  @TempDir static Path data;
  @TempDir Path directory;
  private int linesAKill = 3_000;
  private static TestingPlatform platform;
  private static TestingDatabase database;

  @BeforeAll
  static void start() throws Exception {
    database = TestingDatabase.start(data, "replica");
    platform = TestingPlatform.start(data, TestingPlatform.freePorts());
    database.run("CREATE TABLE early (id bigint PRIMARY KEY)");
    assertRefused(
        database.input("early", Map.of(), IngestInput.Until.END),
        "its wal_level is replica; as an administrator run ALTER SYSTEM SET wal_level = 'logical'");
    database.stop();
    database.start("logical");
  }

  @AfterAll
  static void stop() throws Exception {
    platform.close();
    database.close();
  }

  @Override
  public TestingPlatform platform() {
    return platform;
  }

  @Override
  public Path directory() {
    return directory;
  }

  @Override
  public int linesAKill() {
    return linesAKill;
  }

  @Override
  public int killsOfKeyed() {
    return kills() - killsOfFirstRows();
  }

  private int killsOfFirstRows() {
    return Math.max(1, kills() / 4);
  }

  @Override
  public Feed feed(String table, List<String> lines) throws Exception {
    if (lines.get(1).contains("first-")) {
      return new PostgresFeed(database, "first_rows", lines).rows();
    }
    PostgresFeed feed = new PostgresFeed(database, "changes", lines);
    // The slot is there before the changes are.
    assertThat(run(database.input("changes", Map.of(), IngestInput.Until.END), table).read())
        .isZero();
    long seed = Long.getLong("seed", System.nanoTime());
    System.out.printf("transactions: -Dseed=%d%n", seed);
    return feed.changes(new Random(seed));
  }

  @Test
  void killsWhileTheFirstRowsAreReadLeaveEachOnce() throws Exception {
    // The first rows come faster than changes do.
    linesAKill = 15_000;
    Feed feed =
        ingestUnderKills(
            "events",
            killsOfFirstRows(),
            "{\"event_id\":\"first-%d\",\"customer_id\":\"c\",\"event_type\":\"click\"}");
    List<Object[]> keys = new ArrayList<>();
    for (int i = 0; i < feed.places().size(); i++) {
      keys.add(new Object[] {"2017-11-26", "first-" + i});
    }
    List<Optional<InternalRow>> found = platform.lookups("events", keys);
    for (int i = 0; i < keys.size(); i++) {
      assertThat(found.get(i).isPresent()).as("first-" + i).isEqualTo(i % BROKEN != 0);
    }
    assertThat(refused("postgres:shop/public.first_rows"))
        .containsExactlyInAnyOrderElementsOf(
            KeyedSourceContract.lines(feed, i -> i % BROKEN == 0, i -> feed.places().get(i)));
  }

  /** Places of what was refused of sources whose names begin so, each once. */
  private static Set<String> refused(String source) throws Exception {
    Set<String> places = new TreeSet<>(platform.log("rejected_records", "source", "position"));
    places.removeIf(place -> !place.startsWith(source));
    return places;
  }

  @Test
  void aTableIsFollowedThroughEverythingThatHappensToIt() throws Exception {
    database.run(
        "CREATE TABLE clients (id bigint PRIMARY KEY, full_name text, email text, tier varchar(10),"
            + " opt_in boolean, modified_at timestamptz NOT NULL)",
        "INSERT INTO clients VALUES (1, 'Ann', 'ann@x', 'gold', true, '2024-01-01T00:00:00+02'),"
            + " (2, '', NULL, NULL, NULL, '2024-01-01T00:00:00Z')");
    database.publish("clients");
    IngestInput input = database.input("clients", CLIENTS, IngestInput.Until.STOPPED);
    TestingIngest first = new TestingIngest(request(input, "customers"));
    awaitCustomer("1", "Ann,ann@x,gold,true,2023-12-31T22:00:00Z");
    assertThat(platform.lookup("customers", "2")).isEmpty();
    database.run(
        "INSERT INTO clients VALUES (3, 'Cid', NULL, 'silver', false, '2024-01-02T00:00:00Z')",
        "UPDATE clients SET tier = 'silver', modified_at = '2024-01-03T00:00:00Z' WHERE id = 1",
        "DELETE FROM clients WHERE id = 3",
        "ALTER TABLE clients ADD COLUMN shoe_size int",
        "UPDATE clients SET shoe_size = 41, modified_at = '2024-01-04T00:00:00Z' WHERE id = 1",
        "INSERT INTO clients VALUES (4, NULL, NULL, NULL, NULL, now(), 44)");
    awaitCustomer("1", "Ann,ann@x,silver,true,2024-01-04T00:00:00Z");
    awaitCustomer("3", "Cid,null,silver,false,2024-01-02T00:00:00Z");

    database.stop();
    Awaitility.await("the loss of the server")
        .atMost(LONG)
        .until(() -> first.notes().stream().anyMatch(note -> note.startsWith("lost a connection")));
    database.start("logical");
    database.run("INSERT INTO clients VALUES (5, 'Eve', NULL, NULL, NULL, '2024-01-05T00:00:00Z')");
    awaitCustomer("5", "Eve,null,null,null,2024-01-05T00:00:00Z");
    first.end();
    assertThat(first.notes()).contains("1 deleted rows of public.clients stay in customers");

    database.run("UPDATE clients SET full_name = 'Eva', modified_at = now() WHERE id = 5");
    TestingIngest second = new TestingIngest(request(input, "customers"));
    Awaitility.await("what changed while nobody read")
        .atMost(LONG)
        .until(() -> customer("5").startsWith("Eva,"));
    assertThat(second.notes()).noneMatch(note -> note.contains("begins"));
    database.run(
        "ALTER TABLE clients DROP COLUMN tier",
        "INSERT INTO clients VALUES (6, 'Fay', NULL, NULL, '2024-01-06T00:00:00Z')");
    assertThatThrownBy(second::join)
        .isInstanceOf(IngestException.User.class)
        .hasMessageStartingWith(
            "column tier is gone from public.clients; everything before is safe; name the column");
    assertThat(refused("postgres:shop/public.clients"))
        .as("rows 2 and 4, which have no name")
        .hasSize(2)
        .anyMatch(place -> place.startsWith("postgres:shop/public.clients/snapshot,"));
    Map<String, String> withoutTier = new HashMap<>(CLIENTS);
    withoutTier.put("segment", "");
    run(database.input("clients", withoutTier, IngestInput.Until.END), "customers");
    awaitCustomer("6", "Fay,null,null,null,2024-01-06T00:00:00Z");
  }

  private static void awaitCustomer(String id, String expected) {
    Awaitility.await("customer " + id)
        .atMost(LONG)
        .untilAsserted(() -> assertThat(customer(id)).isEqualTo(expected));
  }

  private static String customer(String id) throws Exception {
    Optional<InternalRow> row = platform.lookup("customers", id);
    return row.map(
            found ->
                String.join(
                    ",",
                    String.valueOf(found.getString(1)),
                    found.isNullAt(2) ? "null" : found.getString(2).toString(),
                    found.isNullAt(3) ? "null" : found.getString(3).toString(),
                    found.isNullAt(6) ? "null" : String.valueOf(found.getBoolean(6)),
                    found.getTimestampLtz(7, 3).toInstant().toString()))
        .orElse("");
  }

  @Test
  void theSlotFollowsWhenOnlyOtherTablesChange() throws Exception {
    database.run(
        "CREATE TABLE idle (id text PRIMARY KEY, name text, updated_at timestamptz)",
        "CREATE TABLE busy (id int)");
    database.publish("idle");
    TestingIngest ingest =
        new TestingIngest(
            request(
                database.input("idle", Map.of("customer_id", "id"), IngestInput.Until.STOPPED),
                "customers"));
    database.run("INSERT INTO idle VALUES ('idle', 'I', '2024-01-01T00:00:00Z')");
    awaitCustomer("idle", "I,null,null,null,2024-01-01T00:00:00Z");
    database.run("INSERT INTO busy SELECT * FROM generate_series(1, 10000)");
    String end = database.ask("SELECT pg_current_wal_lsn()::text").get(0);
    Awaitility.await("the slot at " + end)
        .atMost(LONG)
        .until(
            () ->
                database
                    .ask(
                        "SELECT (confirmed_flush_lsn >= '"
                            + end
                            + "')::text FROM pg_replication_slots WHERE slot_name ="
                            + " 'headwater_customers_public_idle'")
                    .equals(List.of("true")));

    IngestInput.Postgres same =
        database.input("idle", Map.of("customer_id", "id"), IngestInput.Until.END);
    assertThatThrownBy(() -> run(same, "customers"))
        .isInstanceOf(IngestException.User.class)
        .hasMessageStartingWith("replication slot headwater_customers_public_idle is in use by")
        .hasMessageEndingWith(
            "; stop the ingest that reads from it, or give another name with --slot");
    ingest.end();
    assertThat(Ingest.dropSlot(same, "customers")).isTrue();
    assertThat(Ingest.dropSlot(same, "customers")).isFalse();
  }

  @Test
  void aLongValueThatAnUpdateDidNotChangeIsAskedFor() throws Exception {
    database.run(
        "CREATE TABLE long_names (id text PRIMARY KEY, name text, updated_at timestamptz)",
        "ALTER TABLE long_names ALTER COLUMN name SET STORAGE EXTERNAL");
    database.publish("long_names");
    IngestInput.Postgres input =
        database.input("long_names", Map.of("customer_id", "id"), IngestInput.Until.END);
    assertThat(run(input, "customers").read()).isZero();
    database.run(
        "INSERT INTO long_names VALUES ('long', repeat('n', 9000), '2024-01-01T00:00:00Z')",
        "UPDATE long_names SET updated_at = '2024-01-02T00:00:00Z'");
    IngestReport report = run(input, "customers");
    assertThat(report.rejectedByReason()).isEqualTo(Map.of("value_not_sent", 1L));
    database.run(
        "ALTER TABLE long_names REPLICA IDENTITY FULL",
        "UPDATE long_names SET updated_at = '2024-01-03T00:00:00Z'");
    assertThat(run(input, "customers").accepted()).isEqualTo(1);
    awaitCustomer("long", "n".repeat(9000) + ",null,null,null,2024-01-03T00:00:00Z");
  }

  @Test
  void whatTheDatabaseLacksIsNamedWithTheNextStep() throws Exception {
    database.run("CREATE TABLE bare (customer_id text, name text, updated_at timestamp)");
    assertRefused(
        database.input("bare", Map.of("segment", "tier", "shoe", "s"), IngestInput.Until.END),
        "database shop at " + database.server() + " is not ready: ",
        "there is no column tier for field segment; check --map",
        "column updated_at has no time zone; say which it means with --time-zone",
        "table customers has no field shoe; check --map",
        "public.bare has no primary key",
        "its owner must run GRANT USAGE ON SCHEMA public TO headwater and GRANT SELECT ON"
            + " public.bare TO headwater",
        "its owner must run ALTER PUBLICATION headwater ADD TABLE public.bare");
    assertRefused(
        database.input("nowhere", Map.of(), IngestInput.Until.END),
        "it has no table public.nowhere that user headwater can see; check --table-from");
    IngestInput.Postgres good = database.input("bare", Map.of(), IngestInput.Until.END);
    assertRefused(
        with(good, good.url(), "missing", database.passwordFile()),
        "the owner of the table must run CREATE PUBLICATION missing FOR TABLE public.bare");
    assertRefused(
        with(good, good.url().replace("/shop", "/shoq"), "headwater", database.passwordFile()),
        "database \"shoq\" does not exist; check the database in --url");
    Path wrong = Files.writeString(directory.resolve("wrong"), "wr0ng\n");
    assertThatThrownBy(() -> run(with(good, good.url(), "headwater", wrong), "customers"))
        .isInstanceOf(IngestException.User.class)
        .hasMessageContaining("logging in at " + database.server() + " was refused")
        .hasMessageEndingWith("and its password in --password-file or PGPASSWORD")
        .message()
        .doesNotContain("wr0ng");
    database.run(
        "CREATE TABLE unallowed (customer_id text PRIMARY KEY, name text, updated_at timestamptz)");
    database.publish("unallowed");
    database.run("ALTER ROLE headwater NOREPLICATION");
    try {
      assertRefused(
          database.input("unallowed", Map.of(), IngestInput.Until.END),
          "making replication slot headwater_customers_public_unallowed",
          "the user needs ALTER ROLE headwater REPLICATION");
    } finally {
      database.run("ALTER ROLE headwater REPLICATION");
    }
  }

  private static IngestInput.Postgres with(
      IngestInput.Postgres input, String url, String publication, Path passwordFile) {
    return new IngestInput.Postgres(
        url,
        input.table(),
        input.columns(),
        input.zone(),
        input.slot(),
        publication,
        Optional.of(passwordFile),
        input.until());
  }

  private static void assertRefused(IngestInput input, String... words) {
    assertThatThrownBy(() -> run(input, "customers"))
        .isInstanceOf(IngestException.User.class)
        .message()
        .contains(words);
  }

  /** Not newer than the events by the hot horizon, or they would be late. */
  @Test
  void ordersComeWithTheirAmountsAndTimesOfAZone() throws Exception {
    database.run(
        "CREATE TABLE sales (no uuid PRIMARY KEY, client int, item text, total numeric(20, 4),"
            + " sold timestamp)",
        "INSERT INTO sales VALUES ('00000000-0000-0000-0000-000000000001', 7, 'p', 12.50,"
            + " '2017-12-01 12:00'), ('00000000-0000-0000-0000-000000000002', 7, 'p', 'NaN',"
            + " '2017-12-01 12:00')");
    database.publish("sales");
    IngestInput.Postgres input =
        new IngestInput.Postgres(
            database.url(),
            "public.sales",
            Map.of(
                "order_id", "no",
                "customer_id", "client",
                "product_id", "item",
                "total_amount", "total",
                "order_time", "sold"),
            Optional.of(ZoneId.of("Europe/Berlin")),
            Optional.of("of_sales"),
            "headwater",
            Optional.of(database.passwordFile()),
            IngestInput.Until.END);
    IngestReport report = run(input, "orders");
    assertThat(report.accepted() + " " + report.rejectedByReason()).isEqualTo("0 {bad_amount=2}");
    database.run("ALTER TABLE sales ALTER COLUMN total TYPE numeric(20, 2)");
    database.run("UPDATE sales SET total = 12.5 WHERE total = 12.5");
    assertThat(run(input, "orders").accepted()).isEqualTo(1);
    assertThat(platform.log("orders", "order_id", "total_amount", "order_time"))
        .contains("00000000-0000-0000-0000-000000000001,12.50,2017-12-01T11:00:00Z");
  }

  private static IngestRequest request(IngestInput input, String table) {
    return IngestRequest.of(platform.address(), "headwater", input, table);
  }

  private static IngestReport run(IngestInput input, String table) {
    return new Ingest(request(input, table), IngestProgress.silent()).run();
  }
}
