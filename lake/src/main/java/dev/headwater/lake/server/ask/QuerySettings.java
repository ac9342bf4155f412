package dev.headwater.lake.server.ask;

import dev.headwater.lake.catalogs.LakeLocation;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;

/**
 * How a query server is set up.
 *
 * @param bootstrapServers Fluss, host:port
 * @param lake where the lake's files are
 * @param cache directory of the engine's own files, made when absent; nobody else's
 * @param memoryMegabytes that DuckDB may use, tails included; what needs more goes to {@code cache}
 * @param timeLimit of one query
 * @param concurrentQueries that run at a time; further ones wait their turn
 * @param prometheus that the page's dashboards ask; it need not be there
 */
public record QuerySettings(
    String bootstrapServers,
    LakeLocation lake,
    Path cache,
    int memoryMegabytes,
    Duration timeLimit,
    int concurrentQueries,
    URI prometheus) {
  /** Where Prometheus listens unless told otherwise. */
  public static final URI DEFAULT_PROMETHEUS = URI.create("http://127.0.0.1:9090");

  private static final int DEFAULT_MEMORY = 1024;
  private static final Duration DEFAULT_TIME_LIMIT = Duration.ofMinutes(2);
  private static final int DEFAULT_QUERIES = 4;

  public QuerySettings {
    Objects.requireNonNull(bootstrapServers, "bootstrapServers");
    Objects.requireNonNull(lake, "lake");
    cache = cache.toAbsolutePath().normalize();
    if (memoryMegabytes < 64) {
      throw new IllegalArgumentException("memory of " + memoryMegabytes + " MB is less than 64 MB");
    }
    if (timeLimit.isNegative() || timeLimit.isZero()) {
      throw new IllegalArgumentException("time limit " + timeLimit + " is not positive");
    }
    if (concurrentQueries < 1) {
      throw new IllegalArgumentException("no query may run at a time: " + concurrentQueries);
    }
    if (prometheus.getHost() == null
        || !Objects.toString(prometheus.getScheme()).matches("https?")) {
      throw new IllegalArgumentException(
          "Prometheus at " + prometheus + " is no address such as " + DEFAULT_PROMETHEUS);
    }
  }

  /** With 1 GB, two minutes a query and four queries at a time. */
  public static QuerySettings of(String bootstrapServers, LakeLocation lake, Path cache) {
    return new QuerySettings(
        bootstrapServers,
        lake,
        cache,
        DEFAULT_MEMORY,
        DEFAULT_TIME_LIMIT,
        DEFAULT_QUERIES,
        DEFAULT_PROMETHEUS);
  }

  public QuerySettings withTimeLimit(Duration limit) {
    return new QuerySettings(
        bootstrapServers, lake, cache, memoryMegabytes, limit, concurrentQueries, prometheus);
  }

  public QuerySettings withMemoryMegabytes(int megabytes) {
    return new QuerySettings(
        bootstrapServers, lake, cache, megabytes, timeLimit, concurrentQueries, prometheus);
  }

  public QuerySettings withPrometheus(URI other) {
    return new QuerySettings(
        bootstrapServers, lake, cache, memoryMegabytes, timeLimit, concurrentQueries, other);
  }

  public Map<String, String> lakeOptions() {
    return lake.catalog();
  }
}
