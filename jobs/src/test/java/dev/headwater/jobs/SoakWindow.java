package dev.headwater.jobs;

import dev.headwater.jobs.cli.Scrape;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What a platform told of itself in some minutes of a steady load. */
final class SoakWindow {
  private static final Pattern BUCKET =
      Pattern.compile(
          "headwater_order_latency_seconds_bucket\\{.*since=\"arrival\".*le=\"([^\"]+)\".*|"
              + "headwater_order_latency_seconds_bucket\\{.*le=\"([^\"]+)\".*since=\"arrival\".*");

  private final List<Scrape> scrapes = new ArrayList<>();
  private double live = Double.NaN;

  void add(Scrape scrape) {
    scrapes.add(scrape);
  }

  /** The platform at its end, right after a collection of all garbage. */
  void collected(Scrape scrape) {
    live = scrape.value("jvm_memory_used_bytes{area=\"heap\"}");
  }

  /** Heap in use at its end, in bytes, without garbage. */
  double heap() {
    return live;
  }

  /** Most open files and connections. */
  double openFiles() {
    return scrapes.stream()
        .mapToDouble(scrape -> scrape.value("process_open_fds"))
        .max()
        .orElse(Double.NaN);
  }

  double threads() {
    return last().value("jvm_threads_current");
  }

  /** Orders that came into the mart. */
  double orders() {
    return last().value("headwater_order_latency_seconds_count{since=\"arrival\"}")
        - first().value("headwater_order_latency_seconds_count{since=\"arrival\"}");
  }

  /** How long the oldest order waits at its end, in seconds. */
  double waits() {
    return last().value("headwater_order_wait_seconds");
  }

  /**
   * Seconds from the arrival of an order to its row, within which that share of the rows came;
   * linear between the bounds of the histogram, as Prometheus does it.
   */
  double latency(double share) {
    Map<Double, Double> begin = buckets(first());
    Map<Double, Double> end = buckets(last());
    double all = orders();
    double below = 0;
    double countBelow = 0;
    for (Map.Entry<Double, Double> bucket : end.entrySet()) {
      double count = bucket.getValue() - begin.getOrDefault(bucket.getKey(), 0.0);
      if (count >= share * all && count > countBelow) {
        return bucket.getKey() == Double.POSITIVE_INFINITY
            ? below
            : below + (bucket.getKey() - below) * (share * all - countBelow) / (count - countBelow);
      }
      below = bucket.getKey();
      countBelow = count;
    }
    return Double.NaN;
  }

  private static Map<Double, Double> buckets(Scrape scrape) {
    Map<Double, Double> counts = new TreeMap<>();
    scrape
        .values()
        .forEach(
            (series, value) -> {
              Matcher bucket = BUCKET.matcher(series);
              if (bucket.matches()) {
                String bound = bucket.group(1) == null ? bucket.group(2) : bucket.group(1);
                counts.put(
                    bound.equals("+Inf") ? Double.POSITIVE_INFINITY : Double.parseDouble(bound),
                    value);
              }
            });
    return counts;
  }

  private Scrape first() {
    return scrapes.get(0);
  }

  private Scrape last() {
    return scrapes.get(scrapes.size() - 1);
  }

  @Override
  public String toString() {
    return "%,.0f orders, latency p50 %.2f s, p99 %.2f s, oldest waits %.1f s, heap %,.0f MB, files %.0f, threads %.0f"
        .formatted(
            orders(), latency(0.5), latency(0.99), waits(), heap() / 1e6, openFiles(), threads());
  }
}
