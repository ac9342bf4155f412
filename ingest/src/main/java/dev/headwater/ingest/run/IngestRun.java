package dev.headwater.ingest.run;

import dev.headwater.ingest.fault.Causes;
import dev.headwater.ingest.fault.IngestException;
import dev.headwater.ingest.platform.IngestSink;
import dev.headwater.ingest.record.HorizonClock;
import dev.headwater.ingest.record.RecordType;
import dev.headwater.ingest.request.IngestProgress;
import dev.headwater.ingest.request.IngestReport;
import dev.headwater.ingest.rows.Batch;
import dev.headwater.ingest.rows.Counts;
import dev.headwater.ingest.rows.Tally;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * One run over an open source. The calling thread follows the acknowledgements and advances clock
 * and place; two threads read and write. Memory is bounded by the two queues.
 */
public final class IngestRun {
  private static final int READ_AHEAD_BATCHES = 4;
  private static final int IN_FLIGHT_BATCHES = 48;
  private static final long POLL_MILLIS = 20;
  private static final long COMMIT_NANOS = Duration.ofMillis(500).toNanos();
  private static final long HORIZON_NANOS = Duration.ofSeconds(5).toNanos();
  private static final long PROGRESS_NANOS = Duration.ofMillis(250).toNanos();

  private final IngestPlan plan;
  private final EventSource source;
  private final IngestSink sink;
  private final IngestProgress progress;
  private final Duration patience;
  private final HorizonClock horizon;
  private final BlockingQueue<Batch> batches = new ArrayBlockingQueue<>(READ_AHEAD_BATCHES);
  private final BlockingQueue<Batch> inFlight = new ArrayBlockingQueue<>(IN_FLIGHT_BATCHES);
  private final InputPump pump;
  private final BatchSender sender;
  private final Tally tally;
  private final Heartbeat heartbeat;
  private long storedNewestMillis = Long.MIN_VALUE;
  private long newestMillis = Long.MIN_VALUE;
  private long offsetDone;
  private boolean gotOn;
  private Counts safeCounts;
  private Optional<Batch> lastDone = Optional.empty();
  private long committedNanos = System.nanoTime();
  private long horizonNanos = System.nanoTime();
  private long progressNanos = System.nanoTime();

  /**
   * A run.
   *
   * @param attempted counts of the attempt that this one goes on from
   * @param patience how long the platform may acknowledge nothing
   */
  public IngestRun(
      IngestPlan plan,
      Counts attempted,
      EventSource source,
      IngestSink sink,
      IngestProgress progress,
      Duration patience) {
    plan.learn(sink.moreFields());
    this.plan = plan;
    this.source = source;
    this.sink = sink;
    this.progress = progress;
    this.patience = patience;
    this.safeCounts = source.counts(attempted);
    this.tally = Tally.of(safeCounts);
    this.horizon =
        new HorizonClock(plan.type(), plan.request().options(), plan.wall(), sink.horizon());
    this.pump = new InputPump(source, plan, sink, horizon, batches);
    this.heartbeat = new Heartbeat(plan, source, sink);
    this.sender = new BatchSender(pump, batches, inFlight, sink);
  }

  /** Asks the run to end early; {@link #run} then returns soon, with everything written. */
  public void stop() {
    pump.stop();
  }

  /** Whether another run in this process can go on where this one ended. */
  public boolean canBeOpenedAgain() {
    return source.canBeOpenedAgain();
  }

  /** Whether anything was acknowledged. */
  public boolean gotOn() {
    return gotOn;
  }

  /** Of what is acknowledged. */
  public Counts safeCounts() {
    return safeCounts;
  }

  /** What is acknowledged, in words. */
  public String safe() {
    return source.safe();
  }

  /**
   * Runs to the end of the input.
   *
   * @param startedNanos when the work began, for the report
   */
  public IngestReport run(long startedNanos) throws InterruptedException {
    Thread reading = start("ingest-read", pump);
    Thread writing = start("ingest-write", sender);
    try {
      followAcknowledgements();
      commit();
    } finally {
      pump.stop();
      reading.interrupt();
      writing.interrupt();
      heartbeat.end();
    }
    IngestReport report = report(Duration.ofNanos(System.nanoTime() - startedNanos));
    return pump.endReached() ? source.completed(report) : source.interrupted(report);
  }

