package dev.headwater.jobs.settle;

import dev.headwater.jobs.fault.Deadline;
import dev.headwater.jobs.flink.FlinkRest;
import dev.headwater.jobs.lag.BucketEnd;
import dev.headwater.jobs.lag.Storage;
import java.time.Duration;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.fluss.metadata.TableBucket;

/**
 * Waits until everything that was ingested before the call has reached every mart, while more may
 * be ingested.
 *
 * <p>The logs' ends of the tables that are written from outside are taken once. Then the jobs are
 * followed in the order of the data: each has to reach the ends of its sources, and for a table
 * that another job writes the end is taken after that job got there. A job got there when a
 * checkpoint that began afterwards has its sources at those ends and nothing in flight: the sinks
 * flush in a checkpoint.
 */
public final class Settle {
  private final FlinkRest flink;
  private final SettleRequest request;
  private final Storage storage;
  private final JobWatch watch;
  private final Map<TableBucket, BucketEnd> ends = new LinkedHashMap<>();

  private Settle(SettleRequest request, Storage storage) {
    this.flink = new FlinkRest(request.flink());
    this.request = request;
    this.storage = storage;
    this.watch = new JobWatch(flink, storage.lagMeter());
  }

  /**
   * Waits; returns at once with the reason when a job is not running. Trouble of Flink or the
   * storage that comes later, such as a server that starts again, is waited out.
   *
   * @throws ProgressException when Flink or the storage is not reachable at the beginning, or at
   *     the end of the time
   */
  public static SettleReport settle(SettleRequest request) {
    try (Storage storage = Storage.connect(request.bootstrapServers(), request.database())) {
      return new Settle(request, storage).settle();
    }
  }

  private SettleReport settle() {
    long started = System.nanoTime();
    Deadline deadline = Deadline.after(request.timeout());
    JobFlow flow = JobFlow.of(request.jobs());
    Optional<JobProgress> behind = stopped(flow);
    int rounds = 0;
    if (behind.isEmpty()) {
      ends.putAll(ends(flow.inputs(), deadline));
      do {
        rounds++;
        behind = round(flow, deadline);
      } while (behind.isEmpty() && flow.hasCycle() && moved(flow, deadline));
    }
    return new SettleReport(
        rounds, Duration.ofNanos(System.nanoTime() - started), behind.stream().toList());
  }

  /** A job that does not run is told before any other is waited for. */
  private Optional<JobProgress> stopped(JobFlow flow) {
    return flow.jobs().stream()
        .map(job -> JobStatus.of(flink, job).progress())
        .filter(progress -> progress.problem().isPresent())
        .findFirst();
  }

  private Optional<JobProgress> round(JobFlow flow, Deadline deadline) {
    for (JobReads job : flow.jobs()) {
      List<String> between = job.sourceTables().stream().filter(flow.between()::contains).toList();
      ends.putAll(ends(between, deadline));
      List<BucketEnd> sources =
          ends.values().stream().filter(end -> job.sourceTables().contains(end.table())).toList();
      JobProgress progress = watch.await(job, sources, deadline);
      if (!progress.hasWrittenAll()) {
        return Optional.of(progress);
      }
    }
    return Optional.empty();
  }

  private boolean moved(JobFlow flow, Deadline deadline) {
    return !ends.entrySet().containsAll(ends(flow.between(), deadline).entrySet());
  }

  private Map<TableBucket, BucketEnd> ends(Collection<String> tables, Deadline deadline) {
    return deadline.answer(() -> storage.ends().of(tables));
  }
}
