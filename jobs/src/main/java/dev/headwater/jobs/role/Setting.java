package dev.headwater.jobs.role;

import dev.headwater.jobs.run.JobDefinitions;
import dev.headwater.lake.HostAndPort;
import dev.headwater.lake.catalogs.LakeLocation;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** What can be set in the environment of a role, under its name behind {@code HEADWATER_}. */
public enum Setting {
  ROLE("", Kind.ROLE, "the role, when no argument names it"),
  DATA("/var/lib/headwater", Kind.TEXT, "directory that all roles see, at the same path"),
  TEMPORARY("/tmp/headwater", Kind.TEXT, "directory of this process alone; emptied at start"),
  BIND("0.0.0.0", Kind.TEXT, "address of this machine to listen on"),
  ADDRESS("", Kind.ADDRESS, "what others call this tablet server or taskmanager, HOST:PORT"),
  CLIENT_ADDRESS(
      "",
      Kind.ADDRESS,
      "what clients outside call this coordinator, tablet server or query server"),
  LAKE(
      "",
      Kind.BUCKET,
      "bucket for the lake's files, s3://BUCKET/PATH; its keys are in AWS_ACCESS_KEY_ID and"
          + " AWS_SECRET_ACCESS_KEY. Without it they lie in the data directory"),
  S3_ENDPOINT("", Kind.URL, "the bucket's storage, where it is not Amazon's"),
  ZOOKEEPER("zookeeper:2181", Kind.ADDRESS, "ZooKeeper"),
  FLUSS("coordinator:9123", Kind.ADDRESS, "Fluss's coordinator"),
  FLINK("jobmanager:8081", Kind.ADDRESS, "Flink's REST interface"),
  FLINK_RPC("jobmanager:6123", Kind.ADDRESS, "the jobmanager; the port after it is taken too"),
  GATEWAY("gateway:8083", Kind.ADDRESS, "Flink's SQL gateway"),
  QUERY("query:9205", Kind.ADDRESS, "the query server's HTTP"),
  FLIGHT_PORT("9206", 1, 65_535, "port of the query server's Arrow Flight SQL"),
  QUERY_NAMES("", Kind.TEXT, "further host names that HTTP may be asked by, comma-separated"),
  PROMETHEUS("http://prometheus:9090", Kind.URL, "Prometheus that the page's dashboards ask"),
  QUERY_READERS(
      "", Kind.TEXT, "file of those who may ask the query server, and what they may read"),
  TRUSTED_NETWORK("no", Kind.CHOICE, "yes: whoever reaches the query server may read everything"),
  QUERY_TOKEN_FILE(
      "", Kind.TEXT, "file with the secret that this process asks the query server with"),
  QUERY_TOKEN("", Kind.SECRET, "the secret itself, where there can be no file"),
  FLUSS_LOGIN("", Kind.TEXT, "file that this process signs in to Fluss with"),
  FLUSS_CREDENTIALS("", Kind.TEXT, "directory that Fluss's servers know their clients by"),
  QUERY_MEMORY("1024", 64, 1_048_576, "memory for queries beside that of Java, in MB"),
  PREPARED_STATEMENTS(
      "1000",
      1,
      100_000,
      "statements that each reader may have prepared over Flight SQL; the one unused longest makes"
          + " room"),
  PREPARED_MINUTES("60", 1, 10_080, "after which a prepared statement that nobody uses is closed"),
  TABLET_SERVER_ID("", 0, 9_999, "number of a tablet server, its own for ever"),
  DISK_RESERVE(
      "256",
      0,
      1_048_576,
      "what a tablet server leaves free on its disk, in MB: with less it ends, with twice as much"
          + " it starts"),
  BUCKETS("1", 1, 1_024, "buckets of a new table; the coordinator's word counts"),
  REPLICAS("3", 1, 9, "replicas of every bucket of a new table"),
  SLOTS("28", 1, 1_000, "jobs, or stages of queries, that a taskmanager runs at a time"),
  JOBS("all", Kind.JOBS, "jobs that the cluster runs, comma-separated, all or none"),
  HOT_DAYS("35", 1, 3_650, "length of the hot horizon in days"),
  KEPT_SNAPSHOTS(
      "3", 1, 1_000, "checkpoints and savepoints of its ended runs that a job keeps on disk"),
  SCHEDULE("", Kind.TEXT, "file of the schedule; without it the one in the data directory"),
  METRICS_PORT("9249", 1, 65_535, "port that Prometheus reads this role's metrics from"),
  HEALTH_FILE("/tmp/headwater-healthy", Kind.TEXT, "touched whenever the role was seen well"),
  HEAP("", Kind.TEXT, "Java's heap, as 512m; each role has its own default"),
  JAVA_OPTIONS("", Kind.TEXT, "further options of Java"),
  SPARK_OPTIONS("", Kind.TEXT, "further options of Spark's Java"),
  LOG_LEVEL("WARN", Kind.LEVEL, "what the engines log: ERROR, WARN, INFO or DEBUG");

