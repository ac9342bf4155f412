package dev.headwater.batch.recompute;

import static dev.headwater.batch.recompute.MadeUpShop.day;

import dev.headwater.batch.recompute.MadeUpShop.Event;
import dev.headwater.batch.recompute.MadeUpShop.Order;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The marts of a shop, every row looked for among all records; rows as in batch/sql. */
record BruteForce(MadeUpShop shop) {
  private static final Comparator<Event> TIES =
      Comparator.comparingLong((Event event) -> hash(event.id()))
          .reversed()
          .thenComparing(Event::id);
  private static final Comparator<Event> EARLIEST =
      Comparator.comparing(Event::time).thenComparing(TIES);
  private static final Comparator<Event> LATEST =
      Comparator.comparing(Event::time).reversed().thenComparing(TIES);

  /** Rows of a table on some days, as text, sorted. */
  List<String> rows(Mart mart, Days days) {
    return switch (mart) {
      case FIRST_TOUCH -> text(days, 4, firstTouches());
      case ORDER_FIRST_CLICK -> text(days, 3, firstClicks());
      case ORDER_TOUCHES -> text(days, 3, touches());
      case SESSIONS -> text(days, 1, sessions());
      case SESSIONS_HISTORY -> text(days, 1, sessions().map(row -> with(row, false)));
      case PRODUCT_CLICKS_DAILY -> text(days, 0, clicks());
      case ORDERS_HOURLY ->
          text(days, 0, orders(order -> order.time().truncatedTo(ChronoUnit.HOURS)));
      case ORDERS_DAILY -> text(days, 0, orders(order -> day(order.time())));
      case ORDER_MART -> text(days, 5, mart());
      case CUSTOMER_FIRST_TOUCH -> throw new IllegalArgumentException("customers are not archived");
    };
  }

  private static List<String> text(Days days, int time, Stream<List<Object>> rows) {
    return rows.filter(
            row ->
                isIn(
                    days,
                    row.get(time) instanceof Instant instant
                        ? day(instant)
                        : row.get(time).toString()))
        .map(List::toString)
        .sorted()
        .toList();
  }

  private static boolean isIn(Days days, String day) {
    return days.first().toString().compareTo(day) <= 0
        && day.compareTo(days.last().toString()) <= 0;
  }

  private Stream<List<Object>> firstTouches() {
    return customers()
        .flatMap(customer -> firstTouch(customer).stream())
        .map(e -> row(e.customer(), e.id(), e.channel(), e.campaign(), e.time(), earliness(e)));
  }

  private Optional<Event> firstTouch(String customer) {
    return shop.events().stream()
        .filter(event -> event.customer().equals(customer) && event.isTouch())
        .min(EARLIEST);
  }

  private Stream<List<Object>> firstClicks() {
    return shop.orders().stream()
        .flatMap(
            o ->
                firstClick(o).stream()
                    .map(e -> row(o.customer(), o.id(), e.id(), e.time(), earliness(e))));
  }

  private Optional<Event> firstClick(Order order) {
    return shop.events().stream()
        .filter(Event::isClick)
        .filter(event -> event.product().equals(order.product()))
        .filter(event -> isWithin(event, order, Duration.ofHours(1)))
        .min(EARLIEST);
  }

  private Stream<List<Object>> touches() {
    return shop.orders().stream()
        .flatMap(
            o ->
                shop.events().stream()
                    .filter(e -> e.isTouch() && isWithin(e, o, Duration.ofDays(7)))
                    .map(
                        e ->
                            row(
                                o.customer(),
                                o.id(),
                                e.id(),
                                e.time(),
                                e.channel(),
                                e.campaign(),
                                Duration.between(e.time(), o.time()).toSeconds())));
  }

  private static boolean isWithin(Event event, Order order, Duration window) {
    Duration before = Duration.between(event.time(), order.time());
    return event.customer().equals(order.customer())
        && !before.isNegative()
        && before.compareTo(window) <= 0;
  }

  private Stream<List<Object>> mart() {
    return shop.orders().stream()
        .map(
            o -> {
              Event touch = firstTouch(o.customer()).orElse(null);
              Event click = firstClick(o).orElse(null);
              return row(
                  o.customer(),
                  o.id(),
                  o.product(),
                  o.amount(),
                  o.currency(),
                  o.time(),
                  touch == null ? null : touch.id(),
                  touch == null ? null : touch.channel(),
                  touch == null ? null : touch.campaign(),
                  touch == null ? null : touch.time(),
                  click == null ? null : click.id(),
                  click == null ? null : click.time());
            });
  }

  private Stream<List<Object>> sessions() {
    return customers().flatMap(this::sessions);
  }

  private Stream<List<Object>> sessions(String customer) {
    List<List<Event>> sessions = new ArrayList<>();
    Instant last = Instant.MIN;
    for (Event event : shop.events().stream().sorted(Comparator.comparing(Event::time)).toList()) {
      if (event.customer().equals(customer)) {
        if (last.isBefore(event.time().minus(Duration.ofMinutes(30)))) {
          sessions.add(new ArrayList<>());
        }
        sessions.get(sessions.size() - 1).add(event);
        last = event.time();
      }
    }
    return sessions.stream().map(BruteForce::session);
  }

  private static List<Object> session(List<Event> events) {
    Event first = Collections.min(events, EARLIEST);
    Event last = Collections.min(events, LATEST);
    return row(
        first.customer(),
        first.time(),
        last.time(),
        (long) events.size(),
        events.stream().filter(event -> event.type().equals("page_view")).count(),
        events.stream().filter(event -> event.type().equals("click")).count(),
        first.page(),
        last.page(),
        first.channel());
  }

  private Stream<List<Object>> clicks() {
    Map<String, List<Event>> groups =
        shop.events().stream()
            .filter(Event::isClick)
            .collect(Collectors.groupingBy(e -> day(e.time()) + e.product()));
    return groups.values().stream()
        .map(g -> row(day(g.get(0).time()), g.get(0).product(), (long) g.size()));
  }

  private Stream<List<Object>> orders(java.util.function.Function<Order, Object> period) {
    Map<String, List<Order>> groups = new TreeMap<>();
    shop.orders()
        .forEach(
            o ->
                groups
                    .computeIfAbsent(period.apply(o) + o.currency(), key -> new ArrayList<>())
                    .add(o));
    return groups.values().stream()
        .map(
            g ->
                row(
                    period.apply(g.get(0)),
                    g.get(0).currency(),
                    (long) g.size(),
                    g.stream()
                        .map(Order::amount)
                        .reduce(BigDecimal.ZERO.setScale(2), BigDecimal::add)));
  }

  private Stream<String> customers() {
    return shop.events().stream().map(Event::customer).distinct();
  }

  private static List<Object> with(List<Object> row, Object value) {
    List<Object> longer = new ArrayList<>(row);
    longer.add(value);
    return longer;
  }

  private static List<Object> row(Object... values) {
    return Arrays.asList(values);
  }

  private static long earliness(Event event) {
    return (4_102_444_800_000L - event.time().toEpochMilli()) * 1_048_576 + hash(event.id());
  }

  private static long hash(String id) {
    try {
      byte[] digest =
          MessageDigest.getInstance("MD5")
              .digest(Objects.requireNonNull(id).getBytes(StandardCharsets.UTF_8));
      return new BigInteger(1, digest).shiftRight(108).longValueExact();
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
