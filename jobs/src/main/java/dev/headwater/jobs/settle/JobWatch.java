package dev.headwater.jobs.settle;

import dev.headwater.jobs.checkpoint.CheckpointContents;
import dev.headwater.jobs.checkpoint.Checkpoints;
import dev.headwater.jobs.fault.Deadline;
import dev.headwater.jobs.fault.ProgressException;
import dev.headwater.jobs.flink.FlinkRest;
import dev.headwater.jobs.lag.BucketEnd;
import dev.headwater.jobs.lag.BucketLag;
import dev.headwater.jobs.lag.LagMeter;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/** Watches one job until it has written everything up to given ends of its source tables. */
final class JobWatch {
  private final FlinkRest flink;
  private final LagMeter meter;

  JobWatch(FlinkRest flink, LagMeter meter) {
    this.flink = flink;
    this.meter = meter;
  }

  /** The job's progress when it is there, when it cannot get there, or when the time is over. */
  JobProgress await(JobReads job, Collection<BucketEnd> ends, Deadline whole) {
    Deadline deadline = whole.again();
    Checkpoints checkpoints = new Checkpoints(flink);
    Drain drain = new Drain();
    JobProgress progress = status(job, deadline).progress();
    while (progress.problem().isEmpty()) {
      try {
        Optional<CheckpointContents> checkpoint = checkpoints.take(job.jobId(), deadline.again());
        if (checkpoint.isPresent()) {
          progress = at(checkpoint.get(), job, ends, drain);
        }
      } catch (ProgressException e) {
        deadline.waitOut(e);
      }
      if (progress.hasWrittenAll()) {
        return progress;
      }
      JobStatus status = status(job, deadline);
      if (deadline.isOver()) {
        JobStatus last = status.whenTimeIsOver(flink);
        return last.problem().isPresent() ? last.progress() : progress;
      }
      if (status.problem().isPresent()) {
        return status.progress();
      }
      deadline.pause();
    }
    return progress;
  }

  private JobStatus status(JobReads job, Deadline deadline) {
    return deadline.answer(() -> JobStatus.of(flink, job));
  }

  private JobProgress at(
      CheckpointContents checkpoint, JobReads job, Collection<BucketEnd> ends, Drain drain) {
    List<BucketLag> lags = meter.lags(checkpoint, ends);
    boolean written = lags.isEmpty() && drain.isDoneAt(checkpoint);
    return new JobProgress(
        job.jobName(), true, lags, written ? 0 : checkpoint.inFlight().size(), Optional.empty());
  }
}
