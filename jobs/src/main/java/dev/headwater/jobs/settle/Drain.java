package dev.headwater.jobs.settle;

import dev.headwater.jobs.checkpoint.CheckpointContents;
import dev.headwater.jobs.checkpoint.CheckpointContents.InFlight;
import java.util.HashSet;
import java.util.Set;

/**
 * Waits until all that was in flight at one checkpoint is written, while newer records may keep
 * coming.
 *
 * <p>What is in flight in one operator may be in flight in the next one afterwards. So when all
 * that was in flight has left its operator, the same is asked again, as often as there are such
 * operators.
 */
final class Drain {
  private int stagesLeft = -1;
  private Set<InFlight> pending = Set.of();

  /** Looks at the next checkpoint and tells whether all is written. */
  boolean isDoneAt(CheckpointContents checkpoint) {
    if (stagesLeft < 0) {
      stagesLeft = checkpoint.stages();
      pending = new HashSet<>(checkpoint.inFlight());
    }
    pending.retainAll(checkpoint.inFlight());
    if (pending.isEmpty()) {
      stagesLeft--;
      pending = new HashSet<>(checkpoint.inFlight());
    }
    return checkpoint.inFlight().isEmpty() || stagesLeft <= 0;
  }

  int pending() {
    return pending.size();
  }
}
