package dev.headwater.batch;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.headwater.batch.BatchException.Actor;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.Callable;
import org.apache.iceberg.spark.Spark3Util;
import org.apache.spark.sql.SparkSession;
import picocli.CommandLine.Option;

/** A command of this process: opens Spark on the cold catalog, works, and says what it did. */
abstract class SparkWork implements Callable<Integer> {
  private final long begun = System.nanoTime();

  @Option(
      names = "--cold",
      paramLabel = "DIR",
      required = true,
      description = "Directory of the cold catalog.")
  Path cold;

  @Option(
      names = "--master",
      paramLabel = "URL",
      description = "Spark master (default: ${DEFAULT-VALUE}, in this process).")
  String master = "local[*]";

  @Option(names = "--json", description = "Print one JSON document instead of words.")
  boolean json;

  /**
   * Looks at the options before Spark starts.
   *
   * @throws IllegalArgumentException saying what is wrong
   */
  void check() {}

  /** Does the work. */
  abstract Report work(SparkSession spark) throws IOException;

  @Override
  public final Integer call() throws IOException {
    check();
    step("starting Spark");
    try (SparkSession spark = open()) {
      requireCatalog(spark);
      Report report = work(spark);
      if (json) {
        System.out.println(text(report));
      } else {
        System.err.println(report.words());
      }
      return report.isGood() ? ExitCode.DONE : ExitCode.FAILED;
    }
  }

  /** Tells whoever watches what happens now. */
  final void step(String words) {
    System.err.printf("%5.1f s  %s%n", elapsed().toMillis() / 1000.0, words);
  }

  /** Time since the command began. */
  final Duration elapsed() {
    return Duration.ofNanos(System.nanoTime() - begun);
  }

  private SparkSession open() {
    SparkSession.Builder builder =
        SparkSession.builder()
            .appName("headwater")
            .master(master)
            .config("spark.ui.enabled", "false")
            .config("spark.sql.session.timeZone", "UTC")
            .config("spark.sql.shuffle.partitions", "8")
            .config("spark.sql.warehouse.dir", System.getProperty("java.io.tmpdir"));
    if (master.startsWith("local")) {
      builder.config("spark.driver.bindAddress", "127.0.0.1");
      builder.config("spark.driver.host", "127.0.0.1");
    }
    ColdCatalog.in(cold).sparkOptions().forEach(builder::config);
    return builder.getOrCreate();
  }

  /** Spark itself goes on without a catalog that it cannot open, and misunderstands every name. */
  private void requireCatalog(SparkSession spark) {
    try {
      Spark3Util.loadIcebergCatalog(spark, ColdCatalog.NAME);
    } catch (RuntimeException e) {
      throw new BatchException(
          Actor.EXTERNAL,
          "the cold catalog in " + cold + " cannot be opened: " + Failures.deepest(e),
          e);
    }
  }

  private static String text(Report report) {
    try {
      return new ObjectMapper().writeValueAsString(report.document());
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("cannot be written as JSON: " + report, e);
    }
  }
}
