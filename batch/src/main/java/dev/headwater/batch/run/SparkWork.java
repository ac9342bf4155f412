package dev.headwater.batch.run;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.headwater.batch.fault.BatchException;
import dev.headwater.batch.fault.BatchException.Actor;
import dev.headwater.batch.fault.ExitCode;
import dev.headwater.batch.fault.Failures;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import org.apache.iceberg.spark.Spark3Util;
import org.apache.spark.sql.SparkSession;
import picocli.CommandLine.Option;

/** A command of this process: opens Spark on the cold catalog, works, and says what it did. */
public abstract class SparkWork implements Callable<Integer> {
  private final long begun = System.nanoTime();

  @Option(
      names = "--cold",
      paramLabel = "DIR",
      required = true,
      description = "Directory of the cold catalog.")
  public Path cold;

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
  protected void check() {}

  /** Does the work. */
  protected abstract WorkReport work(SparkSession spark) throws IOException;

  @Override
  public final Integer call() throws IOException {
    check();
    step("starting Spark");
    try (SparkSession spark = open()) {
      requireCatalog(spark);
      WorkReport report = work(spark);
      if (json) {
        System.out.println(new ObjectMapper().writeValueAsString(report.document()));
      } else {
        System.err.println(report.words());
      }
      return report.isGood() ? ExitCode.DONE : ExitCode.FAILED;
    }
  }

  /** Tells whoever watches what happens now. */
  protected final void step(String words) {
    System.err.printf("%5.1f s  %s%n", seconds(), words);
  }

  /** Time since the command began, to the millisecond. */
  protected final double seconds() {
    return TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - begun) / 1000.0;
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
}
