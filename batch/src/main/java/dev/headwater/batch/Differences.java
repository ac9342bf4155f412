package dev.headwater.batch;

import java.util.Arrays;
import java.util.List;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.functions;

/**
 * Keys whose right row is not the one served: the key's columns, {@code right} and {@code served},
 * each a row or null. They are computed once.
 */
final class Differences {
  private static final String RIGHT = "right";
  private static final String SERVED = "served";

  private final Mart mart;
  private final Dataset<Row> rows;
  private final long count;

  private Differences(Mart mart, Dataset<Row> rows) {
    this.mart = mart;
    // Without where they come from: they are compared with what comes from there too.
    this.rows = rows.localCheckpoint();
    this.count = this.rows.count();
  }

  /** What differs between two sets of rows with the same columns. */
  static Differences between(Mart mart, Dataset<Row> right, Dataset<Row> served) {
    return new Differences(
        mart,
        side(mart, right, RIGHT)
            .join(side(mart, served, SERVED), key(mart), "full_outer")
            .where(functions.not(functions.col(RIGHT).eqNullSafe(functions.col(SERVED)))));
  }

  /** Those that were there before with the same rows on both sides. */
  Differences agreeingWith(Differences before) {
    Dataset<Row> others =
        before
            .rows
            .withColumnRenamed(RIGHT, "right_before")
            .withColumnRenamed(SERVED, "served_before");
    return new Differences(
        mart,
        rows.join(others, key(mart), "inner")
            .where(functions.col(RIGHT).eqNullSafe(functions.col("right_before")))
            .where(functions.col(SERVED).eqNullSafe(functions.col("served_before")))
            .drop("right_before", "served_before"));
  }

  /** Those whose keys are not among others. */
  Differences without(Differences others) {
    return new Differences(mart, rows.join(others.keys(), key(mart), "left_anti"));
  }

  /** Those that have a row to put there. */
  Differences withRightRow() {
    return new Differences(mart, rows.where(functions.col(RIGHT).isNotNull()));
  }

  /** The rows to write: of a table that cannot lose rows, those that have a right one. */
  Dataset<Row> writable() {
    return mart.canLoseRows() ? rows : rows.where(functions.col(RIGHT).isNotNull());
  }

  Dataset<Row> keys() {
    return rows.select(mart.key().stream().map(functions::col).toArray(Column[]::new));
  }

  long count() {
    return count;
  }

  boolean isEmpty() {
    return count == 0;
  }

  /** How many rows are missing, invented and different. */
  Counts counts() {
    Row sums =
        rows.agg(
                functions.count_if(functions.col(SERVED).isNull()),
                functions.count_if(functions.col(RIGHT).isNull()))
            .head();
    return new Counts(sums.getLong(0), sums.getLong(1), count - sums.getLong(0) - sums.getLong(1));
  }

  /** The first by key, as two lines each: the right row and the served one. */
  List<String> first(int most) {
    Column[] byKey = mart.key().stream().map(functions::col).toArray(Column[]::new);
    return rows.orderBy(byKey).select(text(RIGHT), text(SERVED)).takeAsList(most).stream()
        .map(row -> "right  %s%nserved %s".formatted(words(row, 0), words(row, 1)))
        .toList();
  }

  private static Column text(String side) {
    return functions.to_json(functions.col(side));
  }

  private static String words(Row row, int side) {
    return row.isNullAt(side) ? "no row" : row.getString(side);
  }

  private static Dataset<Row> side(Mart mart, Dataset<Row> rows, String name) {
    Column[] all = Arrays.stream(rows.columns()).map(functions::col).toArray(Column[]::new);
    Column[] columns = new Column[mart.key().size() + 1];
    for (int i = 0; i < mart.key().size(); i++) {
      columns[i] = functions.col(mart.key().get(i));
    }
    columns[mart.key().size()] = functions.struct(all).as(name);
    return rows.select(columns);
  }

  private static String[] key(Mart mart) {
    return mart.key().toArray(String[]::new);
  }
}
