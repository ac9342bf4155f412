package dev.headwater.batch.compare;

import dev.headwater.batch.recompute.Days;
import dev.headwater.batch.recompute.Mart;
import dev.headwater.batch.recompute.Recompute;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * Looks at one table of a platform that keeps running. A difference counts when two looks, between
 * which the platform has settled, show it with the same two rows; then it is put right, if it is to
 * be, and looked at again.
 */
public final class Inspection {
  private static final int EXAMPLES = 5;
  private static final int CUSTOMERS_TO_NAME = 500;

  private final Recompute recompute;
  private final Mart mart;
  private final Days days;
  private final List<String> examples = new ArrayList<>();
  private final long rowsRead;
  private Differences pending;
  private WrongRows found = WrongRows.NONE;
  private long stuck;

  /** Takes a first look at the whole days; what it finds has to be looked at again. */
  public Inspection(Recompute recompute, Mart mart, Days days) {
    this.recompute = recompute;
    this.mart = mart;
    this.days = days;
    Dataset<Row> right = recompute.rows(mart, days);
    Dataset<Row> served = served(right, mart.servedIn(days)).localCheckpoint();
    rowsRead = right.count() + served.count();
    pending = Differences.between(mart, right, served);
  }

  public Mart mart() {
    return mart;
  }

  /** Whether there is something to look at again. */
  public boolean isOpen() {
    return !pending.isEmpty();
  }

  /**
   * Looks again at what differed, after the platform has settled.
   *
   * @param fluss where to put right what is sure; empty to only tell
   * @return this
   */
  public Inspection lookAgain(Optional<String> fluss) {
    Dataset<Row> keys = pending.keys();
    Dataset<Row> right = recompute.rows(mart, days, keys);
    Dataset<Row> served = served(right, servedOf(keys)).join(keys, keys.columns(), "left_semi");
    Differences now = Differences.between(mart, right, served);
    Differences sure = now.agreeingWith(pending);
    if (!sure.isEmpty()) {
      found = found.plus(sure.wrong());
      examples.addAll(sure.first(EXAMPLES - examples.size()));
    }
    if (fluss.isEmpty()) {
      pending = now.without(sure);
      return this;
    }
    sure.writable().rows().foreachPartition(new Corrections(fluss.get(), mart));
    if (!mart.canLoseRows()) {
      stuck += sure.wrong().invented();
    }
    pending = now.writable();
    return this;
  }

  public TableFindings findings() {
    return new TableFindings(mart, rowsRead, found, examples, stuck, pending.count());
  }

  private Dataset<Row> served(Dataset<Row> right, String condition) {
    return recompute.served().rows(mart.table(), right.schema(), condition);
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
