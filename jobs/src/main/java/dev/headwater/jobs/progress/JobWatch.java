package dev.headwater.jobs.progress;

import java.util.Collection;
import java.util.List;
import java.util.Optional;

/** Watches one job until it has written everything up to given ends of its source tables. */
final class JobWatch {
  private final FlinkRest flink;
  private final LagMeter meter;
  private final SettleListener listener;

  JobWatch(FlinkRest flink, LagMeter meter, SettleListener listener) {
    this.flink = flink;
    this.meter = meter;
    this.listener = listener;
  }

  /** The job's progress when it is there, when it cannot get there, or when the time is over. */
  JobProgress await(JobReads job, Collection<BucketEnd> ends, Deadline whole) {
    Deadline deadline = whole.again();
    Checkpoints checkpoints = new Checkpoints(flink);
    Drain drain = new Drain();
    while (true) {
      JobStatus status = JobStatus.of(flink, job);
      if (status.problem().isPresent()) {
        return status.progress(job, Optional.empty(), List.of(), 0);
      }
      Optional<CheckpointContents> checkpoint = checkpoints.take(job.jobId(), deadline.again());
      List<BucketLag> lags = checkpoint.map(c -> meter.lags(c, ends)).orElse(List.of());
      boolean written =
          checkpoint.isPresent() && lags.isEmpty() && drain.isDoneAt(checkpoint.get());
      JobProgress progress =
          status.progress(
              job,
              checkpoint.map(CheckpointContents::triggered),
              lags,
              written ? 0 : drain.pending());
      listener.looked(progress);
      if (written || deadline.isOver()) {
        return progress;
      }
      deadline.pause();
    }
  }
}
