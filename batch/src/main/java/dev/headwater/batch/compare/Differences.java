package dev.headwater.batch.compare;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count_if;
import static org.apache.spark.sql.functions.not;
import static org.apache.spark.sql.functions.struct;
import static org.apache.spark.sql.functions.to_json;

import dev.headwater.batch.recompute.Mart;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.functions;

/**
 * Keys whose right row is not the one served: the key's columns, {@code right} and {@code served},
 * each a row or null. They are computed once.
 */
final class Differences {
  private static final Column RIGHT = col("right");
  private static final Column SERVED = col("served");

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
        side(mart, right, "right")
            .join(side(mart, served, "served"), key(mart), "full_outer")
            .where(not(RIGHT.eqNullSafe(SERVED))));
  }

  /** Those that were there before with the same rows on both sides. */
  Differences agreeingWith(Differences before) {
    Dataset<Row> others =
        before
            .rows
            .withColumnRenamed("right", "right_before")
            .withColumnRenamed("served", "served_before");
    return new Differences(
        mart,
        rows.join(others, key(mart), "inner")
            .where(RIGHT.eqNullSafe(col("right_before")))
            .where(SERVED.eqNullSafe(col("served_before")))
            .drop("right_before", "served_before"));
  }

  /** Those whose keys are not among others. */
  Differences without(Differences others) {
    return new Differences(mart, rows.join(others.keys(), key(mart), "left_anti"));
  }

  /** Those that can be written: of a table that cannot lose rows, those that have a right one. */
  Differences writable() {
    return mart.canLoseRows() ? this : new Differences(mart, rows.where(RIGHT.isNotNull()));
  }

  Dataset<Row> rows() {
    return rows;
  }

  Dataset<Row> keys() {
    return rows.select(keyColumns(mart).toArray(Column[]::new));
  }

  long count() {
    return count;
  }

  boolean isEmpty() {
    return count == 0;
  }

  /** How many rows are missing, invented and different. */
  WrongRows wrong() {
    Row sums = rows.agg(count_if(SERVED.isNull()), count_if(RIGHT.isNull())).head();
    long missing = sums.getLong(0);
    long invented = sums.getLong(1);
    return new WrongRows(missing, invented, count - missing - invented);
  }

  /** The first by key, as two lines each: the right row and the served one. */
  List<String> first(int most) {
    return rows
        .orderBy(keyColumns(mart).toArray(Column[]::new))
        .select(to_json(RIGHT), to_json(SERVED))
        .takeAsList(most)
        .stream()
        .map(row -> "right  %s%nserved %s".formatted(words(row, 0), words(row, 1)))
        .toList();
  }

  private static String words(Row row, int side) {
    return row.isNullAt(side) ? "no row" : row.getString(side);
  }

  private static Dataset<Row> side(Mart mart, Dataset<Row> rows, String name) {
    Column whole = struct(Arrays.stream(rows.columns()).map(functions::col).toArray(Column[]::new));
    return rows.select(
        Stream.concat(keyColumns(mart), Stream.of(whole.as(name))).toArray(Column[]::new));
  }

  private static Stream<Column> keyColumns(Mart mart) {
    return mart.key().stream().map(functions::col);
  }

  private static String[] key(Mart mart) {
    return mart.key().toArray(String[]::new);
  }
}
