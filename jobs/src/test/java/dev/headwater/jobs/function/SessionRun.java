package dev.headwater.jobs.function;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.flink.api.common.functions.util.ListCollector;
import org.apache.flink.metrics.SimpleCounter;
import org.apache.flink.table.api.dataview.MapView;
import org.apache.flink.types.Row;

/** The function as one shard runs it, with its state at hand. */
final class SessionRun {
  static final Duration GAP = Duration.ofMinutes(30);

  private final Sessionize function;
  private final SimpleCounter passedOver = new SimpleCounter();
  private final List<Row> emitted = new ArrayList<>();
  private MapView<String, Session[]> sessions = new MapView<>();
  private ShardClock clock = new ShardClock();

  SessionRun(Duration horizon) {
    function = new Sessionize(new StateHorizon(horizon, passedOver));
    function.setCollector(new ListCollector<>(emitted));
  }

  /** Processes an event and returns what the function writes for it. */
  List<Row> process(SessionEvent event) {
    emitted.clear();
    try {
      function.eval(sessions, clock, event, (int) GAP.toMinutes());
    } catch (Exception e) {
      throw new IllegalStateException("the function failed on " + event, e);
    }
    return List.copyOf(emitted);
  }

  long passedOver() {
    return passedOver.getCount();
  }

  int sessionsInState() {
    return sessions.getMap().values().stream().mapToInt(kept -> kept.length).sum();
  }

  /** How long before the newest event the oldest session in the state ended. */
  Duration ageOfState() {
    return sessions.getMap().values().stream()
        .flatMap(Arrays::stream)
        .map(session -> Duration.between(session.end(), clock.newest))
        .max(Comparator.naturalOrder())
        .orElse(Duration.ZERO);
  }

  /** What a checkpoint holds. */
  record Checkpoint(Map<String, Session[]> sessions, ShardClock clock) {}

  Checkpoint checkpoint() {
    return new Checkpoint(new HashMap<>(sessions.getMap()), copy(clock));
  }

  void fallBackTo(Checkpoint checkpoint) {
    sessions = new MapView<>();
    sessions.setMap(new HashMap<>(checkpoint.sessions()));
    clock = copy(checkpoint.clock());
  }

  private static ShardClock copy(ShardClock clock) {
    ShardClock copy = new ShardClock();
    copy.newest = clock.newest;
    return copy;
  }
}
