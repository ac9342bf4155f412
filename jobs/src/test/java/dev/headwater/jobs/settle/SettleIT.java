package dev.headwater.jobs.settle;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headwater.jobs.checkpoint.CheckpointContents;
import dev.headwater.jobs.checkpoint.Checkpoints;
import dev.headwater.jobs.checkpoint.SplitPosition;
import dev.headwater.jobs.checkpoint.SplitPosition.Snapshot;
import dev.headwater.jobs.fault.Deadline;
import dev.headwater.jobs.flink.FlinkRest;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.apache.fluss.client.metadata.KvSnapshots;
import org.apache.fluss.metadata.TablePath;
import org.apache.fluss.row.BinaryString;
import org.awaitility.Awaitility;
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
      // A cluster that is closed while a job is being cancelled does not close.
      Awaitility.await("the end of " + job.jobName())
          .atMost(LONG)
          .until(() -> flink.state(job.jobId()).isEnded());
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

  @Test
  void aSnapshotWithoutAnyRecordAfterItCountsAsReadWhenAllItsRowsAre() throws Exception {
    createNumbers("snap");
    writeNumbers("snap_in", 0, 500);
    awaitSnapshotUpTo("snap_in", 500);
    writeNumbers("snap_in", 0, 1);
    JobReads copy = startCopy("snap", List.of());

    assertSettled(shop.settle(LONG, copy));

    assertThat(shop.rows("snap_out")).hasSize(500);
    assertThat(splits(copy))
        .singleElement()
        .satisfies(
            split ->
                assertThat(split.history())
                    .get()
                    .isInstanceOfSatisfying(
                        Snapshot.class,
                        snapshot -> assertThat(snapshot.rowsRead()).isEqualTo(500)));
  }

  @Test
  void recordsInADeltaJoinAreInFlight() throws Exception {
    JobReads[] chain = startChain("flight", List.of("table.exec.async-lookup.buffer-capacity=1"));
    writeClicks("flight", "2024-01-01", 0, 1);
    assertSettled(shop.settle(LONG, chain));

    awaitOneInFlight(chain[1]);

    assertSettled(shop.settle(LONG, chain));
    assertThat(pairs("flight")).isEqualTo(1);
  }

  @Test
  void aJobThatIsNotThereIsNamedAtOnce() {
    JobReads absent = new JobReads("absent", null, Set.of("x"), Set.of("y"));

    SettleReport report = shop.settle(LONG, absent);

    assertThat(report.isSettled()).isFalse();
    assertThat(report.rounds()).isZero();
    assertThat(report.messages())
        .containsExactly("job absent is not running; start it with `headwater jobs start absent`");
  }

  @Test
  void aFailedJobIsNamedWithItsReason() throws Exception {
    createNumbers("fails");
    JobReads division =
        start(
            shop.job(
                "fails_copy",
                Set.of("fails_in"),
                Set.of("fails_out"),
                "INSERT INTO fails_out SELECT id / (id - id) FROM fails_in",
                List.of()));
    writeNumbers("fails_in", 1, 2);

    SettleReport report = shop.settle(LONG, division);

    assertThat(report.messages())
        .singleElement()
        .asString()
        .startsWith("job fails_copy is FAIL")
        .contains("/ by zero")
        .endsWith("; start it with `headwater jobs start fails_copy`");
  }

  @Test
  void whatAJobIsBehindOnIsToldWhenTheTimeIsOver() throws Exception {
    createNumbers("behind");
    JobReads copy = startCopy("behind", List.of());
    shop.sql(
        "CREATE TABLE behind_other (id INT, PRIMARY KEY (id) NOT ENFORCED) WITH ('bucket.num' = '1')");
    writeNumbers("behind_other", 0, 7);
    JobReads claims =
        new JobReads(copy.jobName(), copy.jobId(), Set.of("behind_other"), Set.of("behind_out"));

    SettleReport report = shop.settle(Duration.ofSeconds(6), claims);

    assertThat(report.messages())
        .containsExactly("job behind_copy is behind on behind_other bucket 0 by 7 records");
  }

  @Test
  void settlesWhileMoreIsIngested() throws Exception {
    JobReads[] chain = startChain("busy");
    writeOrders("busy", 0, 500);
    writeClicks("busy", "2024-01-01", 0, 500);
    AtomicBoolean go = new AtomicBoolean(true);
    CompletableFuture<Void> writer =
        CompletableFuture.runAsync(
            () -> {
              for (int i = 500; go.get(); i += 10) {
                writeQuietly(i);
              }
            });

    SettleReport report = shop.settle(LONG, chain);
    go.set(false);
    writer.join();

    assertSettled(report);
    assertThat(pairs("busy")).isGreaterThanOrEqualTo(500);
  }

  private static void writeQuietly(int from) {
    try {
      writeOrders("busy", from, from + 10);
      writeClicks("busy", "2024-01-01", from, from + 10);
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }

  /** One look-up at a time: of some orders at once, the last is in flight at a checkpoint. */
  private static void awaitOneInFlight(JobReads job) {
    Checkpoints checkpoints = new Checkpoints(new FlinkRest(shop.flinkUrl()));
    AtomicInteger written = new AtomicInteger();
    Awaitility.await("a checkpoint of " + job.jobName() + " with a record in flight")
        .atMost(LONG)
        .untilAsserted(
            () -> {
              int next = written.getAndAdd(30);
              writeOrders("flight", next, next + 30);
              Optional<CheckpointContents> checkpoint =
                  checkpoints.take(job.jobId(), Deadline.after(LONG));
              assertThat(checkpoint)
                  .hasValueSatisfying(
                      contents -> {
                        assertThat(contents.stages()).isEqualTo(1);
                        assertThat(contents.inFlight()).hasSize(1);
                      });
            });
  }

  private static void createNumbers(String prefix) {
    for (String table : List.of("in", "out")) {
      shop.sql(
          "CREATE TABLE %s_%s (id INT, PRIMARY KEY (id) NOT ENFORCED) WITH ('table.merge-engine' = 'first_row', 'bucket.num' = '1')"
              .formatted(prefix, table));
    }
  }

  private JobReads startCopy(String prefix, List<String> options) {
    return start(
        shop.job(
            prefix + "_copy",
            Set.of(prefix + "_in"),
            Set.of(prefix + "_out"),
            "INSERT INTO %1$s_out SELECT * FROM %1$s_in".formatted(prefix),
            options));
  }

  private JobReads start(JobReads job) {
    started.add(job);
    return job;
  }

  private static void writeNumbers(String table, int from, int to) throws Exception {
    shop.write(table, IntStream.range(from, to).mapToObj(i -> new Object[] {i}).toList());
  }

  private static void awaitSnapshotUpTo(String table, long offset) {
    Awaitility.await("a key-value snapshot of " + table + " up to offset " + offset)
        .atMost(LONG)
        .untilAsserted(
            () ->
                assertThat(snapshots(table).getLogOffset(0).orElse(-1))
                    .isGreaterThanOrEqualTo(offset));
  }

  private static KvSnapshots snapshots(String table) throws Exception {
    return shop.connection()
        .getAdmin()
        .getLatestKvSnapshots(TablePath.of(TestingShop.DATABASE, table))
        .get();
  }

  private static List<SplitPosition> splits(JobReads job) {
    return new Checkpoints(new FlinkRest(shop.flinkUrl()))
        .take(job.jobId(), Deadline.after(LONG)).orElseThrow().sources().stream()
            .flatMap(source -> source.splits().stream())
            .toList();
  }

  private static void assertSettled(SettleReport report) {
    assertThat(report.messages()).isEmpty();
    assertThat(report.isSettled()).isTrue();
  }

  /** clicks -> seen; orders x seen -> pairs; pairs -> counts; seen -> seen_by_day. */
  private JobReads[] startChain(String p) {
    return startChain(p, List.of());
  }

  private JobReads[] startChain(String p, List<String> options) {
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
        p,
        options);
    add(
        p + "_join",
        Set.of(p + "_orders", p + "_seen"),
        p + "_pairs",
        "INSERT INTO %1$s_pairs SELECT o.customer, o.id, c.day_of, c.id FROM %1$s_orders o JOIN %1$s_seen /*+ OPTIONS('scan.partition.discovery.interval'='1s') */ c ON o.customer = c.customer AND o.day_of = c.day_of",
        p,
        options);
    add(
        p + "_see",
        Set.of(p + "_clicks"),
        p + "_seen",
        "INSERT INTO %1$s_seen SELECT * FROM %1$s_clicks /*+ OPTIONS('scan.partition.discovery.interval'='1s') */",
        p,
        options);
    add(
        p + "_days",
        Set.of(p + "_seen"),
        p + "_seen_by_day",
        "INSERT INTO %1$s_seen_by_day SELECT day_of, COUNT(*) FROM %1$s_seen /*+ OPTIONS('scan.partition.discovery.interval'='1s') */ GROUP BY day_of",
        p,
        options);
    return started.toArray(JobReads[]::new);
  }

  private void add(
      String name,
      Set<String> sources,
      String sink,
      String insert,
      String prefix,
      List<String> options) {
    List<String> all = new ArrayList<>(options);
    all.add("table.optimizer.delta-join.strategy=FORCE");
    started.add(shop.job(name, sources, Set.of(sink), insert.formatted(prefix), all));
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
