package dev.headwater.jobs.supervise;

import dev.headwater.lake.progress.TableProgress;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Decides from what it sees over time whether tiering has stalled: rows wait, and no table moves.
 */
final class TieringStall {
  private final Duration patience;
  private final Map<String, Long> tiered = new HashMap<>();
  private Instant lastMove = Instant.EPOCH;

  TieringStall(Duration patience) {
    this.patience = patience;
  }

  void restarted(Instant now) {
    lastMove = now;
  }

  /** Whether rows have waited longer than the patience while nothing moved. */
  boolean isStalled(List<TableProgress> tables, Instant now) {
    boolean moved = false;
    boolean waiting = false;
    for (TableProgress table : tables) {
      Long before = tiered.put(table.table(), table.tiered());
      moved |= before == null || before != table.tiered();
      waiting |= table.pending() > 0;
    }
    if (moved || !waiting) {
      lastMove = now;
      return false;
    }
    return Duration.between(lastMove, now).compareTo(patience) > 0;
  }
}
