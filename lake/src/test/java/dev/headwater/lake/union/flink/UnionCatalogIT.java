package dev.headwater.lake.union.flink;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.headwater.lake.tables.TableDefinitions;
import dev.headwater.lake.tables.Views;
import dev.headwater.lake.union.LakeFixture;
import dev.headwater.lake.union.RowText;
import dev.headwater.lake.union.Side;
import dev.headwater.lake.union.Tables;
import dev.headwater.lake.union.Writing;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.table.api.EnvironmentSettings;
import org.apache.flink.table.api.TableEnvironment;
import org.apache.flink.table.api.TableResult;
import org.apache.flink.types.Row;
import org.apache.flink.util.CloseableIterator;
import org.apache.fluss.client.Connection;
import org.apache.fluss.client.table.Table;
import org.apache.fluss.metadata.PartitionSpec;
import org.apache.fluss.metadata.TablePath;
import org.apache.fluss.row.Decimal;
import org.apache.fluss.row.GenericRow;
import org.apache.fluss.row.TimestampLtz;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Batch SQL over tables that lie in Fluss and in the lake. */
class UnionCatalogIT {
  private static final long T0 = 1_511_000_000_000L;
  private static final long DAY = Duration.ofDays(1).toMillis();

  @TempDir static Path directory;
  private static LakeFixture lake;

  @BeforeAll
  static void start() throws Exception {
    lake = LakeFixture.start(directory);
    TableDefinitions.load().apply(lake.fluss().bootstrapServers());
    lake.tiering().start();
  }

  @AfterAll
  static void stop() throws Exception {
    lake.close();
  }

  @Test
  void rowsThatOnlyTheLakeHasAreFoundByLimitByKeyAndByCount() throws Exception {
    TablePath path =
        lake.create(
            "dropped", Tables.keyed(Tables.IN_LAKE).distributedBy(1).partitionedBy("day").build());
    try (Table table = lake.connection().getTable(path)) {
      Writing writing = new Writing(table);
      Random random = new Random(5);
      for (int id = 0; id < 20; id++) {
        writing.upsert(Tables.row("old", id, random));
      }
      writing.upsert(Tables.row("new", 1, random));
      writing.flush();
      lake.awaitTiered(path);
      lake.admin().dropPartition(path, new PartitionSpec(Map.of("day", "old")), false).get();
      await("the partition is gone")
          .until(() -> lake.admin().listPartitionInfos(path).get().size() == 1);
      writing.delete(
          GenericRow.of(
              Tables.text("new"), 1L, null, null, null, null, null, null, null, null, null));
      writing.upsert(Tables.row("new", 2, random));
      writing.flush();

      TableEnvironment all = session("all");
      assertThat(query(all, "SELECT id FROM dropped LIMIT 5")).hasSize(5);
      assertThat(query(all, "SELECT `day`, id FROM dropped WHERE `day` = 'old' AND id = 7"))
          .containsExactly(Row.of("old", 7L));
      assertThat(query(all, "SELECT COUNT(*) FROM dropped")).containsExactly(Row.of(21L));
      assertThat(query(session("hot"), "SELECT `day`, id FROM dropped"))
          .containsExactly(Row.of("new", 2L));
      assertThat(query(session("history"), "SELECT COUNT(*) FROM dropped WHERE `day` = 'old'"))
          .containsExactly(Row.of(20L));

      // Made again: its rows in the lake have no offset there, and Fluss knows only the new ones.
      GenericRow again = Tables.row("old", 7, random);
      writeFromAnotherClient(path, again);
      assertThat(query(all, "SELECT COUNT(*), COUNT(DISTINCT id) FROM dropped WHERE `day` = 'old'"))
          .containsExactly(Row.of(20L, 20L));
      assertThat(lake.read(path, Side.ALL))
          .contains(new RowText(table.getTableInfo().getRowType()).of(again));
    }
  }

  /** A client that has written to a partition never learns that it was dropped and made again. */
  private static void writeFromAnotherClient(TablePath path, GenericRow row) throws Exception {
    try (Connection connection = lake.connect();
        Table table = connection.getTable(path)) {
      Writing writing = new Writing(table);
      writing.upsert(row);
      writing.flush();
    }
  }

  @Test
  void theViewNamesTheTouchOrTheReason() throws Exception {
    order("c1", "o1", null, T0);
    order("c2", "o2", T0 - 8 * DAY, T0);
    order("c3", "o3", T0 + 1, T0);
    order("c4", "o4", T0 - DAY, T0);
    touch("c4", "o4", "e1", T0 - DAY, "k1");
    // MD5 of e1 begins with cd3dc, that of e2 with 68a9e.
    touch("c4", "o4", "e2", T0 - DAY, "k2");
    touch("c4", "o4", "e3", T0 - DAY / 2, "k3");
    write(
        "campaigns",
        Tables.text("k1"),
        Tables.text("Spring"),
        Tables.text("email"),
        true,
        TimestampLtz.fromEpochMillis(T0));

    assertThat(
            query(
                session("all"),
                "SELECT order_id, reason, model, window_days, path_length, attributed_touch_event_id,"
                    + " attributed_campaign_id, campaign_name, campaign_channel, total_amount"
                    + " FROM attributed_orders ORDER BY order_id"))
        .containsExactly(
            unattributed("o1", "no_touch"),
            unattributed("o2", "outside_window"),
            unattributed("o3", "touch_after_order"),
            Row.of("o4", "attributed", "first", 7, 3L, "e1", "k1", "Spring", "email", amount()));
  }

