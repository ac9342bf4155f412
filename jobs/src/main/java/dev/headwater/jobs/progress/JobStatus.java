package dev.headwater.jobs.progress;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Whether a job can make progress.
 *
 * @param state its state, empty when Flink does not know it
 * @param problem why it makes none, for a person
 */
record JobStatus(Optional<JobState> state, Optional<String> problem) {

  static JobStatus of(FlinkRest flink, JobReads job) {
    if (job.jobId() == null) {
      return new JobStatus(Optional.empty(), Optional.of(notThere(job)));
    }
    Optional<JobState> state =
        flink.jobs().stream()
            .filter(listed -> listed.id().equals(job.jobId()))
            .map(JobSummary::state)
            .findFirst();
    if (state.isEmpty()) {
      return new JobStatus(state, Optional.of(notThere(job)));
    }
    if (state.get().isAlive()) {
      return new JobStatus(state, Optional.empty());
    }
    return new JobStatus(state, Optional.of(isInState(flink, job, state.get()) + start(job)));
  }

  /** The same, with a job that is being restarted a problem too: it may never come up. */
  JobStatus whenTimeIsOver(FlinkRest flink, JobReads job) {
    if (problem.isPresent() || state.isEmpty() || state.get() == JobState.RUNNING) {
      return this;
    }
    return new JobStatus(state, Optional.of(isInState(flink, job, state.get())));
  }

  private static String isInState(FlinkRest flink, JobReads job, JobState state) {
    String reason = flink.rootException(job.jobId()).map(line -> ": " + line).orElse("");
    return "job " + job.jobName() + " is " + state + reason;
  }

  static JobStatus running() {
    return new JobStatus(Optional.of(JobState.RUNNING), Optional.empty());
  }

  private static String notThere(JobReads job) {
    return "job " + job.jobName() + " is not running" + start(job);
  }

  private static String start(JobReads job) {
    return "; start it with `headwater jobs start " + job.jobName() + "`";
  }

  JobProgress progress(
      JobReads job, Optional<Instant> checkpoint, List<BucketLag> lags, int inFlight) {
    return new JobProgress(job.jobName(), state, checkpoint, lags, inFlight, problem);
  }
}