  private static Thread start(String name, Runnable work) {
    Thread thread = new Thread(work, name);
    thread.setDaemon(true);
    thread.start();
    return thread;
  }

  private void followAcknowledgements() throws InterruptedException {
    Batch head = null;
    while (true) {
      // Asked before polling: a batch sent in between is still found.
      boolean last = sender.isFinished();
      head = head == null ? inFlight.poll(POLL_MILLIS, TimeUnit.MILLISECONDS) : head;
      if (head == null && last) {
        requireNoFailure();
        return;
      }
      if (head != null && isDone(head)) {
        absorb(head);
        head = null;
      } else if (head != null) {
        requireLife(head);
      }
      requireNoFailure();
      now(System.nanoTime());
    }
  }

  private boolean isDone(Batch batch) throws InterruptedException {
    try {
      batch.done().get(POLL_MILLIS, TimeUnit.MILLISECONDS);
      return true;
    } catch (TimeoutException e) {
      return false;
    } catch (ExecutionException e) {
      throw failed("writing to table " + plan.type().table() + " failed", e.getCause());
    }
  }

  private void absorb(Batch batch) {
    tally.add(batch.tally().counts());
    newestMillis = Math.max(newestMillis, batch.newestMillis());
    lastDone = Optional.of(batch);
    offsetDone = batch.endOffset();
    if (!inFlight.isEmpty()) {
      inFlight.peek().alive();
    }
  }

  private void requireLife(Batch head) {
    Duration quiet = Duration.ofNanos(System.nanoTime() - head.aliveNanos());
    if (quiet.compareTo(patience) > 0) {
      throw failed("no write was acknowledged for " + patience.toSeconds() + " s", null);
    }
  }

  private void requireNoFailure() {
    Optional<Throwable> failure = pump.failure().or(sender::failure);
    if (failure.isEmpty()) {
      return;
    }
    if (failure.get() instanceof IngestException known) {
      throw known;
    }
    throw failed("writing to table " + plan.type().table() + " failed", failure.get());
  }

  private IngestException failed(String what, Throwable cause) {
    String where = " on the platform at " + plan.request().bootstrapServers();
    String why = cause == null ? "" : ": " + Causes.deepest(cause);
    String known = what + where + why + "; " + source.safe() + " are safe";
    if (!source.canBeContinued() && plan.type().carriesSource()) {
      return new IngestException.UnknownOutcome(
          known + ", some behind them may be written too: a repeat would count those twice", cause);
    }
    return new IngestException.External(
        known + "; look at `headwater status`, then run the same command again to continue", cause);
  }

  private void now(long nanos) {
    heartbeat.beat(nanos, tally.counts().read());
    if (nanos - committedNanos >= COMMIT_NANOS) {
      commit();
      committedNanos = nanos;
    }
    if (nanos - horizonNanos >= HORIZON_NANOS) {
      // Other inputs move the clock too.
      horizon.learn(sink.horizon());
      horizonNanos = nanos;
    }
    if (nanos - progressNanos >= PROGRESS_NANOS) {
      progress.advanced(offsetDone, source.size(), tally.counts().read());
      source.behind().ifPresent(progress::behind);
      progressNanos = nanos;
    }
  }

  /**
   * Records first, then the clock, then the position. A clock ahead of its records would call good
   * records late if they never came; a position ahead of the clock would lose the clock's move for
   * good, because the records that made it are not read again. A kill in between only makes the
   * next run repeat records that their keys absorb.
   */
  private void commit() {
    if (lastDone.isEmpty()) {
      return;
    }
    if (plan.type().horizon() != RecordType.Horizon.APART && newestMillis > storedNewestMillis) {
      sink.advanceHorizon(newestMillis);
      storedNewestMillis = newestMillis;
    }
    Batch done = lastDone.get();
    lastDone = Optional.empty();
    safeCounts = tally.counts();
    done.end().acknowledge(safeCounts, done.sentMillis());
    gotOn = true;
  }

  private IngestReport report(Duration elapsed) {
    Counts counts = tally.counts();
    return new IngestReport(
        counts.read(),
        counts.accepted(),
        counts.late(),
        counts.rejected(),
        counts.ignoredFields(),
        counts.timesCut(),
        counts.rejectedByReason(),
        OptionalLong.empty(),
        OptionalLong.empty(),
        Optional.empty(),
        elapsed);
  }
}
