package dev.headwater.batch;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/**
 * Looks at one table of a platform that keeps running. A difference counts when two looks, between
 * which the platform has settled, show it with the same two rows; then it is put right, if it is to
 * be, and looked at again.
 */
final class Inspection {
  private static final int EXAMPLES = 5;
  private static final int CUSTOMERS_TO_NAME = 500;

  private final SparkSession spark;
  private final Sources sources;
  private final Mart mart;
  private final Days days;
  private final List<String> examples = new ArrayList<>();
  private Differences pending;
  private Counts found = Counts.NONE;
  private long rowsRead;
  private long stuck;

  /** Takes a first look at the whole days; what it finds has to be looked at again. */
  Inspection(SparkSession spark, Sources sources, Mart mart, Days days) {
    this.spark = spark;
    this.sources = sources;
    this.mart = mart;
    this.days = days;
    Dataset<Row> right = sources.recompute().rows(mart, days);
    Dataset<Row> served =
        sources
            .served()
            .rows(spark, mart.table(), right.schema(), mart.servedIn(days))
            .localCheckpoint();
    rowsRead = right.count() + served.count();
    pending = Differences.between(mart, right, served);
  }

  /** The table. */
  Mart mart() {
    return mart;
  }

  /** Whether there is something to look at again. */
  boolean isOpen() {
    return !pending.isEmpty();
  }

  /**
   * Looks again at what differed, after the platform has settled.
   *
   * @param fluss where to put right what is sure; empty to only tell
   * @return this
   */
  Inspection lookAgain(Optional<String> fluss) {
    Dataset<Row> keys = pending.keys();
    Dataset<Row> right = sources.recompute().rows(mart, days, keys);
    Dataset<Row> served =
        sources
            .served()
            .rows(spark, mart.table(), right.schema(), servedOf(keys))
            .join(keys, keys.columns(), "left_semi");
    Differences now = Differences.between(mart, right, served);
    Differences sure = now.agreeingWith(pending);
    tell(sure);
    if (fluss.isEmpty()) {
      pending = now.without(sure);
      return this;
    }
    sure.writable().foreachPartition(new Corrections(fluss.get(), mart));
    if (!mart.canLoseRows()) {
      stuck += sure.counts().invented();
      now = now.withRightRow();
    }
    pending = now;
    return this;
  }

  private void tell(Differences sure) {
    if (!sure.isEmpty()) {
      found = found.plus(sure.counts());
      examples.addAll(sure.first(EXAMPLES - examples.size()));
    }
  }

  Findings findings() {
    return new Findings(mart, rowsRead, found, examples, stuck, pending.count());
  }

  private String servedOf(Dataset<Row> keys) {
    if (!mart.isOfCustomers()) {
      return mart.servedIn(days);
    }
    List<String> customers =
        keys.select(Mart.CUSTOMER).distinct().takeAsList(CUSTOMERS_TO_NAME + 1).stream()
            .map(row -> "'" + row.getString(0).replace("'", "''") + "'")
            .toList();
    String all = mart.servedIn(Days.ALL);
    return customers.size() > CUSTOMERS_TO_NAME
        ? all
        : customers.stream()
            .collect(Collectors.joining(", ", all + " AND " + Mart.CUSTOMER + " IN (", ")"));
  }
}
