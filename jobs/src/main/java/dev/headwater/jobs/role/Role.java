package dev.headwater.jobs.role;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/** What a process of a cluster does. */
public enum Role {
  /** Keeps what Fluss's servers know of each other and of tables. */
  ZOOKEEPER,
  /** Fluss's coordinator, the address clients come to. */
  COORDINATOR,
  /** Keeps buckets of tables; a cluster has several. */
  TABLET_SERVER,
  /** Flink's jobmanager, with its web page. */
  JOBMANAGER,
  /** Runs tasks of jobs; a cluster has several. */
  TASKMANAGER,
  /** Flink's SQL gateway. */
  GATEWAY,
  /** Keeps the job that moves rows into the lake. */
  TIERING,
  /** Makes the tables, submits the SQL jobs and keeps them. */
  JOBS,
  /** Answers queries over HTTP and Arrow Flight SQL. */
  QUERY,
  /** Runs maintenance, backfill and verify when they are due. */
  SCHEDULER,
  /**
   * Reads a source until it ends, or collects over HTTP; further words are those of {@code
   * headwater ingest}.
   */
  INGEST,
  /** Recomputes days with Spark; further words are those of {@code headwater backfill}. */
  BACKFILL;

  /** The role's name as people write it. */
  public String key() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** The role of this name, if there is one. */
  public static Optional<Role> named(String key) {
    return Arrays.stream(values()).filter(role -> role.key().equals(key)).findFirst();
  }

  /** All names, for messages. */
  public static String keys() {
    return Arrays.stream(values()).map(Role::key).collect(Collectors.joining(", "));
  }
}
