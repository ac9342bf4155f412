package dev.headwater.batch.recompute;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.iceberg.Snapshot;
import org.apache.iceberg.SnapshotSummary;
import org.apache.iceberg.spark.Spark3Util;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.catalyst.analysis.NoSuchTableException;
import org.apache.spark.sql.catalyst.parser.ParseException;
import org.apache.spark.sql.functions;
import org.apache.spark.sql.types.StructType;

/**
 * The rows that tables should have, from the archive alone, by the files in batch/sql. What was
 * computed is kept for as long as the archive holds the same records. Several threads may ask for
 * rows of different tables.
 */
public final class Recompute {
  private static final List<String> ARCHIVE = List.of("cold.archive.events", "cold.archive.orders");
  private static final StructType CUSTOMERS =
      StructType.fromDDL(
          "customer_id STRING, name STRING, segment STRING, acquisition_channel STRING, country"
              + " STRING");

  private final SparkSession spark;
  private final QueryServer served;
  private final Map<Asked, Dataset<Row>> kept = new ConcurrentHashMap<>();
  private List<String> records = List.of();
  private Dataset<Row> more;

  /** Rows of a table that were asked for. */
  private record Asked(Mart mart, Days days) {}

  /**
   * With nothing computed yet.
   *
   * @param served for customers, who are not archived
   */
  public Recompute(QueryServer served) {
    this.spark = served.spark();
    this.served = served;
  }

  /** What is served, to compare with. */
  public QueryServer served() {
    return served;
  }

  /** Takes further events for archived ones, for this object only. */
  public void suppose(Dataset<Row> events) {
    more = events;
  }

  /** Reads the archive as it is now from here on. */
  public void refresh() {
    ARCHIVE.forEach(spark.catalog()::refreshTable);
    List<String> now = ARCHIVE.stream().map(this::records).toList();
    if (!now.equals(records)) {
      kept.clear();
      records = now;
    }
    // Made of what is served, too.
    kept.keySet().removeIf(asked -> asked.mart() == Mart.CUSTOMER_FIRST_TOUCH);
  }

  /** Records are only ever added to the archive: as many are the same ones. */
  private String records(String table) {
    try {
      Snapshot newest = Spark3Util.loadIcebergTable(spark, table).currentSnapshot();
      return newest == null ? "0" : newest.summary().get(SnapshotSummary.TOTAL_RECORDS_PROP);
    } catch (NoSuchTableException | ParseException e) {
      throw new IllegalStateException("there is no " + table + "; start the platform again", e);
    }
  }

  /** All right rows of the days. */
  public Dataset<Row> rows(Mart mart, Days days) {
    Asked asked = new Asked(mart, days);
    if (!kept.containsKey(asked)) {
      kept.put(asked, query(mart, days, events(), orders()).where(mart.in(days)).localCheckpoint());
    }
    return kept.get(asked);
  }

  /**
   * Right rows of some keys, whatever their day.
   *
   * @param keys a column for each of the table's key
   * @param days of all keys where a row cannot stand elsewhere
   */
  public Dataset<Row> rows(Mart mart, Days days, Dataset<Row> keys) {
    if (!mart.isOfCustomers()) {
      return rows(mart, days).join(keys, keys.columns(), "left_semi");
    }
    Dataset<Row> known = kept.get(new Asked(mart, days));
    if (known == null) {
      return rowsAnywhere(mart, keys);
    }
    Dataset<Row> here = known.join(keys, keys.columns(), "left_semi");
    Dataset<Row> elsewhere = keys.join(known, keys.columns(), "left_anti").localCheckpoint();
    return elsewhere.isEmpty() ? here : here.unionByName(rowsAnywhere(mart, elsewhere));
  }

  private Dataset<Row> rowsAnywhere(Mart mart, Dataset<Row> keys) {
    Dataset<Row> customers = functions.broadcast(keys.select(Mart.CUSTOMER).distinct());
    return query(mart, Days.ALL, of(events(), customers), of(orders(), customers))
        .join(keys, keys.columns(), "left_semi");
  }

  /** One at a time: the views that a file names are the session's. */
  private synchronized Dataset<Row> query(
      Mart mart, Days days, Dataset<Row> events, Dataset<Row> orders) {
    events.createOrReplaceTempView("archived_events");
    spark.sql(Statement.text("events")).createOrReplaceTempView("events");
    orders.createOrReplaceTempView("orders");
    if (mart == Mart.CUSTOMER_FIRST_TOUCH) {
      served.rows("customers", CUSTOMERS, "true").createOrReplaceTempView("customers");
    }
    for (Mart needed : mart.needs()) {
      of(needed, days).createOrReplaceTempView(needed.table());
    }
    return of(mart, days);
  }

  private Dataset<Row> of(Mart mart, Days days) {
    return spark.sql(days.in(Statement.text(mart.table())));
  }

  private Dataset<Row> events() {
    Dataset<Row> archived = spark.table("cold.archive.events").drop("late");
    return more == null ? archived : archived.unionByName(more, true);
  }

  private Dataset<Row> orders() {
    return spark.table("cold.archive.orders");
  }

  private static Dataset<Row> of(Dataset<Row> records, Dataset<Row> customers) {
    return records.join(customers, new String[] {Mart.CUSTOMER}, "left_semi");
  }
}
