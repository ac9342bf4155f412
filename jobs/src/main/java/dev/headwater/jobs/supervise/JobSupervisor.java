package dev.headwater.jobs.supervise;

import dev.headwater.jobs.flink.FlinkRest;
import dev.headwater.jobs.flink.JobState;
import dev.headwater.jobs.flink.JobSummary;
import dev.headwater.jobs.run.JobDefinition;
import dev.headwater.jobs.run.JobRunner;
import dev.headwater.lake.Causes;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Starts a job again that Flink has given up; a job that somebody stopped or cancelled stays so.
 */
public final class JobSupervisor {
  private static final Logger LOG = LoggerFactory.getLogger(JobSupervisor.class);

  private final JobRunner runner;
  private final FlinkRest flink;
  private final List<JobDefinition> jobs;

  public JobSupervisor(JobRunner runner, FlinkRest flink, List<JobDefinition> jobs) {
    this.runner = runner;
    this.flink = flink;
    this.jobs = List.copyOf(jobs);
  }

  public void look() {
    try {
      List<JobSummary> runs = flink.jobs();
      for (JobDefinition job : jobs) {
        Optional<JobSummary> newest = JobSummary.current(runs, job.name());
        if (newest.isPresent() && newest.get().state() == JobState.FAILED) {
          LOG.warn(
              "job failed and is started again job={} cause={}",
              job.name(),
              flink.rootException(newest.get().id()).orElse("unknown"));
          runner.start(job);
        }
      }
    } catch (RuntimeException e) {
      LOG.warn("the jobs could not be looked after cause={}", Causes.deepest(e));
    }
  }
}
