package dev.headwater.batch.backfill;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.date_format;

import dev.headwater.batch.recompute.Days;
import dev.headwater.batch.recompute.Mart;
import dev.headwater.batch.recompute.Recompute;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Column;
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
  static List<String> publish(Recompute recompute, Mart mart, Days days) {
    SparkSession spark = recompute.served().spark();
    String day = DAYS.get(mart);
    String table = "cold.published." + mart.table();
    spark.catalog().refreshTable(table);
    Dataset<Row> there =
        spark.table(table).where(col(day).between(days.first() + "", days.last() + ""));
    Dataset<Row> rows = recompute.rows(mart, days);
    if (mart == Mart.SESSIONS) {
      rows = rows.withColumn(day, date_format(col("session_start"), "yyyy-MM-dd"));
    }
    Dataset<Row> right =
        rows.select(Arrays.stream(there.columns()).map(functions::col).toArray(Column[]::new))
            .persist(StorageLevel.MEMORY_AND_DISK());
    try {
      Dataset<Row> wrong = right.exceptAll(there).union(there.exceptAll(right));
      List<String> changed =
          wrong.select(day).distinct().orderBy(day).collectAsList().stream()
              .map(row -> row.getString(0))
              .toList();
      if (!changed.isEmpty()) {
        Column isChanged = col(day).isInCollection(changed);
        right
            .where(isChanged)
            .repartition(1)
            .sortWithinPartitions(day)
            .writeTo(table)
            .overwrite(isChanged);
      }
      return changed;
    } catch (NoSuchTableException e) {
      throw new IllegalStateException("there is no " + table + "; start the platform again", e);
    } finally {
      right.unpersist();
    }
  }
}
