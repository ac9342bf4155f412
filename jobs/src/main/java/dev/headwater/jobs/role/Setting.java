package dev.headwater.jobs.role;

import dev.headwater.jobs.run.JobDefinitions;
import dev.headwater.lake.HostAndPort;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** What can be set in the environment of a role, under its name behind {@code HEADWATER_}. */
public enum Setting {
  ROLE("", Setting::role, "the role, when no argument names it"),
  DATA("/var/lib/headwater", Setting::text, "directory that all roles see, at the same path"),
  TEMPORARY("/tmp/headwater", Setting::text, "directory of this process alone; emptied at start"),
  BIND("0.0.0.0", Setting::text, "address of this machine to listen on"),
  ADDRESS("", Setting::address, "what others call this tablet server or taskmanager, HOST:PORT"),
  CLIENT_ADDRESS(
      "", Setting::address, "what clients outside call this coordinator or tablet server"),
  ZOOKEEPER("zookeeper:2181", Setting::address, "ZooKeeper"),
  FLUSS("coordinator:9123", Setting::address, "Fluss's coordinator"),
  FLINK("jobmanager:8081", Setting::address, "Flink's REST interface"),
  FLINK_RPC("jobmanager:6123", Setting::address, "the jobmanager; the port after it is taken too"),
  GATEWAY("gateway:8083", Setting::address, "Flink's SQL gateway"),
  QUERY("query:9205", Setting::address, "the query server's HTTP"),
  FLIGHT_PORT("9206", number(1, 65_535), "port of the query server's Arrow Flight SQL"),
  QUERY_NAMES("", Setting::text, "further host names that HTTP may be asked by, comma-separated"),
  QUERY_MEMORY("1024", number(64, 1_048_576), "memory for queries beside that of Java, in MB"),
  TABLET_SERVER_ID("", number(0, 9_999), "number of a tablet server, its own for ever"),
  BUCKETS("1", number(1, 1_024), "buckets of a new table; the coordinator's word counts"),
  REPLICAS("3", number(1, 9), "replicas of every bucket of a new table"),
  SLOTS("28", number(1, 1_000), "jobs, or stages of queries, that a taskmanager runs at a time"),
  JOBS("all", Setting::jobs, "jobs that the cluster runs, comma-separated, all or none"),
  HOT_DAYS("35", number(1, 3_650), "length of the hot horizon in days"),
  SCHEDULE("", Setting::text, "file of the schedule; without it the one in the data directory"),
  HEALTH_FILE("/tmp/headwater-healthy", Setting::text, "touched whenever the role was seen well"),
  HEAP("", Setting::text, "Java's heap, as 512m; each role has its own default"),
  JAVA_OPTIONS("", Setting::text, "further options of Java"),
  SPARK_OPTIONS("", Setting::text, "further options of Spark's Java"),
  LOG_LEVEL("WARN", Setting::level, "what the engines log: ERROR, WARN, INFO or DEBUG");

  static final String PREFIX = "HEADWATER_";
  private static final List<String> LEVELS = List.of("ERROR", "WARN", "INFO", "DEBUG");

  private final String usual;
  private final Consumer<String> check;
  private final String meaning;

  Setting(String usual, Consumer<String> check, String meaning) {
    this.usual = usual;
    this.check = check;
    this.meaning = meaning;
  }

  /** Its name in the environment. */
  public String variable() {
    return PREFIX + name();
  }

  /** Its value where nothing is set; empty for none. */
  public String usual() {
    return usual;
  }

  /** What it sets. */
  public String meaning() {
    return meaning;
  }

  /** What is wrong with a value, if anything. */
  Optional<String> fault(String value) {
    try {
      check.accept(value);
      return Optional.empty();
    } catch (IllegalArgumentException e) {
      return Optional.of(variable() + "=" + value + ": " + e.getMessage());
    }
  }

  /** The setting of this variable, if there is one. */
  static Optional<Setting> of(String variable) {
    return Arrays.stream(values()).filter(one -> one.variable().equals(variable)).findFirst();
  }

  private static void role(String value) {
    if (Role.named(value).isEmpty()) {
      throw new IllegalArgumentException("roles are " + Role.keys());
    }
  }

  private static void text(String value) {
    if (value.isBlank()) {
      throw new IllegalArgumentException("is blank");
    }
  }

  private static void address(String value) {
    HostAndPort.parse(value);
  }

  private static void jobs(String value) {
    if (!value.equals("none") && !value.equals("all")) {
      JobDefinitions.load().named(List.of(value.split(",", -1)));
    }
  }

  private static void level(String value) {
    if (!LEVELS.contains(value)) {
      throw new IllegalArgumentException("is none of " + String.join(", ", LEVELS));
    }
  }

  private static Consumer<String> number(int lowest, int highest) {
    return value -> {
      if (!value.matches("\\d{1,9}")
          || Integer.parseInt(value) < lowest
          || Integer.parseInt(value) > highest) {
        throw new IllegalArgumentException(
            "is not a number from %d to %d".formatted(lowest, highest));
      }
    };
  }
}
