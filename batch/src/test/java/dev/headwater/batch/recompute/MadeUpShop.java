package dev.headwater.batch.recompute;

import java.math.BigDecimal;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.catalyst.analysis.NoSuchTableException;

/**
 * A small random shop of a few days. Times fall on few places, so that equal times, pauses of
 * exactly half an hour, windows met exactly and midnights are common.
 */
record MadeUpShop(List<Event> events, List<Order> orders) {
  static final LocalDate FIRST = LocalDate.of(2024, 2, 26);
  static final int DAYS = 10;
  private static final Instant BEGIN = FIRST.atStartOfDay(ZoneOffset.UTC).toInstant();

  record Event(
      String id,
      String customer,
      String type,
      String product,
      String campaign,
      String channel,
      String page,
      Instant time) {
    boolean isTouch() {
      return campaign != null || channel != null;
    }

    boolean isClick() {
      return product != null && (type.equals("click") || type.equals("page_view"));
    }
  }

  record Order(
      String customer,
      String id,
      String product,
      BigDecimal amount,
      String currency,
      Instant time) {}

  static MadeUpShop random(Random random) {
    List<Event> events = new ArrayList<>();
    List<Order> orders = new ArrayList<>();
    for (int i = 0; i < 1_500; i++) {
      events.add(
          new Event(
              "e" + i,
              customer(random),
              oneOf(random, "click", "page_view", "visit"),
              oneOf(random, null, "p1", "p2"),
              oneOf(random, null, null, "c1"),
              oneOf(random, null, null, "email", "search"),
              oneOf(random, null, "a", "b"),
              time(random)));
    }
    for (int i = 0; i < 200; i++) {
      orders.add(
          new Order(
              customer(random),
              "o" + i,
              oneOf(random, "p1", "p2"),
              BigDecimal.valueOf(random.nextInt(20_000) - 2_000, 2),
              oneOf(random, "USD", "EUR"),
              time(random)));
    }
    return new MadeUpShop(events, orders);
  }

  static String day(Instant time) {
    return LocalDate.ofInstant(time, ZoneOffset.UTC).toString();
  }

  void archive(SparkSession spark) throws NoSuchTableException {
    spark.sql("CREATE NAMESPACE IF NOT EXISTS cold.archive");
    spark.sql(
        """
        CREATE TABLE cold.archive.events (event_date STRING NOT NULL, event_id STRING NOT NULL,
          customer_id STRING NOT NULL, event_type STRING NOT NULL, product_id STRING, campaign_id STRING,
          channel STRING, page_host STRING, referrer STRING, event_time TIMESTAMP NOT NULL,
          late BOOLEAN NOT NULL) USING iceberg PARTITIONED BY (event_date, late)
        """);
    spark.sql(
        """
        CREATE TABLE cold.archive.orders (order_date STRING NOT NULL, customer_id STRING NOT NULL,
          order_id STRING NOT NULL, product_id STRING NOT NULL, total_amount DECIMAL(18, 2) NOT NULL,
          currency STRING NOT NULL, order_time TIMESTAMP NOT NULL) USING iceberg PARTITIONED BY (order_date)
        """);
    append(spark, "cold.archive.events", events.stream().map(MadeUpShop::row).toList());
    append(spark, "cold.archive.orders", orders.stream().map(MadeUpShop::row).toList());
  }

  private static void append(SparkSession spark, String table, List<Row> rows)
      throws NoSuchTableException {
    spark.createDataFrame(rows, spark.table(table).schema()).writeTo(table).append();
  }

  private static Row row(Event event) {
    return RowFactory.create(
        day(event.time),
        event.id,
        event.customer,
        event.type,
        event.product,
        event.campaign,
        event.channel,
        event.page,
        null,
        Timestamp.from(event.time),
        false);
  }

  private static Row row(Order order) {
    return RowFactory.create(
        day(order.time),
        order.customer,
        order.id,
        order.product,
        order.amount,
        order.currency,
        Timestamp.from(order.time));
  }

  private static String customer(Random random) {
    return "k" + random.nextInt(12);
  }

  /** Mostly whole half hours, some a millisecond beside one. */
  private static Instant time(Random random) {
    return BEGIN
        .plus(Duration.ofMinutes(30L * random.nextInt(DAYS * 48)))
        .plusMillis(random.nextInt(4) == 0 ? random.nextInt(3) - 1 : 0)
        .plusMillis(random.nextInt(3) == 0 ? 600_000 : 0);
  }

  private static String oneOf(Random random, String... values) {
    return values[random.nextInt(values.length)];
  }
}
