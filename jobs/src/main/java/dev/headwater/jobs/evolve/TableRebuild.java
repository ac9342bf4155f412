package dev.headwater.jobs.evolve;

import dev.headwater.jobs.address.PlatformAddresses;
import dev.headwater.jobs.config.PlatformSettings;
import dev.headwater.jobs.flink.FlinkRest;
import dev.headwater.jobs.run.Fallback;
import dev.headwater.jobs.run.JobDefinition;
import dev.headwater.jobs.run.JobDefinitions;
import dev.headwater.jobs.run.JobRunner;
import dev.headwater.jobs.run.StartOutcome;
import dev.headwater.jobs.sql.GatewaySession;
import dev.headwater.lake.storage.Tiering;
import dev.headwater.lake.tables.TableDefinition;
import dev.headwater.lake.tables.TableDefinitions;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * Makes tables of jobs anew from what the jobs read: for when a job or table has changed so that
 * rows which are there would not be written again.
 *
 * @param platform a running platform
 * @param flink its cluster
 * @param runner starts and ends its jobs
 */
public record TableRebuild(PlatformAddresses platform, FlinkRest flink, JobRunner runner) {
  private static final JobDefinitions JOBS = JobDefinitions.load();
  private static final TableDefinitions TABLES = TableDefinitions.load();
  private static final Duration TIERING_ENDS = Duration.ofSeconds(60);

  /**
   * Ends the jobs that write or read the tables and forgets their progress, drops the tables in
   * Fluss and in the lake, creates them empty, and starts those of the jobs that the platform runs.
   * When it breaks off, the same call does the rest.
   *
   * @param names tables that jobs write
   * @return the jobs that were started
   * @throws IllegalArgumentException naming each table that no job writes
   */
  public List<StartOutcome> rebuild(Collection<String> names) {
    requireWrittenByJobs(names);
    List<JobDefinition> affected = affected(names);
    affected.forEach(runner::forget);
    // In this order, so that tiering, once ended, is given none of the tables when it starts again:
    // what it wrote into a lake table that has gone would be found in the new one.
    TABLES.drop(platform.bootstrapServers(), names);
    endTiering();
    dropInLake(names);
    // Another table that differs from its file must not leave these dropped.
    TABLES.only(names).apply(platform.bootstrapServers());
    List<String> run = PlatformSettings.of(flink).jobs();
    return runner.startAll(affected.stream().filter(job -> run.contains(job.name())).toList());
  }

  /**
   * What would be lost for good, in words: of rows that tell what was known at their time. Empty
   * when the jobs write what they wrote.
   *
   * @throws IllegalArgumentException naming each table that no job writes
   */
  public static Optional<String> loss(Collection<String> names) {
    requireWrittenByJobs(names);
    List<JobDefinition> losing =
        affected(names).stream().filter(job -> job.fallback() != Fallback.BEGINNING).toList();
    return losing.stream()
        .map(JobDefinition::fallback)
        .findFirst()
        .map(
            fallback ->
                "to rebuild %s, %s has to begin anew: %s"
                    .formatted(
                        String.join(", ", names),
                        losing.stream().map(JobDefinition::name).collect(Collectors.joining(", ")),
                        fallback.harm()));
  }

  private static List<JobDefinition> affected(Collection<String> names) {
    return JOBS.all().stream().filter(job -> names.stream().anyMatch(job::uses)).toList();
  }

  /** Tables that are made from one of these and are not among them: they keep their rows. */
  public static Collection<String> madeFrom(Collection<String> names) {
    Collection<String> made = new TreeSet<>();
    for (JobDefinition job : JOBS.all()) {
      for (TableDefinition table : TABLES.all()) {
        boolean reads = names.stream().anyMatch(name -> job.uses(name) && !job.writes(name));
        if (reads && job.writes(table.name()) && !names.contains(table.name())) {
          made.add(table.name());
        }
      }
    }
    return made;
  }

  private static void requireWrittenByJobs(Collection<String> names) {
    List<String> written =
        TABLES.all().stream()
            .map(TableDefinition::name)
            .filter(table -> JOBS.all().stream().anyMatch(job -> job.writes(table)))
            .toList();
    List<String> others = names.stream().filter(name -> !written.contains(name)).toList();
    if (!others.isEmpty()) {
      throw new IllegalArgumentException(
          "no job writes "
              + String.join(", ", others)
              + ", so nothing could fill it again; tables that can be rebuilt are "
              + String.join(", ", written));
    }
  }

  /** It may be at one of the tables; the platform starts it again by itself. */
  private void endTiering() {
    flink.jobs().stream()
        .filter(job -> job.name().equals(Tiering.JOB_NAME) && !job.state().isEnded())
        .forEach(job -> flink.end(job.id(), TIERING_ENDS));
  }

  private void dropInLake(Collection<String> names) {
    try (GatewaySession session = GatewaySession.open(platform.gateway(), Map.of())) {
      for (TableDefinition table : TABLES.all()) {
        if (table.inLake() && names.contains(table.name())) {
          session.execute(
              "DROP TABLE IF EXISTS `lake`.`%s`.`%s`"
                  .formatted(TableDefinitions.DATABASE, table.name()));
        }
      }
    }
  }
}
