package dev.headwater.batch.backfill;

import dev.headwater.batch.recompute.Days;
import dev.headwater.batch.recompute.Mart;
import dev.headwater.batch.recompute.QueryServer;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;

/** The numbers of days as they are served, for {@code cold.ops.reported}. */
record ServedNumbers(QueryServer served, String run) {
  /** Now, as rows of {@code cold.ops.reported}. */
  List<Row> now(Collection<Mart> marts, Days days, String phase) {
    return AtOnce.each(marts, mart -> now(mart, days, phase)).stream()
        .flatMap(List::stream)
        .toList();
  }

  private List<Row> now(Mart mart, Days days, String phase) {
    List<Row> rows = new ArrayList<>();
    measures(mart)
        .forEach((measure, value) -> rows.addAll(read(mart, days, phase, measure, value)));
    return rows;
  }

  private List<Row> read(Mart mart, Days days, String phase, String measure, String value) {
    String currency = measure.equals("revenue") ? "' ' || currency" : "''";
    String query =
        "SELECT %s, %s, CAST(COALESCE(%s, 0) AS VARCHAR) FROM %s WHERE %s GROUP BY ALL ORDER BY ALL"
            .formatted(mart.servedDay(), currency, value, mart.table(), mart.servedIn(days));
    Timestamp at = Timestamp.from(Instant.now());
    return served.small(query).stream()
        .map(
            row ->
                RowFactory.create(
                    run,
                    at,
                    phase,
                    row.get(0).toString(),
                    mart.table(),
                    measure + row.get(1),
                    new BigDecimal(row.get(2).toString()).setScale(2, RoundingMode.HALF_UP)))
        .toList();
  }

  private static Map<String, String> measures(Mart mart) {
    return new TreeMap<>(
        switch (mart) {
          case FIRST_TOUCH, CUSTOMER_FIRST_TOUCH -> Map.of("customers", "COUNT(*)");
          case ORDER_FIRST_CLICK -> Map.of("orders", "COUNT(*)");
          case ORDER_TOUCHES -> Map.of("touches", "COUNT(*)");
          case SESSIONS, SESSIONS_HISTORY ->
              Map.of("sessions", "COUNT(*)", "events", "SUM(events)");
          case PRODUCT_CLICKS_DAILY -> Map.of("clicks", "SUM(clicks)");
          case ORDERS_HOURLY, ORDERS_DAILY ->
              Map.of("orders", "SUM(orders)", "revenue", "SUM(revenue)");
          case ORDER_MART ->
              Map.of(
                  "orders",
                  "COUNT(*)",
                  "orders_with_touch",
                  "COUNT(first_touch_event_id)",
                  "orders_with_click",
                  "COUNT(first_click_event_id)",
                  "revenue",
                  "SUM(total_amount)");
        });
  }
}
