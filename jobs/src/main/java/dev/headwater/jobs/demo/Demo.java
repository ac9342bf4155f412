package dev.headwater.jobs.demo;

import dev.headwater.ingest.Ingest;
import dev.headwater.ingest.IngestInput;
import dev.headwater.ingest.IngestProgress;
import dev.headwater.ingest.IngestReport;
import dev.headwater.ingest.IngestRequest;
import dev.headwater.ingest.generate.GeneratedShop;
import dev.headwater.ingest.generate.Generator;
import dev.headwater.ingest.generate.GeneratorOptions;
import dev.headwater.ingest.generate.OrderTruth;
import dev.headwater.ingest.generate.Score;
import dev.headwater.ingest.generate.Truth;
import dev.headwater.jobs.platform.PlatformAddresses;
import dev.headwater.jobs.platform.PlatformSettle;
import dev.headwater.jobs.progress.SettleReport;
import dev.headwater.jobs.query.Query;
import dev.headwater.jobs.sql.SqlResult;
import dev.headwater.jobs.status.Status;
import dev.headwater.jobs.status.StatusReader;
import dev.headwater.lake.SqlResources;
import dev.headwater.lake.TableDefinitions;
import dev.headwater.lake.union.Side;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/** A generated shop through a running platform, scored against what the generator meant. */
public final class Demo {
  private static final Duration SETTLE_TIMEOUT = Duration.ofMinutes(10);

  private final PlatformAddresses platform;
  private final Consumer<String> words;
  private final long started = System.nanoTime();

  /**
   * A demo on a running platform.
   *
   * @param words is told what is going on, a line at a time
   */
  public Demo(PlatformAddresses platform, Consumer<String> words) {
    this.platform = platform;
    this.words = words;
  }

  /**
   * Generates, ingests, settles and scores.
   *
   * @param directory where the shop's files go
   * @throws IllegalStateException when the marts do not settle
   */
  public DemoReport run(GeneratorOptions options, Path directory) throws IOException {
    words.accept(
        "generating a shop with %,d events over %d days, seed %d"
            .formatted(options.events(), options.days(), options.seed()));
    GeneratedShop shop = Generator.generate(options, directory);
    Map<String, IngestReport> ingested = new LinkedHashMap<>();
    ingested.put("customers", ingest("customers", shop.customers()));
    ingested.put("campaigns", ingest("campaigns", shop.campaigns()));
    ingested.put("orders", ingest("orders", shop.orders()));
    ingested.put("events", ingest("events", shop.events()));
    if (written("hits") != shop.hitCounts().distinct()) {
      ingested.put("hits", ingest("hits", shop.hits()));
    } else {
      words.accept("hits: all there; a web log has no keys and would count again");
    }
    words.accept("waiting until the marts have settled");
    SettleReport settled = PlatformSettle.settle(platform, SETTLE_TIMEOUT);
    if (!settled.isSettled()) {
      throw new IllegalStateException(
          "the marts did not settle: " + String.join("; ", settled.messages()));
    }
    words.accept("reading hot and history as one");
    try (Query query = Query.open(platform.gateway(), Side.ALL)) {
      Truth truth = Truth.read(shop.truth());
      Score score = Score.of(truth.pairs(), new ProducedPairs(query).of(customers(truth)));
      Map<String, SqlResult> answers = new LinkedHashMap<>();
      SqlResources.in("jobs/demo")
          .forEach((name, question) -> answers.put(name, query.run(question)));
      return new DemoReport(
          ingested,
          score,
          answers,
          status(),
          settled.elapsed(),
          Duration.ofNanos(System.nanoTime() - started));
    }
  }

  private static Set<String> customers(Truth truth) {
    return truth.orders().stream().map(OrderTruth::customerId).collect(Collectors.toSet());
  }

  private IngestReport ingest(String table, Path file) {
    IngestReport report =
        new Ingest(
                IngestRequest.of(
                    platform.bootstrapServers(),
                    TableDefinitions.DATABASE,
                    IngestInput.file(file),
                    table),
                IngestProgress.onStderr(table))
            .run();
    words.accept(table + ": " + report.summary());
    return report;
  }

  private long written(String table) {
    return status().tables().stream()
        .filter(status -> status.progress().table().equals(table))
        .mapToLong(status -> status.progress().written())
        .sum();
  }

  private Status status() {
    try (StatusReader reader = new StatusReader(platform)) {
      return reader.read();
    }
  }
}
