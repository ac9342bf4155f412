package dev.headwater.jobs.role;

import dev.headwater.jobs.address.ClusterAddresses;
import dev.headwater.jobs.platform.ClusterFlink;
import dev.headwater.jobs.platform.ClusterJobs;
import dev.headwater.jobs.run.JobDefinition;
import dev.headwater.jobs.run.JobDefinitions;
import dev.headwater.lake.HostAndPort;
import dev.headwater.lake.catalogs.LakeLocation;
import dev.headwater.lake.security.Credentials;
import dev.headwater.lake.server.door.QueryDoors;
import dev.headwater.lake.server.door.Readers;
import dev.headwater.lake.storage.Listeners;
import dev.headwater.lake.storage.StorageSettings;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** The settings of one role, all of them right. */
public final class RoleSettings {
  private final Map<Setting, String> values;

  private RoleSettings(Map<Setting, String> values) {
    this.values = values;
  }

  /**
   * Reads the settings of a role.
   *
   * @param environment all variables of this process; those that do not begin with {@code
   *     HEADWATER_} are not looked at, and empty ones count as not set
   * @throws IllegalArgumentException with everything that is wrong, a line each
   */
  public static RoleSettings of(Role role, Map<String, String> environment) {
    List<String> faults = new ArrayList<>();
    Map<Setting, String> values = new EnumMap<>(Setting.class);
    for (Setting setting : Setting.values()) {
      values.put(setting, setting.usual());
    }
    for (Map.Entry<String, String> variable : new TreeMap<>(environment).entrySet()) {
      String name = variable.getKey();
      String value = variable.getValue();
      if (name.startsWith(Setting.PREFIX) && !value.isEmpty()) {
        Optional<Setting> setting = Setting.of(name);
        setting.ifPresent(known -> values.put(known, value));
        setting
            .map(known -> known.fault(value))
            .orElse(Optional.of(name + ": there is no such setting"))
            .ifPresent(faults::add);
      }
    }
    required(role).stream()
        .filter(setting -> values.get(setting).isEmpty())
        .map(setting -> setting.variable() + " is missing: " + setting.meaning())
        .forEach(faults::add);
    RoleSettings settings = new RoleSettings(values);
    if (role == Role.QUERY && settings.isOpenToStrangers()) {
      faults.add(
          Setting.QUERY_READERS.variable()
              + " is missing: "
              + settings.reachedAt()
              + " can be reached from elsewhere, so the query server has to know who may read what;"
              + " name a readers file, or set "
              + Setting.TRUSTED_NETWORK.variable()
              + "=yes where everybody who reaches it may read everything");
    }
    if (!faults.isEmpty()) {
      throw new IllegalArgumentException(
          "the settings of role %s are wrong:\n  %s\nSee `headwater role --help`."
              .formatted(role.key(), String.join("\n  ", faults)));
    }
    return settings;
  }

  private boolean isOpenToStrangers() {
    return optional(Setting.QUERY_READERS).isEmpty()
        && !text(Setting.TRUSTED_NETWORK).equals("yes")
        && !QueryDoors.isLoopback(reachedAt());
  }

  /** A container listens everywhere inside, and is reached where its port is published. */
  private String reachedAt() {
    return optional(Setting.CLIENT_ADDRESS)
        .map(address -> address.substring(0, address.lastIndexOf(':')))
        .orElse(text(Setting.BIND));
  }

  /**
   * Where the query server listens, and to whom.
   *
   * @throws dev.headwater.lake.LakeException as USER when the readers file cannot be used
   */
  QueryDoors queryDoors() {
    HostAndPort own = address(Setting.QUERY);
    Set<String> names = new TreeSet<>(Set.of(own.host()));
    optional(Setting.CLIENT_ADDRESS)
        .ifPresent(address -> names.add(HostAndPort.parse(address).host()));
    optional(Setting.QUERY_NAMES).ifPresent(more -> names.addAll(List.of(more.split(",", -1))));
    return new QueryDoors(
            text(Setting.BIND),
            own.port(),
            number(Setting.FLIGHT_PORT),
            names,
            optional(Setting.QUERY_READERS)
                .map(file -> Readers.read(Path.of(file)))
                .orElse(Readers.anyone()))
        .withPreparedStatements(
            number(Setting.PREPARED_STATEMENTS),
            Duration.ofMinutes(number(Setting.PREPARED_MINUTES)));
  }

