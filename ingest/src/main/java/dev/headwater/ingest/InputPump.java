package dev.headwater.ingest;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;

/** The reading thread: cuts the input into batches of decoded and routed records. */
final class InputPump implements Runnable {
  /** Bounds memory: a batch holds at most this many lines, and about this many bytes of them. */
  private static final int BATCH_LINES = 2048;

  private static final int BATCH_BYTES = 1 << 20;

  private final OpenInput input;
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
      OpenInput input,
      IngestPlan plan,
      IngestSink sink,
      HorizonClock horizon,
      BlockingQueue<Batch> batches) {
    this.input = input;
    this.plan = plan;
    this.sink = sink;
    this.horizon = horizon;
    this.batches = batches;
  }

  @Override
  public void run() {
    try {
      pump();
    } catch (IOException e) {
      failure = input.unreadable(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (RuntimeException | Error e) {
      failure = e;
    } finally {
      finished = true;
    }
  }

  private void pump() throws IOException, InterruptedException {
    Position start = plan.start();
    LineReader lines = new LineReader(input.stream(), 0, 0);
    RecordDecoder decoder = decoder(lines);
    if (!start.isStart()) {
      input.seek(start.offset());
      lines = new LineReader(input.stream(), start.offset(), start.line());
    }
    route(lines, new LineRouter(plan, decoder, horizon, sink));
  }

  /** CSV's decoder reads the header first, also when records are continued further on. */
  private RecordDecoder decoder(LineReader lines) throws IOException {
    if (plan.format() != Format.CSV) {
      return plan.lineDecoder();
    }
    Line first = new Line();
    CsvHeader header =
        lines.next(first)
            ? CsvHeader.parse(plan.type(), plan.request().options(), input.name(), first)
            : new CsvHeader(List.of());
    return new CsvRecordDecoder(plan.type(), header);
  }

  private void route(LineReader lines, LineRouter router) throws IOException, InterruptedException {
    Line line = new Line();
    Batch batch = new Batch();
    long batchStart = plan.start().offset();
    while (!stopAsked) {
      if (lines.mayBlock()) {
        // What is here goes on: the next line of a stream may come in an hour.
        batch = handOver(batch);
        waitingForInput = true;
      }
      boolean hasLine = lines.next(line);
      waitingForInput = false;
      if (!hasLine) {
        endReached = true;
        break;
      }
      if (line.isBlank()) {
        continue;
      }
      router.route(line, batch);
      if (batch.lines() == BATCH_LINES || line.endOffset - batchStart > BATCH_BYTES) {
        batch = handOver(batch);
        batchStart = line.endOffset;
      }
    }
    handOver(batch);
  }

  private Batch handOver(Batch batch) throws InterruptedException {
    if (batch.isEmpty()) {
      return batch;
    }
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
