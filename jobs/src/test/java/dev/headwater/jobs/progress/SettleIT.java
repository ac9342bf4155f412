package dev.headwater.jobs.progress;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.apache.fluss.row.BinaryString;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SettleIT {
  private static final Duration LONG = Duration.ofMinutes(2);

  @TempDir static Path directory;
  private static TestingShop shop;

  private final List<JobReads> started = new ArrayList<>();

  @BeforeAll
  static void startServers() throws Exception {
    shop = TestingShop.start(directory);
  }

  @AfterAll
  static void stopServers() throws Exception {
    shop.close();
  }

  @AfterEach
  void cancelJobs() {
    FlinkRest flink = new FlinkRest(shop.flinkUrl());
    for (JobReads job : started) {
      if (flink.state(job.jobId()).isAlive()) {
        flink.cancel(job.jobId());
      }
    }
  }

  @Test
  void returnsOnlyWhenAChainWithADeltaJoinHasWrittenEverything() throws Exception {
    JobReads[] chain = startChain("chain");
    writeOrders("chain", 0, 1000);
    writeClicks("chain", "2024-01-01", 0, 1000);

    assertSettled(shop.settle(LONG, chain));

    assertThat(pairs("chain")).isEqualTo(1000);

    writeClicks("chain", "2024-01-01", 1000, 3000);
    writeOrders("chain", 1000, 3000);
    assertSettled(shop.settle(LONG, chain));

    assertThat(pairs("chain")).isEqualTo(3000);
  }

  @Test
  void repeatedRowsThatLeaveEmptyBatchesAtTheEndOfTheLogDoNotHoldItUp() throws Exception {
    JobReads[] chain = startChain("repeats");
    writeOrders("repeats", 0, 200);
    writeClicks("repeats", "2024-01-01", 0, 200);
    for (int i = 0; i < 5; i++) {
      writeOrders("repeats", i, i + 1);
      writeClicks("repeats", "2024-01-01", i, i + 1);
    }

    assertSettled(shop.settle(LONG, chain));

    assertThat(pairs("repeats")).isEqualTo(200);
    assertSettled(shop.settle(LONG, chain));
  }

  @Test
  void aPartitionThatNoSourceHasSeenYetIsWaitedFor() throws Exception {
    JobReads[] chain = startChain("parts");
    writeOrders("parts", 0, 100);
    writeClicks("parts", "2024-01-01", 0, 50);
    assertSettled(shop.settle(LONG, chain));

    shop.sql("ALTER TABLE parts_clicks ADD PARTITION (day_of = '2024-01-02')");
    shop.sql("ALTER TABLE parts_seen ADD PARTITION (day_of = '2024-01-02')");
    writeClicks("parts", "2024-01-02", 50, 100);
    writeOrders("parts", 0, 100, "2024-01-02");
    assertSettled(shop.settle(LONG, chain));

    // An order's date stays the first written, so the second day's clicks find no order.
    assertThat(pairs("parts")).isEqualTo(50);
    assertThat(pairsOf("parts_seen_by_day", "2024-01-02")).isEqualTo(50);
  }

  private static void assertSettled(SettleReport report) {
    assertThat(report.messages()).isEmpty();
    assertThat(report.isSettled()).isTrue();
  }

  /** clicks -> seen; orders x seen -> pairs; pairs -> counts; seen -> seen_by_day. */
  private JobReads[] startChain(String p) {
    shop.sql(
        "CREATE TABLE %s_clicks (day_of STRING, customer INT, id INT, PRIMARY KEY (day_of, customer, id) NOT ENFORCED) PARTITIONED BY (day_of) WITH ('table.merge-engine' = 'first_row', 'bucket.key' = 'customer', 'bucket.num' = '1')"
            .formatted(p));
    shop.sql(
        "CREATE TABLE %s_seen (day_of STRING, customer INT, id INT, PRIMARY KEY (day_of, customer, id) NOT ENFORCED) PARTITIONED BY (day_of) WITH ('table.merge-engine' = 'first_row', 'bucket.key' = 'customer', 'bucket.num' = '1')"
            .formatted(p));
    shop.sql(
        "CREATE TABLE %s_orders (customer INT, id INT, day_of STRING, PRIMARY KEY (customer, id) NOT ENFORCED) WITH ('table.merge-engine' = 'first_row', 'bucket.key' = 'customer', 'bucket.num' = '1')"
            .formatted(p));
    shop.sql(
        "CREATE TABLE %s_pairs (customer INT, order_id INT, day_of STRING, click_id INT, PRIMARY KEY (customer, order_id, day_of, click_id) NOT ENFORCED) WITH ('bucket.num' = '1')"
            .formatted(p));
    shop.sql(
        "CREATE TABLE %s_counts (day_of STRING, pairs BIGINT, PRIMARY KEY (day_of) NOT ENFORCED) WITH ('bucket.num' = '1')"
            .formatted(p));
    shop.sql(
        "CREATE TABLE %s_seen_by_day (day_of STRING, pairs BIGINT, PRIMARY KEY (day_of) NOT ENFORCED) WITH ('bucket.num' = '1')"
            .formatted(p));
    for (String table : List.of("clicks", "seen")) {
      shop.sql("ALTER TABLE " + p + "_" + table + " ADD PARTITION (day_of = '2024-01-01')");
    }
    // Jobs in no particular order: settle has to find the order of the data.
    add(
        p + "_count",
        Set.of(p + "_pairs"),
        p + "_counts",
        "INSERT INTO %1$s_counts SELECT day_of, COUNT(*) FROM %1$s_pairs GROUP BY day_of",
        p);
    add(
        p + "_join",
        Set.of(p + "_orders", p + "_seen"),
        p + "_pairs",
        "INSERT INTO %1$s_pairs SELECT o.customer, o.id, c.day_of, c.id FROM %1$s_orders o JOIN %1$s_seen /*+ OPTIONS('scan.partition.discovery.interval'='1s') */ c ON o.customer = c.customer AND o.day_of = c.day_of",
        p);
    add(
        p + "_see",
        Set.of(p + "_clicks"),
        p + "_seen",
        "INSERT INTO %1$s_seen SELECT * FROM %1$s_clicks /*+ OPTIONS('scan.partition.discovery.interval'='1s') */",
        p);
    add(
        p + "_days",
        Set.of(p + "_seen"),
        p + "_seen_by_day",
        "INSERT INTO %1$s_seen_by_day SELECT day_of, COUNT(*) FROM %1$s_seen /*+ OPTIONS('scan.partition.discovery.interval'='1s') */ GROUP BY day_of",
        p);
    return started.toArray(JobReads[]::new);
  }

  private void add(String name, Set<String> sources, String sink, String insert, String prefix) {
    started.add(
        shop.job(
            name,
            sources,
            Set.of(sink),
            insert.formatted(prefix),
            List.of("table.optimizer.delta-join.strategy=FORCE")));
  }

  private static void writeClicks(String prefix, String day, int from, int to) throws Exception {
    shop.write(
        prefix + "_clicks",
        IntStream.range(from, to)
            .mapToObj(i -> new Object[] {BinaryString.fromString(day), i, i})
            .toList());
  }

  private static void writeOrders(String prefix, int from, int to) throws Exception {
    writeOrders(prefix, from, to, "2024-01-01");
  }

  private static void writeOrders(String prefix, int from, int to, String day) throws Exception {
    shop.write(
        prefix + "_orders",
        IntStream.range(from, to)
            .mapToObj(i -> new Object[] {i, i, BinaryString.fromString(day)})
            .toList());
  }

  private static long pairs(String prefix) throws Exception {
    return pairsOf(prefix + "_counts", "2024-01-01");
  }

  private static long pairsOf(String table, String day) throws Exception {
    return shop.rows(table).stream()
        .filter(row -> row.getString(0).toString().equals(day))
        .mapToLong(row -> row.getLong(1))
        .findFirst()
        .orElse(0);
  }
}
