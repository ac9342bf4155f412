package dev.headwater.ingest.run;

import dev.headwater.ingest.platform.IngestSink;
import dev.headwater.ingest.rows.Batch;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;

/** The writing thread: sends batches in their order without waiting for acknowledgements. */
final class BatchSender implements Runnable {
  private static final long POLL_MILLIS = 20;

  private final InputPump pump;
  private final BlockingQueue<Batch> batches;
  private final BlockingQueue<Batch> inFlight;
  private final IngestSink sink;
  private volatile boolean finished;
  private volatile Throwable failure;

  /**
   * Connects two queues.
   *
   * @param inFlight bounded: full when the platform does not keep up, which slows the reading
   */
  BatchSender(
      InputPump pump,
      BlockingQueue<Batch> batches,
      BlockingQueue<Batch> inFlight,
      IngestSink sink) {
    this.pump = pump;
    this.batches = batches;
    this.inFlight = inFlight;
    this.sink = sink;
  }

  @Override
  public void run() {
    try {
      boolean more = true;
      while (more) {
        // Asked before polling: a batch handed over in between is still found.
        boolean last = pump.isFinished();
        Batch batch = batches.poll(POLL_MILLIS, TimeUnit.MILLISECONDS);
        if (batch != null) {
          send(batch);
        }
        more = batch != null || !last;
      }
      sink.flush();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (RuntimeException | Error e) {
      failure = e;
    } finally {
      finished = true;
    }
  }

  private void send(Batch batch) throws InterruptedException {
    batch.expectWrites();
    inFlight.put(batch);
    try {
      sink.write(batch);
    } catch (RuntimeException e) {
      batch.fail(e);
    }
  }

  /** Whether nothing will be added to the batches in flight. */
  boolean isFinished() {
    return finished;
  }

  Optional<Throwable> failure() {
    return Optional.ofNullable(failure);
  }
}
