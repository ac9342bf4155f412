package dev.headwater.jobs.progress;

import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Tells how far jobs were at their last checkpoints, without waiting and without taking new ones.
 */
public final class Progress {
  private final FlinkRest flink;
  private final Storage storage;

  private Progress(FlinkRest flink, Storage storage) {
    this.flink = flink;
    this.storage = storage;
  }

  /**
   * The jobs' progress, compared with where the logs of their source tables end now.
   *
   * @param flink address of Flink's REST interface
   * @param bootstrapServers address of Fluss, host:port
   * @param database Fluss database of the jobs' tables
   * @throws ProgressException when Flink or the storage is not reachable
   */
  public static List<JobProgress> of(
      URI flink, String bootstrapServers, String database, List<JobReads> jobs) {
    try (Storage storage = Storage.connect(bootstrapServers, database)) {
      Progress progress = new Progress(new FlinkRest(flink), storage);
      List<JobProgress> all = new ArrayList<>();
      LagMeter meter = storage.lagMeter();
      for (JobReads job : jobs) {
        all.add(progress.of(job, meter));
      }
      return List.copyOf(all);
    }
  }

  private JobProgress of(JobReads job, LagMeter meter) {
    JobStatus status = JobStatus.of(flink, job);
    if (status.problem().isPresent()) {
      return status.progress(job, Optional.empty(), List.of(), 0);
    }
    Optional<CheckpointContents> checkpoint = new Checkpoints(flink).latest(job.jobId());
    if (checkpoint.isEmpty()) {
      return status.progress(job, Optional.empty(), List.of(), 0);
    }
    CheckpointContents contents = checkpoint.get();
    List<BucketLag> lags = meter.lags(contents, storage.ends().of(job.sourceTables()).values());
    return status.progress(
        job, Optional.of(contents.triggered()), lags, contents.inFlight().size());
  }
}
