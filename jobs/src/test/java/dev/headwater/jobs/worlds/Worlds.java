package dev.headwater.jobs.worlds;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Tuple;

/** Small worlds whose times lie on, just before and just after what windows and gaps turn on. */
final class Worlds {
  private static final DateTimeFormatter LOG_TIME =
      DateTimeFormatter.ofPattern("dd/MMM/uuuu:HH:mm:ss Z", Locale.ENGLISH);

  private static final Arbitrary<Instant> BASES =
      Arbitraries.of("2024-03-01T00:00:00Z", "2024-03-01T00:30:00Z", "2024-02-29T12:00:00Z")
          .map(Instant::parse);

  private static final Arbitrary<Duration> SPANS =
      Arbitraries.frequencyOf(
          Tuple.of(2, Arbitraries.just(Duration.ZERO)),
          Tuple.of(6, Arbitraries.of(30, -30, 60, -60).map(Duration::ofMinutes)),
          Tuple.of(1, Arbitraries.just(Duration.ofDays(-7))),
          Tuple.of(3, Arbitraries.integers().between(-5400, 5400).map(Duration::ofSeconds)));

  private static final Arbitrary<Instant> MOMENTS =
      Combinators.combine(BASES, SPANS, Arbitraries.of(-1, 0, 0, 0, 1))
          .as((base, span, millis) -> base.plus(span).plusMillis(millis));

  private Worlds() {}

  /** Where chance comes from: {@code -Dseed=N} repeats a run, otherwise every run is another. */
  static Arbitrary<Long> seeds() {
    Long given = Long.getLong("seed");
    return given == null ? Arbitraries.longs().between(0, 999_999_999) : Arbitraries.just(given);
  }

  static List<World> some(int number, Random random) {
    return any().list().ofSize(number).generator(1_000).next(random).value();
  }

  private static Arbitrary<World> any() {
    return Arbitraries.integers()
        .between(1, 3)
        .flatMap(
            customers ->
                Combinators.combine(
                        numbered(events(customers), 0, 12),
                        numbered(orders(customers), 0, 4),
                        numbered(customers(customers), 0, 4),
                        numbered(campaigns(), 0, 3),
                        numbered(hits(), 0, 6))
                    .as(Worlds::world));
  }

  private static World world(
      List<String> events,
      List<String> orders,
      List<String> customers,
      List<String> campaigns,
      List<String> hits) {
    return new World(
        Map.of(
            "events", events,
            "orders", orders,
            "customers", customers,
            "campaigns", campaigns,
            "hits", hits));
  }

  /** Lines that know which in their list they are. */
  private static Arbitrary<List<String>> numbered(
      Arbitrary<IntFunction<String>> line, int least, int most) {
    return line.list()
        .ofMinSize(least)
        .ofMaxSize(most)
        .map(
            lines ->
                IntStream.range(0, lines.size()).mapToObj(i -> lines.get(i).apply(i)).toList());
  }

  private static Arbitrary<IntFunction<String>> events(int customers) {
    Arbitrary<String> types =
        Arbitraries.frequency(
            Tuple.of(4, "click"), Tuple.of(3, "page_view"), Tuple.of(1, "add_to_cart"));
    return Combinators.combine(
            customer(customers),
            types,
            Arbitraries.of("@p1", "@p1", "@p2").injectNull(0.2),
            Arbitraries.of("@k1", "@k2").injectNull(0.7),
            Arbitraries.of("email", "search").injectNull(0.4),
            Arbitraries.of("home", "shop").injectNull(0.2),
            MOMENTS)
        .as(
            (customer, type, product, campaign, channel, host, time) ->
                number ->
                    json(
                        "event_id", "@e" + number,
                        "customer_id", customer,
                        "event_type", type,
                        "product_id", product,
                        "campaign_id", campaign,
                        "channel", channel,
                        "page_host", host,
                        "event_time", time.toString()));
  }

  private static Arbitrary<IntFunction<String>> orders(int customers) {
    return Combinators.combine(
            customer(customers),
            Arbitraries.of("@p1", "@p2"),
            Arbitraries.of("0", "-12.50", "19.99", "0.01"),
            MOMENTS)
        .as(
            (customer, product, amount, time) ->
                number ->
                    json(
                        "order_id",
                        "@o" + number,
                        "customer_id",
                        customer,
                        "product_id",
                        product,
                        "total_amount",
                        amount,
                        "currency",
                        "@@@",
                        "order_time",
                        time.toString()));
  }

  private static Arbitrary<IntFunction<String>> customers(int customers) {
    return Combinators.combine(customer(customers), Arbitraries.of("vip", "new").injectNull(0.3))
        .as(
            (customer, segment) ->
                version ->
                    json(
                        "customer_id",
                        customer,
                        "name",
                        "name " + version,
                        "segment",
                        segment,
                        "updated_at",
                        updated(version)));
  }

  private static Arbitrary<IntFunction<String>> campaigns() {
    return Combinators.combine(
            Arbitraries.of("@k1", "@k2"), Arbitraries.of("email", "social").injectNull(0.3))
        .as(
            (campaign, channel) ->
                version ->
                    json(
                        "campaign_id",
                        campaign,
                        "name",
                        "name " + version,
                        "channel",
                        channel,
                        "updated_at",
                        updated(version)));
  }

  private static Arbitrary<IntFunction<String>> hits() {
    return Combinators.combine(
            Arbitraries.of("@10.0.0.1", "@10.0.0.2"),
            BASES,
            Arbitraries.of(-1, 0, 1, 299, 300, 301),
            Arbitraries.of("-", "", "http://a/"))
        .as(
            (host, base, seconds, referrer) ->
                number ->
                    "%s - - [%s] \"GET /%d HTTP/1.1\" 200 1 \"%s\" \"-\""
                        .formatted(
                            host,
                            LOG_TIME.format(base.plusSeconds(seconds).atOffset(ZoneOffset.UTC)),
                            number,
                            referrer));
  }

  private static Arbitrary<String> customer(int customers) {
    return Arbitraries.integers().between(1, customers).map(number -> "@c" + number);
  }

  private static String updated(int version) {
    return "2024-02-0" + (version + 1) + "T00:00:00Z";
  }

  private static String json(String... namesAndValues) {
    List<String> fields = new ArrayList<>();
    for (int i = 0; i < namesAndValues.length; i += 2) {
      String value = namesAndValues[i + 1];
      fields.add(
          "\"%s\":%s".formatted(namesAndValues[i], value == null ? null : '"' + value + '"'));
    }
    return '{' + String.join(",", fields) + '}';
  }
}
