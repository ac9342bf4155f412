package dev.headwater.jobs.address;

/**
 * The ports of a platform on one machine, eight in a row.
 *
 * @param base Fluss's coordinator, which names the platform; 1 to 65528
 */
public record PlatformPorts(int base) {
  /** Where {@code up} listens unless told otherwise. */
  public static final int DEFAULT_BASE = 9200;

  public PlatformPorts {
    if (base < 1 || base > 65_528) {
      throw new IllegalArgumentException("port base " + base + " is not between 1 and 65528");
    }
  }

  /** Flink's REST interface and web page. */
  public int flink() {
    return base + 3;
  }

  /** Flink's SQL gateway. */
  public int gateway() {
    return base + 4;
  }

  /** The query server's HTTP. */
  public int query() {
    return base + 5;
  }

  /** The query server's Arrow Flight SQL. */
  public int flightSql() {
    return base + 6;
  }

  /** What Prometheus reads. */
  public int metrics() {
    return base + 7;
  }

  /** The first that is not the platform's. */
  public int behind() {
    return base + 8;
  }
}
