package dev.headwater.jobs.settle;

import dev.headwater.jobs.flink.FlinkRest;
import dev.headwater.jobs.flink.JobState;
import dev.headwater.jobs.flink.JobSummary;
import java.util.List;
import java.util.Optional;

/**
 * Whether a job can make progress.
 *
 * @param job the job
 * @param state its state, empty when Flink does not know it
 * @param problem why it makes none, for a person
 */
record JobStatus(JobReads job, Optional<JobState> state, Optional<String> problem) {
  static JobStatus of(FlinkRest flink, JobReads job) {
    Optional<JobState> state =
        flink.jobs().stream()
            .filter(listed -> listed.id().equals(job.jobId()))
            .map(JobSummary::state)
            .findFirst();
    if (state.filter(JobState::isAlive).isPresent()) {
      return new JobStatus(job, state, Optional.empty());
    }
    String problem =
        state
            .map(ended -> isInState(flink, job, ended))
            .orElse("job " + job.jobName() + " is not running");
    return new JobStatus(job, state, Optional.of(problem + ExpectedJobs.start(job.jobName())));
  }

  /** The same, with a job that is being restarted a problem too: it may never come up. */
  JobStatus whenTimeIsOver(FlinkRest flink) {
    if (problem.isPresent() || state.isEmpty() || state.get() == JobState.RUNNING) {
      return this;
    }
    return new JobStatus(job, state, Optional.of(isInState(flink, job, state.get())));
  }

  private static String isInState(FlinkRest flink, JobReads job, JobState state) {
    String reason = flink.rootException(job.jobId()).map(line -> ": " + line).orElse("");
    return "job " + job.jobName() + " is " + state + reason;
  }

  /** As long as no checkpoint was looked at. */
  JobProgress progress() {
    return new JobProgress(job.jobName(), false, List.of(), 0, problem);
  }
}
