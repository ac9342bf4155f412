package dev.headwater.batch.run;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.catalyst.analysis.NoSuchTableException;

/** A local Spark session on a cold catalog, with the tables of {@code cold.marketing}. */
public record Campaigns(SparkSession spark) implements AutoCloseable {
  private static final String TABLE = "cold.marketing.campaigns";

  public static Campaigns in(Path directory) {
    SparkSession.Builder builder =
        SparkSession.builder()
            .master("local[2]")
            .config("spark.ui.enabled", "false")
            .config("spark.driver.bindAddress", "127.0.0.1")
            .config("spark.driver.host", "127.0.0.1")
            .config("spark.sql.shuffle.partitions", "1")
            .config("spark.sql.adaptive.enabled", "false")
            // Compiling a plan takes longer than running it over a handful of rows.
            .config("spark.sql.codegen.wholeStage", "false")
            .config("spark.sql.session.timeZone", "UTC")
            .config("spark.sql.warehouse.dir", directory.resolve("spark").toString());
    ColdCatalog.in(directory).sparkOptions().forEach(builder::config);
    return new Campaigns(builder.getOrCreate());
  }

  /** Makes the tables as the platform does. */
  public Campaigns create() {
    spark.sql("CREATE NAMESPACE IF NOT EXISTS cold.marketing");
    spark.sql(definition("marketing.campaigns"));
    spark.sql(definition("marketing.campaign_costs"));
    return this;
  }

  /** The definition in the room lake, which is written for Flink, in Spark's words. */
  private static String definition(String table) {
    try {
      return Files.readString(Path.of("../lake/sql/cold/" + table + ".sql"))
          .replace("CREATE TABLE IF NOT EXISTS ", "CREATE TABLE cold.")
          .replace("TIMESTAMP_LTZ(6)", "TIMESTAMP")
          .replace(") WITH (", ") USING iceberg TBLPROPERTIES (")
          .replace(";", "");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** One append, one snapshot. */
  void append(String id, String name, Instant updatedAt) {
    try {
      spark
          .createDataFrame(
              List.of(RowFactory.create(id, name, "email", true, Timestamp.from(updatedAt))),
              spark.table(TABLE).schema())
          .writeTo(TABLE)
          .append();
    } catch (NoSuchTableException e) {
      throw new IllegalStateException("create() comes before append()", e);
    }
  }

  /** Every version of every campaign as {@code id|name|updated_at}, in that order. */
  public List<String> versions() {
    return spark
        .table(TABLE)
        .selectExpr("concat_ws('|', campaign_id, name, updated_at)")
        .collectAsList()
        .stream()
        .map(row -> row.getString(0))
        .sorted()
        .toList();
  }

  /** Operations that made the table's snapshots, oldest first. */
  public List<String> operations() {
    return spark
        .sql("SELECT operation FROM cold.marketing.campaigns.snapshots ORDER BY committed_at")
        .collectAsList()
        .stream()
        .map(row -> row.getString(0))
        .toList();
  }

  @Override
  public void close() {
    spark.stop();
  }
}
