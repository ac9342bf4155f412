package dev.headwater.ingest.collect;

import dev.headwater.ingest.fault.Causes;
import dev.headwater.ingest.platform.FlussLink;
import dev.headwater.ingest.platform.FlussSink;
import dev.headwater.ingest.platform.IngestSink;
import dev.headwater.ingest.record.HorizonClock;
import dev.headwater.ingest.record.RecordRules;
import dev.headwater.ingest.record.RecordShape;
import dev.headwater.ingest.record.RecordType;
import dev.headwater.ingest.record.StoredHorizon;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;

/** One connection to the platform with a lane for each table. Looked after by one thread. */
final class UplinkConnection implements AutoCloseable {
  /** Who waits for a row waits for a group already; the client need not gather more. */
  private static final Duration GATHERING = Duration.ofMillis(1);

  private static final Duration LONGEST_LOOK = Duration.ofSeconds(10);

  private final FlussLink link;
  private final IngestSink anySink;
  private final List<TableLane> lanes;
  private final List<Thread> threads = new ArrayList<>();
  private final Duration patience;

  private UplinkConnection(
      FlussLink link, IngestSink anySink, List<TableLane> lanes, Duration patience) {
    this.link = link;
    this.anySink = anySink;
    this.lanes = lanes;
    this.patience = patience;
    for (TableLane lane : lanes) {
      Thread thread = new Thread(lane, "collect-write");
      thread.setDaemon(true);
      thread.start();
      threads.add(thread);
    }
  }

  /**
   * Connects and takes submissions from their queues.
   *
   * @throws IngestException when there is no platform, or not the tables that it should have
   */
  static UplinkConnection open(
      CollectorRequest request,
      Map<RecordType, BlockingQueue<Submission>> queues,
      CollectorTally tally,
      Clock wall) {
    Duration patience = request.limits().platformTime();
    Duration look = patience.compareTo(LONGEST_LOOK) < 0 ? patience : LONGEST_LOOK;
    FlussLink link = FlussLink.open(request.bootstrapServers(), look, GATHERING, Duration.ZERO);
    try {
      List<TableLane> lanes = new ArrayList<>();
      IngestSink sink = null;
      for (RecordType type : queues.keySet()) {
        sink = FlussSink.on(link, request.database(), type);
        RecordShape shape = RecordShape.of(type).with(sink.moreFields());
        RecordRules rules = request.rules(shape, wall);
        HorizonClock horizon = new HorizonClock(type, request.options(), wall, sink.horizon());
        lanes.add(new TableLane(rules, sink, horizon, queues.get(type), tally));
      }
      return new UplinkConnection(link, sink, lanes, patience);
    } catch (RuntimeException e) {
      link.close();
      throw e;
    }
  }

  /** Why the platform is not to be relied on, when it is not. Asks it. */
  Optional<String> trouble() {
    for (TableLane lane : lanes) {
      Optional<String> trouble = lane.trouble(patience);
      if (trouble.isPresent()) {
        return trouble;
      }
    }
    try {
      StoredHorizon stored = anySink.horizon();
      lanes.forEach(lane -> lane.learn(stored));
      return Optional.empty();
    } catch (RuntimeException e) {
      return Optional.of(Causes.deepest(e));
    }
  }

  /** Gives up what is on its way. */
  void abandon() {
    lanes.forEach(TableLane::close);
    threads.forEach(Thread::interrupt);
    link.close();
  }

  /** Lets the lanes finish what they are at, then ends. */
  @Override
  public void close() {
    lanes.forEach(TableLane::close);
    try {
      for (Thread thread : threads) {
        thread.join(patience.toMillis());
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    abandon();
  }
}
