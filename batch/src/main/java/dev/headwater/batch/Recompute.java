package dev.headwater.batch;

import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.functions;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;

/** The rows that tables should have, from the archive alone, by the files in batch/sql. */
final class Recompute {
  private static final StructType CUSTOMERS =
      new StructType()
          .add("customer_id", DataTypes.StringType)
          .add("name", DataTypes.StringType)
          .add("segment", DataTypes.StringType)
          .add("acquisition_channel", DataTypes.StringType)
          .add("country", DataTypes.StringType);

  private final SparkSession spark;
  private final QueryServer served;
  private Dataset<Row> more;

  Recompute(SparkSession spark, QueryServer served) {
    this.spark = spark;
    this.served = served;
  }

  /** Takes further events for archived ones, for this object only. */
  void suppose(Dataset<Row> events) {
    more = events;
  }

  /** Reads the archive as it is now from here on. */
  void refresh() {
    spark.catalog().refreshTable("cold.archive.events");
    spark.catalog().refreshTable("cold.archive.orders");
  }

  /** All right rows of the days. */
  Dataset<Row> rows(Mart mart, Days days) {
    define(events(), orders());
    return query(mart, days).where(mart.in(days));
  }

  /**
   * Right rows of some keys, whatever their day.
   *
   * @param keys a column for each of the table's key
   * @param days of all keys where a row cannot stand elsewhere
   */
  Dataset<Row> rows(Mart mart, Days days, Dataset<Row> keys) {
    if (!mart.isOfCustomers()) {
      return rows(mart, days).join(keys, keys.columns(), "left_semi");
    }
    Dataset<Row> customers = functions.broadcast(keys.select(Mart.CUSTOMER).distinct());
    define(of(events(), customers), of(orders(), customers));
    return query(mart, Days.ALL).join(keys, keys.columns(), "left_semi");
  }

  private void define(Dataset<Row> events, Dataset<Row> orders) {
    events.createOrReplaceTempView("archived_events");
    spark.sql(Statement.text("events")).createOrReplaceTempView("events");
    orders.createOrReplaceTempView("orders");
  }

  private Dataset<Row> query(Mart mart, Days days) {
    if (mart == Mart.CUSTOMER_FIRST_TOUCH) {
      served.rows(spark, "customers", CUSTOMERS, "true").createOrReplaceTempView("customers");
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
