package dev.headwater.jobs.settle;

import dev.headwater.jobs.lag.BucketLag;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * How far a job was at its last checkpoint.
 *
 * @param jobName name of the job
 * @param checkpoint whether there was one to look at
 * @param lags buckets with records that the job had not read; empty when it had read all
 * @param inFlight how many parts of the job's operators held records that were read and not yet
 *     written
 * @param problem why the job does not move, for a person; empty when it runs
 */
public record JobProgress(
    String jobName,
    boolean checkpoint,
    List<BucketLag> lags,
    int inFlight,
    Optional<String> problem) {
  public JobProgress {
    lags = List.copyOf(lags);
  }

  /** Whether the job runs, had read everything and had written what came of it. */
  public boolean hasWrittenAll() {
    return problem.isEmpty() && checkpoint && lags.isEmpty() && inFlight == 0;
  }

  /** One line for a person: the problem, or what the job is behind on. */
  public String describe() {
    if (problem.isPresent()) {
      return problem.get();
    }
    if (!checkpoint) {
      return "job " + jobName + " has no completed checkpoint yet";
    }
    if (lags.isEmpty()) {
      return inFlight == 0
          ? "job " + jobName + " has written everything"
          : "job " + jobName + " has read everything and still waits for look-ups";
    }
    int shown = 3;
    String buckets =
        lags.stream().limit(shown).map(BucketLag::describe).collect(Collectors.joining(", "));
    String more = lags.size() > shown ? " and " + (lags.size() - shown) + " more buckets" : "";
    return "job " + jobName + " is behind on " + buckets + more;
  }
}
