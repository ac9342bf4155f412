package dev.headwater.jobs.supervise;

import dev.headwater.jobs.flink.FlinkRest;
import dev.headwater.jobs.flink.JobState;
import dev.headwater.jobs.flink.JobSummary;
import dev.headwater.jobs.run.JobDefinition;
import dev.headwater.jobs.run.JobRunner;
import dev.headwater.jobs.run.StartFailures;
import dev.headwater.jobs.run.StartOutcome;
import dev.headwater.lake.Causes;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Starts jobs, and starts again what Flink has given up or did not take; a job that somebody
 * stopped or cancelled stays so. One that cannot be started keeps no other from it. Not
 * thread-safe.
 */
public final class JobSupervisor {
  private static final Logger LOG = LoggerFactory.getLogger(JobSupervisor.class);

  /** A job whose start fails is compiled again each time. */
  private static final Duration BETWEEN_TRIES = Duration.ofMinutes(1);

  private final Function<List<JobDefinition>, List<StartOutcome>> start;
  private final FlinkRest flink;
  private final StartFailures failures;
  private final Clock clock;
  private final Map<String, Instant> nextTries = new HashMap<>();

  public JobSupervisor(JobRunner runner, FlinkRest flink, StartFailures failures) {
    this(runner::startAll, flink, failures, Clock.systemUTC());
  }

  JobSupervisor(
      Function<List<JobDefinition>, List<StartOutcome>> start,
      FlinkRest flink,
      StartFailures failures,
      Clock clock) {
    this.start = start;
    this.flink = flink;
    this.failures = failures;
    this.clock = clock;
  }

  /** Starts these jobs; those that cannot be started are noted, and tried again when looked at. */
  public List<StartOutcome> start(List<JobDefinition> jobs) {
    List<StartOutcome> outcomes = start.apply(jobs);
    for (StartOutcome outcome : outcomes) {
      failures.note(outcome);
      nextTries.remove(outcome.job());
      outcome
          .failure()
          .ifPresent(
              cause -> {
                nextTries.put(outcome.job(), clock.instant().plus(BETWEEN_TRIES));
                LOG.warn("job was not started job={} cause={}", outcome.job(), cause);
              });
    }
    return outcomes;
  }

  /** Looks after these jobs. */
  public void look(List<JobDefinition> jobs) {
    try {
      List<JobSummary> runs = flink.jobs();
      Map<String, String> notStarted = failures.read();
      List<JobDefinition> due = jobs.stream().filter(job -> isDue(job, runs, notStarted)).toList();
      if (!due.isEmpty()) {
        start(due);
      }
    } catch (RuntimeException e) {
      LOG.warn("the jobs could not be looked after cause={}", Causes.deepest(e));
    }
  }

  private boolean isDue(JobDefinition job, List<JobSummary> runs, Map<String, String> notStarted) {
    Optional<JobSummary> run = JobSummary.current(runs, job.name());
    boolean failed = run.filter(one -> one.state() == JobState.FAILED).isPresent();
    boolean unknown = run.isEmpty() && notStarted.containsKey(job.name());
    boolean early = nextTries.getOrDefault(job.name(), Instant.MIN).isAfter(clock.instant());
    if (early || !(failed || unknown)) {
      return false;
    }
    LOG.warn(
        "job is started again job={} cause={}",
        job.name(),
        run.flatMap(one -> flink.rootException(one.id())).orElse("it was not started"));
    return true;
  }
}
