package dev.headwater.ingest.run;

import dev.headwater.ingest.platform.IngestSink;
import dev.headwater.ingest.record.HorizonClock;
import dev.headwater.ingest.record.Line;
import dev.headwater.ingest.rows.Batch;
import dev.headwater.ingest.rows.LineRouter;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;

/** The reading thread: cuts the input into batches of decoded and routed records. */
final class InputPump implements Runnable {
  private final EventSource source;
  private final IngestPlan plan;
  private final IngestSink sink;
  private final HorizonClock horizon;
  private final BlockingQueue<Batch> batches;
  private volatile boolean stopAsked;
  private volatile boolean waitingForInput;
  private volatile boolean endReached;
  private volatile boolean finished;
  private volatile Throwable failure;

  InputPump(
      EventSource source,
      IngestPlan plan,
      IngestSink sink,
      HorizonClock horizon,
      BlockingQueue<Batch> batches) {
    this.source = source;
    this.plan = plan;
    this.sink = sink;
    this.horizon = horizon;
    this.batches = batches;
  }

  @Override
  public void run() {
    try {
      pump();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (RuntimeException | Error e) {
      failure = e;
    } finally {
      finished = true;
    }
  }

  private void pump() throws InterruptedException {
    LineRouter router = new LineRouter(plan.rules(), source.decoder(), horizon, sink.layouts());
    Line line = new Line();
    Batch batch = new Batch();
    while (!stopAsked && !endReached) {
      if (source.mayBlock()) {
        // What is here goes on: the next line of a stream may come in an hour.
        batch = handOver(batch);
        if (batches.remainingCapacity() == 0) {
          source.rest();
          continue;
        }
        waitingForInput = true;
      }
      EventSource.Reading reading = source.read(line);
      waitingForInput = false;
      switch (reading) {
        case LINE -> {
          if (!line.isBlank()) {
            source.routed(router.route(line, batch));
          }
        }
        case NOTHING_YET -> {}
        case END -> endReached = true;
      }
      if (batch.isFull()) {
        batch = handOver(batch);
      }
    }
    handOver(batch);
  }

  private Batch handOver(Batch batch) throws InterruptedException {
    if (batch.isEmpty()) {
      return batch;
    }
    batch.endAt(source.place());
    batches.put(batch);
    return new Batch();
  }

  /** Asks to read no further. A read that waits for a stream goes on waiting, and is harmless. */
  void stop() {
    stopAsked = true;
  }

  /** Whether no batch will come any more. */
  boolean isFinished() {
    return finished || (stopAsked && waitingForInput);
  }

  boolean endReached() {
    return endReached;
  }

  Optional<Throwable> failure() {
    return Optional.ofNullable(failure);
  }
}
