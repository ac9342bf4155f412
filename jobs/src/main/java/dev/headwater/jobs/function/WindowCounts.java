package dev.headwater.jobs.function;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import org.apache.flink.table.api.dataview.MapView;
import org.apache.flink.types.Row;

/** Counts by window and other columns, which go when their window has left the hot horizon. */
final class WindowCounts {
  private final StateHorizon horizon;
  private final int window;

  /**
   * Counts of any shard.
   *
   * @param window position of the window's start in a key
   */
  WindowCounts(StateHorizon horizon, int window) {
    this.horizon = horizon;
    this.window = window;
  }

  /**
   * Counts a row.
   *
   * @return the count before it; empty when its window has left the horizon and nothing changes
   */
  OptionalLong add(MapView<Row, Long> counts, ShardClock clock, Row key) throws Exception {
    if (horizon.passesOver(clock, start(key))) {
      return OptionalLong.empty();
    }
    if (clock.moveTo(start(key))) {
      forget(counts, horizon.keptFrom(clock));
    }
    Long known = counts.get(key);
    long before = known == null ? 0 : known;
    counts.put(key, before + 1);
    return OptionalLong.of(before);
  }

  private void forget(MapView<Row, Long> counts, Instant keptFrom) throws Exception {
    List<Row> old = new ArrayList<>();
    for (Row key : counts.keys()) {
      if (start(key).isBefore(keptFrom)) {
        old.add(key);
      }
    }
    for (Row key : old) {
      counts.remove(key);
    }
  }

  private Instant start(Row key) {
    return key.getFieldAs(window);
  }
}
