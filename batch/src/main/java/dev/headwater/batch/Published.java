package dev.headwater.batch;

import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.catalyst.analysis.NoSuchTableException;
import org.apache.spark.sql.functions;
import org.apache.spark.storage.StorageLevel;

/** Final aggregates in the cold catalog, by day, from the same recomputation. */
final class Published {
  /** The column that each is partitioned by. */
  private static final Map<Mart, String> DAYS =
      Map.of(
          Mart.SESSIONS,
          "session_date",
          Mart.PRODUCT_CLICKS_DAILY,
          "click_date",
          Mart.ORDERS_DAILY,
          "order_date");

  private Published() {}

  static boolean has(Mart mart) {
    return DAYS.containsKey(mart);
  }

  /**
   * Writes those of the days again, in one commit, whose rows are not the right ones.
   *
   * @return the days that were written
   */
  static List<String> publish(SparkSession spark, Recompute recompute, Mart mart, Days days) {
    String day = DAYS.get(mart);
    String table = "cold.published." + mart.table();
    spark.catalog().refreshTable(table);
    Dataset<Row> there =
        spark.table(table).where(functions.col(day).between(days.first() + "", days.last() + ""));
    Dataset<Row> rows = recompute.rows(mart, days);
    if (mart == Mart.SESSIONS) {
      rows =
          rows.withColumn(day, functions.date_format(functions.col("session_start"), "yyyy-MM-dd"));
    }
    Dataset<Row> right =
        rows.select(
                List.of(there.columns()).stream()
                    .map(functions::col)
                    .toArray(org.apache.spark.sql.Column[]::new))
            .persist(StorageLevel.MEMORY_AND_DISK());
    try {
      List<String> changed =
          right
              .exceptAll(there)
              .union(there.exceptAll(right))
              .select(day)
              .distinct()
              .orderBy(day)
              .collectAsList()
              .stream()
              .map(row -> row.getString(0))
              .toList();
      if (!changed.isEmpty()) {
        right
            .where(functions.col(day).isInCollection(changed))
            .repartition(1)
            .sortWithinPartitions(day)
            .writeTo(table)
            .overwrite(functions.col(day).isInCollection(changed));
      }
      return changed;
    } catch (NoSuchTableException e) {
      throw new IllegalStateException("there is no " + table + "; start the platform again", e);
    } finally {
      right.unpersist();
    }
  }
}
