package dev.headwater.jobs.settle;

import dev.headwater.jobs.checkpoint.CheckpointContents;
import dev.headwater.jobs.checkpoint.Checkpoints;
import dev.headwater.jobs.flink.FlinkRest;
import dev.headwater.jobs.lag.BucketEnd;
import dev.headwater.jobs.lag.LagMeter;
import dev.headwater.jobs.lag.Storage;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Tells of each job up to which moment it has written all that had come into its source tables, by
 * the checkpoints that it takes anyway. One thread at a time.
 */
public final class Watermarks implements AutoCloseable {
  private final FlinkRest flink;
  private final Storage storage;
  private final Map<String, Aim> aims = new HashMap<>();
  private final Map<String, Instant> reached = new TreeMap<>();

  private Watermarks(FlinkRest flink, Storage storage) {
    this.flink = flink;
    this.storage = storage;
  }

  /** Ends of logs at a moment, which a job is to reach. */
  private record Aim(JobReads job, Instant at, Collection<BucketEnd> ends, Drain drain) {}

  /**
   * Connects.
   *
   * @param database Fluss database of the jobs' tables
   * @throws ProgressException when the storage is not reachable
   */
  public static Watermarks connect(FlinkRest flink, String bootstrapServers, String database) {
    return new Watermarks(flink, Storage.connect(bootstrapServers, database));
  }

  /**
   * Looks at these jobs.
   *
   * @return by name; a job is missing until it was seen to have reached a moment of an earlier look
   * @throws ProgressException when Flink or the storage does not answer
   */
  public Map<String, Instant> look(List<JobReads> jobs) {
    Checkpoints checkpoints = new Checkpoints(flink);
    // Tables may have been made anew since the last look.
    Storage now = storage.withoutMemory();
    LagMeter meter = now.lagMeter();
    reached.keySet().retainAll(jobs.stream().map(JobReads::jobName).toList());
    for (JobReads job : jobs) {
      Aim aim = aims.get(job.jobName());
      Optional<CheckpointContents> checkpoint = checkpoints.latest(job.jobId());
      if (aim == null || !aim.job().equals(job)) {
        aims.put(job.jobName(), aim(job, now));
      } else if (checkpoint.filter(contents -> isReached(aim, contents, meter)).isPresent()) {
        reached.put(job.jobName(), aim.at());
        aims.put(job.jobName(), aim(job, now));
      }
    }
    return Map.copyOf(reached);
  }

  private static Aim aim(JobReads job, Storage storage) {
    Instant before = Instant.now();
    return new Aim(job, before, storage.ends().of(job.sourceTables()).values(), new Drain());
  }

  private static boolean isReached(Aim aim, CheckpointContents contents, LagMeter meter) {
    return meter.lags(contents, aim.ends()).isEmpty() && aim.drain().isDoneAt(contents);
  }

  @Override
  public void close() {
    storage.close();
  }
}
