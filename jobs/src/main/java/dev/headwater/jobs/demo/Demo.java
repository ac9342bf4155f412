package dev.headwater.jobs.demo;

import dev.headwater.ingest.Ingest;
import dev.headwater.ingest.generate.Generator;
import dev.headwater.ingest.generate.seed.GeneratorOptions;
import dev.headwater.ingest.generate.truth.OrderTruth;
import dev.headwater.ingest.generate.truth.Score;
import dev.headwater.ingest.generate.truth.Truth;
import dev.headwater.ingest.generate.writing.GeneratedShop;
import dev.headwater.ingest.request.IngestInput;
import dev.headwater.ingest.request.IngestProgress;
import dev.headwater.ingest.request.IngestReport;
import dev.headwater.ingest.request.IngestRequest;
import dev.headwater.jobs.address.PlatformAddresses;
import dev.headwater.jobs.demo.DemoReport.Arrived;
import dev.headwater.jobs.demo.servers.ShopSources;
import dev.headwater.jobs.query.Query;
import dev.headwater.jobs.settle.PlatformSettle;
import dev.headwater.jobs.settle.SettleReport;
import dev.headwater.jobs.sql.SqlResult;
import dev.headwater.jobs.status.Status;
import dev.headwater.jobs.status.StatusReader;
import dev.headwater.lake.tables.SqlResources;
import dev.headwater.lake.tables.TableDefinitions;
import dev.headwater.lake.union.Side;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Collectors;

/** A generated shop through a running platform, scored against what the generator meant. */
public final class Demo {
  private static final Duration SETTLE_TIMEOUT = Duration.ofMinutes(10);

  private final PlatformAddresses platform;
  private final Consumer<String> words;
  private final Function<String, IngestProgress> progress;
  private final long started = System.nanoTime();

  /**
   * A demo on a running platform.
   *
   * @param words is told what is going on, a line at a time
   * @param progress is told how far the ingest into a table is, which it is named
   */
  public Demo(
      PlatformAddresses platform,
      Consumer<String> words,
      Function<String, IngestProgress> progress) {
    this.platform = platform;
    this.words = words;
    this.progress = progress;
  }

  /**
   * Generates, ingests, settles and scores.
   *
   * @param directory where the shop's files go
   * @param sources where its records come from; they were started
   * @throws IllegalStateException when the marts do not settle
   */
  public DemoReport run(GeneratorOptions options, Path directory, ShopSources sources)
      throws IOException {
    words.accept(
        "generating a shop with %,d events over %d days, seed %d"
            .formatted(options.events(), options.days(), options.seed()));
    GeneratedShop shop = Generator.generate(options, directory);
    sources.open(shop);
    Map<String, Arrived> ingested = new LinkedHashMap<>();
    ingested.put("customers", ingest("customers", sources, shop.customers()));
    ingested.put("campaigns", ingest("campaigns", sources, shop.campaigns()));
    ingested.put("orders", ingest("orders", sources, shop.orders()));
    ingested.put("events", ingest("events", sources, shop.events()));
    if (written("hits") != shop.hitCounts().distinct()) {
      ingested.put("hits", ingest("hits", sources, shop.hits()));
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

  private Arrived ingest(String table, ShopSources sources, Path file) throws IOException {
    IngestInput input = sources.input(table, file);
    String source =
        input instanceof IngestInput.File whole
            ? String.valueOf(whole.path().getFileName())
            : input.name();
    IngestReport report =
        new Ingest(
                IngestRequest.of(
                    platform.bootstrapServers(), TableDefinitions.DATABASE, input, table),
                progress.apply(table))
            .run();
    words.accept("%s (%s): %s".formatted(table, source, report.summary()));
    return new Arrived(source, report);
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
