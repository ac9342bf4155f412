package dev.headwater.ingest.collect;

import dev.headwater.ingest.decode.JsonRecordDecoder;
import dev.headwater.ingest.decode.RecordDecoder;
import dev.headwater.ingest.fault.Causes;
import dev.headwater.ingest.fault.IngestException;
import dev.headwater.ingest.platform.IngestSink;
import dev.headwater.ingest.record.HorizonClock;
import dev.headwater.ingest.record.Line;
import dev.headwater.ingest.record.RecordRules;
import dev.headwater.ingest.record.RecordType;
import dev.headwater.ingest.record.StoredHorizon;
import dev.headwater.ingest.rows.Batch;
import dev.headwater.ingest.rows.Counts;
import dev.headwater.ingest.rows.LineRouter;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;

/**
 * The writing thread of one table. Whatever waits is written together and flushed once, so that the
 * more requests come, the fewer writes each of them costs. Ends at its first failure.
 */
final class TableLane implements Runnable {
  /** Bounds a group, and with it how long its first request waits for the others. */
  private static final int GROUP_RECORDS = 8_192;

  private static final long IDLE = Long.MIN_VALUE;
  private static final long POLL_MILLIS = 100;

  private final RecordRules rules;
  private final IngestSink sink;
  private final HorizonClock horizon;
  private final LineRouter router;
  private final BlockingQueue<Submission> queue;
  private final CollectorTally tally;
  private final Line line = new Line();
  private List<Answer.Rejected> rejected = new ArrayList<>();
  private long storedNewestMillis = Long.MIN_VALUE;
  private volatile long busySinceNanos = IDLE;
  private volatile boolean closed;
  private volatile Throwable failure;

  /** A request on its way. */
  private record Sending(Submission submission, Batch batch, List<Answer.Rejected> rejected) {}

  TableLane(
      RecordRules rules,
      IngestSink sink,
      HorizonClock horizon,
      BlockingQueue<Submission> queue,
      CollectorTally tally) {
    this.rules = rules;
    this.sink = sink;
    this.horizon = horizon;
    this.queue = queue;
    this.tally = tally;
    this.router =
        new LineRouter(
            rules,
            decoder(rules),
            horizon,
            sink.layouts(),
            (refused, why) ->
                rejected.add(new Answer.Rejected(refused.number, why.reason(), why.detail())));
  }

  private static RecordDecoder decoder(RecordRules rules) {
    return rules.type() == RecordType.EVENTS
        ? new JsonRecordDecoder(rules.shape(), rules.options(), new GeneratedEventIds())
        : new JsonRecordDecoder(rules.shape(), rules.options());
  }

  @Override
  public void run() {
    try {
      while (!closed) {
        Submission first = queue.poll(POLL_MILLIS, TimeUnit.MILLISECONDS);
        if (first != null) {
          busySinceNanos = System.nanoTime();
          writeTogether(first);
          busySinceNanos = IDLE;
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (RuntimeException | Error e) {
      failure = e;
    }
  }

  private void writeTogether(Submission first) throws InterruptedException {
    List<Sending> group = new ArrayList<>();
    try {
      gather(first, group);
      write(group);
    } catch (ExecutionException e) {
      throw failed(group, e.getCause());
    } catch (RuntimeException | Error e) {
      throw failed(group, e);
    } catch (InterruptedException e) {
      group.forEach(sending -> sending.submission().fail("the connection was closed"));
      throw e;
    }
    for (Sending sending : group) {
      Counts counts = sending.batch().tally().counts();
      tally.written(counts);
      sending.submission().complete(Answer.safe(counts, sending.rejected()));
    }
  }

  private void gather(Submission first, List<Sending> group) {
    int records = 0;
    for (Submission next = first;
        next != null;
        next = records < GROUP_RECORDS ? queue.poll() : null) {
      if (next.begin()) {
        records += next.records().size();
        group.add(route(next));
      }
    }
  }

  private Sending route(Submission submission) {
    rejected = new ArrayList<>();
    Batch batch = new Batch();
    try {
      for (int i = 0; i < submission.records().size(); i++) {
        submission.records().show(i, submission.source(), line);
        router.route(line, batch);
      }
    } catch (RuntimeException | Error e) {
      submission.fail(Causes.deepest(e));
      throw e;
    }
    return new Sending(submission, batch, rejected);
  }

  /**
   * Returns when every record is safe, and then the clock that they moved: an answer ahead of the
   * clock would lose the clock's move for good, because nobody sends these records again.
   */
  private void write(List<Sending> group) throws InterruptedException, ExecutionException {
    long newestMillis = Long.MIN_VALUE;
    for (Sending sending : group) {
      sending.batch().expectWrites();
      sink.write(sending.batch());
      newestMillis = Math.max(newestMillis, sending.batch().newestMillis());
    }
    sink.flush();
    for (Sending sending : group) {
      sending.batch().done().get();
    }
    if (rules.type().horizon() != RecordType.Horizon.APART && newestMillis > storedNewestMillis) {
      sink.advanceHorizon(newestMillis);
      storedNewestMillis = newestMillis;
    }
  }

  private static IngestException failed(List<Sending> group, Throwable cause) {
    String why = Causes.deepest(cause);
    group.forEach(sending -> sending.submission().fail(why));
    return new IngestException.External("writing failed: " + why, cause);
  }

  /** Tells what is stored: others move the clock too. */
  void learn(StoredHorizon stored) {
    horizon.learn(stored);
  }

  /** Why it does not write, when it does not: it has failed, or was busy with one group so long. */
  Optional<String> trouble(Duration patience) {
    Throwable failed = failure;
    if (failed != null) {
      return Optional.of(Causes.deepest(failed));
    }
    long since = busySinceNanos;
    return since != IDLE && System.nanoTime() - since > patience.toNanos()
        ? Optional.of("no write was acknowledged for " + patience.toSeconds() + " s")
        : Optional.empty();
  }

  /** Asks it to end when it has written what it is at. */
  void close() {
    closed = true;
  }
}