  @Test
  void tablesOutsideTheLakeAndWithoutASnapshotAreReadWhole() throws Exception {
    write(
        "orders",
        Tables.text("c"),
        Tables.text("o"),
        Tables.text("p"),
        Decimal.fromBigDecimal(amount(), 18, 2),
        Tables.text("EUR"),
        TimestampLtz.fromEpochMillis(T0));
    TableEnvironment all = session("all");
    assertThat(query(all, "SELECT order_id, total_amount, order_time FROM orders"))
        .containsExactly(Row.of("o", amount(), Instant.ofEpochMilli(T0)));
    assertThat(query(all, "SELECT COUNT(*) FROM events")).containsExactly(Row.of(0L));
    assertThat(query(session("history"), "SELECT * FROM orders_daily")).isEmpty();
    assertThatThrownBy(() -> query(session("history"), "SELECT * FROM orders"))
        .hasStackTraceContaining("headwater.orders has no history: it is not in the lake");
  }

  @Test
  void theCatalogShowsTheTablesAndRefusesChanges() throws Exception {
    TableEnvironment all = session("all");
    assertThat(query(all, "SHOW TABLES"))
        .contains(Row.of("order_mart"), Row.of("attributed_orders"));
    assertThat(query(all, "SHOW CREATE TABLE first_touch").get(0).toString())
        .contains("PRIMARY KEY (`customer_id`) NOT ENFORCED", "COMMENT 'event that is the touch'");
    assertThatThrownBy(() -> all.executeSql("CREATE TABLE x (id INT)"))
        .hasStackTraceContaining("catalog 'complete' is read-only");
    assertThatThrownBy(() -> all.executeSql("DROP TABLE first_touch"))
        .hasStackTraceContaining("catalog 'complete' is read-only");
  }

  private static Row unattributed(String order, String reason) {
    return Row.of(order, reason, "first", 7, 0L, null, null, null, null, amount());
  }

  private static BigDecimal amount() {
    return new BigDecimal("12.50");
  }

  private static void order(String customer, String order, Long firstTouch, long time)
      throws Exception {
    write(
        "order_mart",
        Tables.text(customer),
        Tables.text(order),
        Tables.text("p"),
        Decimal.fromBigDecimal(amount(), 18, 2),
        Tables.text("EUR"),
        TimestampLtz.fromEpochMillis(time),
        null,
        null,
        firstTouch == null ? null : Tables.text("first"),
        null,
        null,
        firstTouch == null ? null : TimestampLtz.fromEpochMillis(firstTouch),
        null,
        null);
  }

  private static void touch(String customer, String order, String event, long time, String campaign)
      throws Exception {
    write(
        "order_touches",
        Tables.text(customer),
        Tables.text(order),
        Tables.text(event),
        TimestampLtz.fromEpochMillis(time),
        null,
        Tables.text(campaign),
        1L);
  }

  private static void write(String name, Object... fields) throws Exception {
    try (Table table = lake.connection().getTable(TablePath.of(TableDefinitions.DATABASE, name))) {
      Writing writing = new Writing(table);
      writing.upsert(GenericRow.of(fields));
      writing.flush();
    }
  }

  private static TableEnvironment session(String side) throws Exception {
    Configuration configuration = new Configuration();
    configuration.setString("execution.target", "remote");
    configuration.setString("rest.address", "127.0.0.1");
    configuration.setString("rest.port", Integer.toString(lake.tiering().restPort()));
    configuration.setString("table.local-time-zone", "UTC");
    configuration.setString("parallelism.default", "1");
    TableEnvironment session =
        TableEnvironment.create(
            EnvironmentSettings.newInstance()
                .inBatchMode()
                .withConfiguration(configuration)
                .build());
    session.executeSql(
        "CREATE CATALOG complete WITH ('type' = 'headwater-union', 'bootstrap.servers' = '%s', 'side' = '%s')"
            .formatted(lake.fluss().bootstrapServers(), side));
    session.executeSql("USE CATALOG complete");
    Views.temporaryStatements().values().forEach(session::executeSql);
    return session;
  }

  private static List<Row> query(TableEnvironment session, String sql) throws Exception {
    TableResult result = session.executeSql(sql);
    List<Row> rows = new ArrayList<>();
    try (CloseableIterator<Row> iterator = result.collect()) {
      iterator.forEachRemaining(rows::add);
    }
    return rows;
  }
}
