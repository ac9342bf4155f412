package dev.headwater.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headwater.ingest.generate.Generator;
import dev.headwater.ingest.generate.seed.GeneratorOptions;
import dev.headwater.ingest.generate.writing.GeneratedShop;
import dev.headwater.jobs.address.PlatformAddresses;
import dev.headwater.jobs.flink.FlinkRest;
import dev.headwater.jobs.run.JobDefinition;
import dev.headwater.jobs.run.JobDefinitions;
import dev.headwater.jobs.settle.PlatformSettle;
import dev.headwater.jobs.settle.SettleReport;
import dev.headwater.jobs.sql.GatewaySession;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What attribution costs: all jobs together, and beside the same attribution the usual way. */
@Tag("bench")
class AttributionBench {
  private static final Duration LONG = Duration.ofMinutes(20);
  private static final String MEMORY = "6g";
  private static final List<String> DELTA_JOINS =
      List.of("touches", "order_touch_probes", "order_touches");

  @TempDir Path directory;

  @Test
  void aMillionEventsIntoAllTables() throws Exception {
    GeneratedShop shop =
        Generator.generate(GeneratorOptions.defaults().withEvents(1_000_000), directory);
    try (KillablePlatform platform = new KillablePlatform(directory, MEMORY)) {
      platform.start();
      long begun = System.nanoTime();
      long records = 0;
      records += BenchRows.ingest(platform.addresses(), "customers", shop.customers());
      records += BenchRows.ingest(platform.addresses(), "campaigns", shop.campaigns());
      records += BenchRows.ingest(platform.addresses(), "orders", shop.orders());
      records += BenchRows.ingest(platform.addresses(), "events", shop.events());
      settle(platform);
      double seconds = seconds(begun);
      System.out.printf(
          "all jobs: %,d records in %.1f s from the first record to settled, %,.0f records/s, %s MB resident at most%n",
          records, seconds, records / seconds, platform.peakMegabytes());
      CheckpointCost.of(platform.addresses().flink())
          .forEach((job, cost) -> System.out.println("  " + job + ": " + cost));
    }
  }

  @ParameterizedTest(name = "{0} customers")
  @ValueSource(ints = {10_000, 100_000, 1_000_000})
  void besideTheUsualWay(int customers) throws Exception {
    BenchRows rows = new BenchRows(customers, Seed.choose("AttributionBench"));
    long attributed = rows.attributed();
    try (KillablePlatform platform = new KillablePlatform(directory, MEMORY)) {
      platform.start("--jobs", "none");
      PlatformAddresses addresses = platform.addresses();
      rows.ingest(addresses, directory);
      long begun = System.nanoTime();
      start(addresses, DELTA_JOINS);
      settle(platform);
      double stateless = rate(begun);
      assertThat(orders(addresses, "order_touches")).isEqualTo(attributed);
      CheckpointCost ours = CheckpointCost.sum(addresses.flink(), DELTA_JOINS);

      double stateful;
      try (UsualWay usual = new UsualWay(addresses)) {
        usual.createTables();
        rows.append(addresses);
        begun = System.nanoTime();
        usual.start();
        awaitOrders(addresses, "usual_attribution", attributed);
        stateful = rate(begun);
      }
      CheckpointCost theirs = awaitCheckpoint(addresses, UsualWay.JOB);
      System.out.printf(
          "%,d customers: delta joins %,.0f records/s, checkpoints %s; the usual way %,.0f records/s, checkpoint %s; bytes 1 : %,d%n",
          customers, stateless, ours, stateful, theirs, theirs.bytes() / ours.bytes());
    }
  }

  private static void start(PlatformAddresses platform, List<String> names) {
    for (JobDefinition job : JobDefinitions.load().named(names)) {
      try (GatewaySession session =
          GatewaySession.open(platform.gateway(), Map.of("pipeline.name", job.name()))) {
        job.preparation().forEach(statement -> session.execute(statement.text()));
        session.execute(job.statement().text());
      }
    }
  }

  private static void awaitOrders(PlatformAddresses platform, String table, long expected) {
    Awaitility.await(expected + " orders in " + table)
        .atMost(LONG)
        .pollInterval(Duration.ofSeconds(1))
        .until(() -> orders(platform, table) == expected);
  }

  private static long orders(PlatformAddresses platform, String table) {
    return new StoredRows(platform)
        .table(table, List.of("customer_id", "order_id")).stream().distinct().count();
  }

  /** One that began after everything was read. */
  private static CheckpointCost awaitCheckpoint(PlatformAddresses platform, String job)
      throws IOException {
    FlinkRest flink = new FlinkRest(platform.flink());
    String id =
        flink.jobs().stream().filter(run -> run.name().equals(job)).findFirst().orElseThrow().id();
    String request = flink.triggerCheckpoint(id);
    Awaitility.await("a checkpoint of " + job)
        .atMost(LONG)
        .until(() -> flink.checkpointOutcome(id, request).isDone());
    return CheckpointCost.of(platform.flink()).get(job);
  }

  private static void settle(KillablePlatform platform) {
    SettleReport report = PlatformSettle.settle(platform.addresses(), LONG);
    assertThat(report.messages()).isEmpty();
  }

  private static double rate(long begun) {
    return (BenchRows.TOUCHES + BenchRows.ORDERS) / seconds(begun);
  }

  private static double seconds(long begun) {
    return (System.nanoTime() - begun) / 1e9;
  }
}
