package dev.headwater.lake.server.flight;

import dev.headwater.lake.server.ask.QueryRequest;
import dev.headwater.lake.server.engine.Cancellation;
import dev.headwater.lake.server.engine.QueryAnswer;
import dev.headwater.lake.server.engine.QueryEngine;
import io.netty.util.concurrent.DefaultThreadFactory;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.apache.arrow.flight.BackpressureStrategy;
import org.apache.arrow.flight.BackpressureStrategy.WaitResult;
import org.apache.arrow.flight.FlightProducer.ServerStreamListener;

/**
 * Sends answers batch by batch, no faster than the client takes them. Each has a thread of its own:
 * on gRPC's the client could not be heard while it is waited for.
 */
final class FlightStreams implements AutoCloseable {
  private static final long LOOK_MILLIS = 1_000;

  private final QueryEngine engine;
  private final Set<Cancellation> running = ConcurrentHashMap.newKeySet();
  private final ExecutorService threads =
      Executors.newCachedThreadPool(new DefaultThreadFactory("query-flight", true));

  FlightStreams(QueryEngine engine) {
    this.engine = engine;
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
    running.add(cancellation);
    threads.execute(() -> send(request, cancellation, listener, pace));
  }

  private void send(
      QueryRequest request,
      Cancellation cancellation,
      ServerStreamListener listener,
      BackpressureStrategy pace) {
    try (QueryAnswer answer = engine.query(request, cancellation)) {
      listener.start(answer.batch());
      while (answer.nextBatch()) {
        WaitResult ready;
        do {
          answer.requireTime();
          ready = pace.waitForListener(LOOK_MILLIS);
        } while (ready == WaitResult.TIMEOUT);
        if (ready != WaitResult.READY) {
          return;
        }
        listener.putNext();
      }
      listener.completed();
    } catch (RuntimeException e) {
      listener.error(FlightErrors.of(request.sql(), e));
    } finally {
      running.remove(cancellation);
    }
  }

  @Override
  public void close() throws InterruptedException {
    running.forEach(Cancellation::cancel);
    threads.shutdown();
    if (!threads.awaitTermination(LOOK_MILLIS, TimeUnit.MILLISECONDS)) {
      threads.shutdownNow();
    }
  }
}