  static final String PREFIX = "HEADWATER_";
  private static final List<String> LEVELS = List.of("ERROR", "WARN", "INFO", "DEBUG");

  private enum Kind {
    TEXT,
    ADDRESS,
    BUCKET,
    URL,
    NUMBER,
    ROLE,
    JOBS,
    LEVEL,
    CHOICE,
    SECRET
  }

  private final String usual;
  private final Kind kind;
  private final int lowest;
  private final int highest;
  private final String meaning;

  Setting(String usual, Kind kind, String meaning) {
    this.usual = usual;
    this.kind = kind;
    this.lowest = 0;
    this.highest = 0;
    this.meaning = meaning;
  }

  Setting(String usual, int lowest, int highest, String meaning) {
    this.usual = usual;
    this.kind = Kind.NUMBER;
    this.lowest = lowest;
    this.highest = highest;
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

  /** Whether its value is never shown. */
  boolean isSecret() {
    return kind == Kind.SECRET;
  }

  /** What is wrong with a value, if anything. */
  Optional<String> fault(String value) {
    try {
      check(value);
      return Optional.empty();
    } catch (IllegalArgumentException e) {
      return Optional.of(variable() + "=" + shown(value) + ": " + e.getMessage());
    }
  }

  /** A value as it may be shown. */
  String shown(String value) {
    return isSecret() ? "***" : value;
  }

  /** The setting of this variable, if there is one. */
  static Optional<Setting> of(String variable) {
    return Arrays.stream(values()).filter(one -> one.variable().equals(variable)).findFirst();
  }

  private void check(String value) {
    switch (kind) {
      case TEXT, SECRET -> require(!value.isBlank(), "is blank");
      case ADDRESS -> HostAndPort.parse(value);
      case BUCKET -> LakeLocation.bucket(value, Optional.empty());
      case URL -> require(value.matches("https?://[^/\\s]+(?:/\\S*)?"), "is no http://HOST:PORT");
      case NUMBER -> require(isNumber(value), "is not a number from " + lowest + " to " + highest);
      case ROLE -> require(Role.named(value).isPresent(), "roles are " + Role.keys());
      case JOBS -> JobDefinitions.load().chosen(List.of(value.split(",", -1)));
      case CHOICE -> require(List.of("yes", "no").contains(value), "is neither yes nor no");
      case LEVEL -> require(LEVELS.contains(value), "is none of " + String.join(", ", LEVELS));
    }
  }

  private static void require(boolean right, String otherwise) {
    if (!right) {
      throw new IllegalArgumentException(otherwise);
    }
  }

  private boolean isNumber(String value) {
    return value.matches("\\d{1,9}")
        && Integer.parseInt(value) >= lowest
        && Integer.parseInt(value) <= highest;
  }
}
