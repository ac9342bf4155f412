package dev.headwater.lake.server;

import dev.headwater.lake.LakeException;
import dev.headwater.lake.LakeException.Actor;
import java.io.IOException;
import org.apache.arrow.flight.BackpressureStrategy;
import org.apache.arrow.flight.BackpressureStrategy.WaitResult;
import org.apache.arrow.flight.FlightProducer.ServerStreamListener;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.vector.ipc.ArrowReader;

/** Sends answers batch by batch, no faster than the client takes them. */
final class FlightStreams {
  private static final long BATCH_ROWS = 16_384;
  private static final long LOOK_MILLIS = 1_000;

  private final QueryEngine engine;
  private final BufferAllocator allocator;

  FlightStreams(QueryEngine engine, BufferAllocator allocator) {
    this.engine = engine;
    this.allocator = allocator;
  }

  void send(QueryRequest request, ServerStreamListener listener) {
    Cancellation cancellation = new Cancellation();
    BackpressureStrategy pace =
        new BackpressureStrategy.CallbackBackpressureStrategy() {
          @Override
          protected void cancelCallback() {
            cancellation.cancel();
          }
        };
    pace.register(listener);
    try (QueryAnswer answer = engine.query(request, cancellation);
        ArrowReader batches = answer.batches(allocator, BATCH_ROWS)) {
      listener.start(batches.getVectorSchemaRoot());
      while (batches.loadNextBatch()) {
        WaitResult ready;
        do {
          ready = pace.waitForListener(LOOK_MILLIS);
        } while (ready == WaitResult.TIMEOUT);
        if (ready != WaitResult.READY) {
          return;
        }
        listener.putNext();
      }
      listener.completed();
    } catch (IOException e) {
      listener.error(
          FlightErrors.of(
              request.sql(), new LakeException(Actor.EXTERNAL, "the query failed: " + e, e)));
    } catch (RuntimeException e) {
      listener.error(FlightErrors.of(request.sql(), e));
    }
  }
}
