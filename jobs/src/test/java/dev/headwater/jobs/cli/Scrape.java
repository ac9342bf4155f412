package dev.headwater.jobs.cli;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.DoubleStream;

/**
 * What a platform told Prometheus at one moment.
 *
 * @param values by series, written as {@code name{label="value"}}
 * @param nanos how long it took to tell
 */
public record Scrape(Map<String, Double> values, long nanos) {
  public static Scrape of(int port) {
    long begun = System.nanoTime();
    Map<String, Double> values = new HashMap<>();
    try (InputStream page =
        URI.create("http://127.0.0.1:" + port + "/metrics").toURL().openStream()) {
      new String(page.readAllBytes(), StandardCharsets.UTF_8)
          .lines()
          .filter(line -> !line.startsWith("#"))
          .forEach(
              line -> {
                int end = line.lastIndexOf(' ');
                values.put(line.substring(0, end), Double.valueOf(line.substring(end + 1)));
              });
    } catch (IOException e) {
      throw new IllegalStateException("metrics are not told on port " + port, e);
    }
    return new Scrape(values, System.nanoTime() - begun);
  }

  /** Of one series; NaN when it is not there. */
  public double value(String series) {
    return values.getOrDefault(series, Double.NaN);
  }

  /** Of all series of a metric. */
  public DoubleStream all(String metric) {
    return values.entrySet().stream()
        .filter(series -> series.getKey().startsWith(metric + "{"))
        .mapToDouble(Map.Entry::getValue);
  }
}
