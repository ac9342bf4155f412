package dev.headwater.jobs.run;

import dev.headwater.jobs.fault.ProgressException;
import dev.headwater.jobs.flink.FlinkRest;
import dev.headwater.jobs.flink.JobState;
import dev.headwater.jobs.flink.JobSummary;
import dev.headwater.jobs.sql.GatewaySession;
import dev.headwater.jobs.sql.SqlException;
import dev.headwater.jobs.sql.SqlResult;
import dev.headwater.jobs.sql.SqlStatement;
import io.netty.util.concurrent.DefaultThreadFactory;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.Executors;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Starts jobs from their files through the SQL gateway and stops them with a savepoint. What runs
 * already is left alone; what ran before goes on from its newest checkpoint or savepoint.
 */
public final class JobRunner {
  private static final Logger LOG = LoggerFactory.getLogger(JobRunner.class);
  private static final Duration STOP_TIMEOUT = Duration.ofSeconds(20);
  private static final Duration BETWEEN_LOOKS = Duration.ofMillis(100);

  private static final Executor STARTERS =
      Executors.newFixedThreadPool(3, new DefaultThreadFactory("job-start", true));

  private final URI gateway;
  private final FlinkRest flink;
  private final Snapshots snapshots;
  private final JobListener listener;

  /**
   * Jobs of one platform.
   *
   * @param gateway address of the SQL gateway
   * @param flink the cluster that runs the jobs
   * @param snapshots where jobs leave their progress
   * @param listener told what becomes of jobs
   */
  public JobRunner(URI gateway, FlinkRest flink, Snapshots snapshots, JobListener listener) {
    this.gateway = gateway;
    this.flink = flink;
    this.snapshots = snapshots;
    this.listener = listener;
  }

  /** The run of a job that is alive, if there is one. */
  public Optional<JobSummary> running(JobDefinition job) {
    return flink.alive(job.name());
  }

  /**
   * Starts a job unless it runs.
   *
   * @return what was done
   * @throws SqlException when Flink refuses the job; the message names file and line
   */
  public StartOutcome start(JobDefinition job) {
    if (running(job).isPresent()) {
      return StartOutcome.runsAlready(job);
    }
    RestorePoint.requireWordForChange(job, snapshots);
    snapshots.discardOtherScripts(job);
    Optional<Path> from = RestorePoint.choose(job, snapshots.newestFirst(job));
    if (from.isEmpty()) {
      listener.beginning(job);
    }
    snapshots.forgetOld(job, from);
    long begun = System.nanoTime();
    submit(job, from);
    snapshots.stopped().forget(job);
    LOG.info(
        "started job={} milliseconds={} from={}",
        job.name(),
        (System.nanoTime() - begun) / 1_000_000,
        from.map(path -> path.getFileName().toString()).orElse("the beginning"));
    return StartOutcome.started(job, from);
  }

  private void submit(JobDefinition job, Optional<Path> from) {
    Map<String, String> settings = new HashMap<>();
    settings.put("pipeline.name", job.name());
    settings.put("execution.checkpointing.dir", snapshots.checkpoints(job).toUri().toString());
    from.ifPresent(path -> settings.put("execution.state-recovery.path", path.toUri().toString()));
    try (GatewaySession session = GatewaySession.open(gateway, settings)) {
      for (SqlStatement statement : job.preparation()) {
        execute(session, job, statement);
      }
      SqlResult result = execute(session, job, job.statement());
      if (result.jobId().isEmpty()) {
        throw new IllegalStateException(job.name() + ".sql started no job");
      }
      listener.started(job, result.jobId().get());
    }
  }

  private static SqlResult execute(
      GatewaySession session, JobDefinition job, SqlStatement statement) {
    try {
      return session.execute(statement.text());
    } catch (SqlException e) {
      throw e.at(job.name() + ".sql", statement.line());
    }
  }

  /**
   * Stops a job with a savepoint.
   *
   * @return where the savepoint is; empty when the job did not run
   */
  public Optional<String> stop(JobDefinition job) {
    Optional<String> savepoint =
        running(job)
            .map(
                run ->
                    flink.stopWithSavepoint(
                        run.id(), snapshots.savepoints(job).toUri(), STOP_TIMEOUT));
    savepoint.ifPresent(
        path -> {
          snapshots.stopped().note(job);
          listener.stopped(job, path);
        });
    return savepoint;
  }

  /**
   * Cancels a job and forgets how far it was: the next start reads everything again.
   *
   * @throws ProgressException when the job does not end
   */
  public void forget(JobDefinition job) {
    running(job).ifPresent(run -> flink.end(run.id(), STOP_TIMEOUT));
    snapshots.discard(job);
  }

  /**
   * Starts another run of a running job, from its last checkpoint, and ends the run before: the job
   * is never without one, and its connections are new. For jobs that may do a thing twice.
   *
   * @throws IllegalStateException when the other run does not come up; the run before goes on
   */
  public void replace(JobDefinition job) {
    Optional<JobSummary> before = running(job);
    if (before.isEmpty()) {
      return;
    }
    submit(job, snapshots.newest(job));
    Instant end = Instant.now().plus(STOP_TIMEOUT);
    while (true) {
      JobSummary newest = running(job).orElseThrow();
      boolean other = !newest.id().equals(before.get().id());
      if (other && newest.state() == JobState.RUNNING) {
        flink.cancel(before.get().id());
        LOG.info("replaced job={}", job.name());
        return;
      }
      if (Instant.now().isAfter(end)) {
        if (other) {
          flink.cancel(newest.id());
        }
        throw new IllegalStateException("another run of " + job.name() + " did not come up");
      }
      LockSupport.parkNanos(BETWEEN_LOOKS.toNanos());
    }
  }

  /** Leaves a savepoint and lets the job end by itself; for when the whole platform stops. */
  public void release(JobDefinition job) {
    running(job)
        .ifPresent(
            run -> flink.saveAndCancel(run.id(), snapshots.savepoints(job).toUri(), STOP_TIMEOUT));
  }

  /**
   * Starts all of these jobs, a few at a time; one that cannot be started keeps no other from it.
   */
  public List<StartOutcome> startAll(List<JobDefinition> jobs) {
    return startAll(jobs, this::start);
  }

  static List<StartOutcome> startAll(
      List<JobDefinition> jobs, Function<JobDefinition, StartOutcome> start) {
    List<CompletableFuture<StartOutcome>> starts =
        jobs.stream()
            .map(job -> CompletableFuture.supplyAsync(() -> outcome(job, start), STARTERS))
            .toList();
    return starts.stream().map(CompletableFuture::join).toList();
  }

  private static StartOutcome outcome(
      JobDefinition job, Function<JobDefinition, StartOutcome> start) {
    try {
      return start.apply(job);
    } catch (RuntimeException e) {
      return StartOutcome.notStarted(job, e);
    }
  }
}
