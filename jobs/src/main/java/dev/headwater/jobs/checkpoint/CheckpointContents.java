package dev.headwater.jobs.checkpoint;

import java.util.List;
import java.util.Set;

/**
 * What a completed checkpoint says about a job's progress.
 *
 * @param sources the job's source operators
 * @param inFlight what was read but not yet written: each entry holds at least one record, and two
 *     checkpoints have the same entry when they may hold the same record
 * @param stages how many operators can hold records in flight; a record passes through at most all
 */
public record CheckpointContents(
    List<SourcePositions> sources, Set<InFlight> inFlight, int stages) {
  public CheckpointContents {
    sources = List.copyOf(sources);
    inFlight = Set.copyOf(inFlight);
  }

  /**
   * Records in flight in one operator.
   *
   * @param operator Flink's id of the operator
   * @param part the records: a key group, or the hash of one record
   */
  public record InFlight(String operator, String part) {}
}