  private static List<Setting> required(Role role) {
    return switch (role) {
      case TABLET_SERVER -> List.of(Setting.ADDRESS, Setting.TABLET_SERVER_ID);
      case TASKMANAGER -> List.of(Setting.ADDRESS);
      case ZOOKEEPER,
          COORDINATOR,
          JOBMANAGER,
          GATEWAY,
          TIERING,
          JOBS,
          QUERY,
          SCHEDULER,
          INGEST,
          BACKFILL ->
          List.of();
    };
  }

  String text(Setting setting) {
    return values.get(setting);
  }

  Optional<String> optional(Setting setting) {
    return Optional.of(text(setting)).filter(value -> !value.isEmpty());
  }

  HostAndPort address(Setting setting) {
    return HostAndPort.parse(text(setting));
  }

  int number(Setting setting) {
    return Integer.parseInt(text(setting));
  }

  /** The platform's data directory. */
  public Path data() {
    return Path.of(text(Setting.DATA));
  }

  /** The file of the schedule, or {@code none}, where one is named. */
  public Optional<String> schedule() {
    return optional(Setting.SCHEDULE);
  }

  /** Touched whenever the role was seen well. */
  public Path healthFile() {
    return Path.of(text(Setting.HEALTH_FILE));
  }

  /** Where the cluster's parts find each other. */
  public ClusterAddresses addresses() {
    return new ClusterAddresses(
        address(Setting.FLUSS),
        address(Setting.FLINK),
        address(Setting.FLINK_RPC),
        address(Setting.GATEWAY),
        address(Setting.QUERY));
  }

  StorageSettings storage() {
    return new StorageSettings(
        address(Setting.ZOOKEEPER),
        data(),
        lake(),
        number(Setting.BUCKETS),
        number(Setting.REPLICAS),
        credentials());
  }

  /** Where the lake's files are. */
  LakeLocation lake() {
    return optional(Setting.LAKE)
        .map(bucket -> LakeLocation.bucket(bucket, optional(Setting.S3_ENDPOINT).map(URI::create)))
        .orElseGet(() -> LakeLocation.in(data().resolve("lake")));
  }

  private Optional<Credentials> credentials() {
    return optional(Setting.FLUSS_CREDENTIALS).map(Path::of).map(Credentials::of);
  }

  Listeners listeners(HostAndPort own) {
    String bind = text(Setting.BIND);
    Listeners open =
        Listeners.open(bind, own, optional(Setting.CLIENT_ADDRESS).map(HostAndPort::parse))
            .withMetrics(number(Setting.METRICS_PORT));
    return credentials().isEmpty() ? open : open.withInternal(bind, own);
  }

  ClusterFlink flink() {
    return new ClusterFlink(
        addresses(),
        text(Setting.BIND),
        data(),
        Path.of(text(Setting.TEMPORARY)),
        number(Setting.KEPT_SNAPSHOTS));
  }

  ClusterJobs clusterJobs() {
    return new ClusterJobs(
        addresses().platform(), data(), number(Setting.HOT_DAYS), number(Setting.KEPT_SNAPSHOTS));
  }

  List<JobDefinition> jobs() {
    return JobDefinitions.load().chosen(List.of(text(Setting.JOBS).split(",", -1)));
  }

  /** The settings in force, a word each, without secrets. */
  @Override
  public String toString() {
    return values.entrySet().stream()
        .filter(entry -> !entry.getValue().isEmpty())
        .map(entry -> entry.getKey().variable() + "=" + entry.getKey().shown(entry.getValue()))
        .collect(Collectors.joining(" "));
  }
}
