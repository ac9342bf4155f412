package dev.headwater.jobs.oracle;

import static dev.headwater.jobs.oracle.Column.amount;
import static dev.headwater.jobs.oracle.Column.key;
import static dev.headwater.jobs.oracle.Column.whole;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Records counted by their keys, and amounts added. */
final class CountOracle implements TableGroup {
  private static final long FIVE_MINUTES = 300;

  private final DistinctRecords records;

  CountOracle(DistinctRecords records) {
    this.records = records;
  }

  @Override
  public List<ExpectedRows> tables() {
    return List.of(
        productClicksDaily(), ordersHourly(), ordersDaily(), hostHits(), hostReferrerHits());
  }

  private ExpectedRows productClicksDaily() {
    ExpectedRows rows =
        new ExpectedRows(
            "product_clicks_daily", key("click_date"), key("product_id"), whole("clicks"));
    List<EventRecord> clicks =
        records.events().stream()
            .filter(event -> event.productId() != null && event.isClickOn(event.productId()))
            .toList();
    counted(rows, clicks, click -> List.of(click.date(), click.productId()));
    return rows;
  }

  private ExpectedRows ordersHourly() {
    ExpectedRows rows =
        new ExpectedRows(
            "orders_hourly",
            Column.keyTime("order_hour"),
            key("currency"),
            whole("orders"),
            amount("revenue"));
    sold(rows, order -> List.of(order.orderTime().truncatedTo(ChronoUnit.HOURS), order.currency()));
    return rows;
  }

  private ExpectedRows ordersDaily() {
    ExpectedRows rows =
        new ExpectedRows(
            "orders_daily", key("order_date"), key("currency"), whole("orders"), amount("revenue"));
    sold(rows, order -> List.of(order.date(), order.currency()));
    return rows;
  }

  private ExpectedRows hostHits() {
    ExpectedRows rows =
        new ExpectedRows(
            "host_hits_5m", Column.keyTime("window_start"), key("host"), whole("hits"));
    counted(rows, records.hits(), hit -> List.of(window(hit), hit.host()));
    return rows;
  }

  private ExpectedRows hostReferrerHits() {
    ExpectedRows rows =
        new ExpectedRows(
            "host_referrer_hits_5m",
            Column.keyTime("window_start"),
            key("host"),
            key("referrer"),
            whole("hits"));
    counted(
        rows,
        records.hits(),
        hit -> List.of(window(hit), hit.host(), hit.referrer() == null ? "" : hit.referrer()));
    return rows;
  }

  private static Instant window(HitRecord hit) {
    long second = hit.hitTime().getEpochSecond();
    return Instant.ofEpochSecond(second - Math.floorMod(second, FIVE_MINUTES));
  }

  private void sold(ExpectedRows rows, Function<OrderRecord, List<Object>> key) {
    groups(records.orders(), key)
        .forEach(
            (values, group) -> {
              BigDecimal revenue =
                  group.stream()
                      .map(OrderRecord::totalAmount)
                      .reduce(BigDecimal.ZERO, BigDecimal::add);
              rows.add(values.get(0), values.get(1), (long) group.size(), revenue);
            });
  }

  private static <T> void counted(
      ExpectedRows rows, Collection<T> records, Function<T, List<Object>> key) {
    groups(records, key)
        .forEach(
            (values, group) -> {
              Object[] row = values.toArray(new Object[values.size() + 1]);
              row[values.size()] = (long) group.size();
              rows.add(row);
            });
  }

  private static <T> Map<List<Object>, List<T>> groups(
      Collection<T> records, Function<T, List<Object>> key) {
    return records.stream().collect(Collectors.groupingBy(key));
  }
}
