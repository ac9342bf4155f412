package dev.headwater.ingest;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.http.HttpRequest;
import java.net.http.HttpTimeoutException;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;

/**
 * Clients that send each body again until it is answered, whatever happens to the collector. Some
 * are impatient and send again what is still on its way.
 */
final class RetryingClients {
  private static final int CLIENTS = 12;
  private static final int IMPATIENT_IN = 10;
  private static final int AWAY_NANOS = 100_000_000;

  private final InetSocketAddress address;
  private final ConcurrentLinkedQueue<Integer> left = new ConcurrentLinkedQueue<>();
  private final List<String> bodies;
  private final AtomicInteger answered = new AtomicInteger();
  private final AtomicInteger repeated = new AtomicInteger();
  private final CompletableFuture<Void> done;

  RetryingClients(InetSocketAddress address, List<String> bodies, long seed) {
    this.address = address;
    this.bodies = bodies;
    IntStream.range(0, bodies.size()).forEach(left::add);
    this.done =
        CompletableFuture.allOf(
            IntStream.range(0, CLIENTS)
                .mapToObj(client -> start(new Random(seed + client)))
                .toArray(CompletableFuture<?>[]::new));
  }

  /** What a body's sender calls it, on every other one; the others have only their bytes. */
  static String idempotencyKey(int body) {
    return body % 2 == 0 ? "body-" + body : "";
  }

  private CompletableFuture<Void> start(Random random) {
    CompletableFuture<Void> end = new CompletableFuture<>();
    Thread thread =
        new Thread(
            () -> {
              try {
                sendAll(new TestingClient(address), random);
                end.complete(null);
              } catch (Exception | Error e) {
                end.completeExceptionally(e);
              }
            },
            "client");
    thread.setDaemon(true);
    thread.start();
    return end;
  }

  private void sendAll(TestingClient client, Random random) throws Exception {
    for (Integer body = left.poll(); body != null; body = left.poll()) {
      while (!isAnswered(client, body, random)) {
        repeated.incrementAndGet();
      }
      answered.incrementAndGet();
    }
  }

  private boolean isAnswered(TestingClient client, int body, Random random) throws Exception {
    HttpRequest.Builder request =
        client
            .to("/v1/events", "Content-Type", "application/x-ndjson")
            .POST(HttpRequest.BodyPublishers.ofString(bodies.get(body)));
    if (!idempotencyKey(body).isEmpty()) {
      request.header("Idempotency-Key", idempotencyKey(body));
    }
    if (random.nextInt(IMPATIENT_IN) == 0) {
      request.timeout(Duration.ofMillis(1 + random.nextInt(30)));
    }
    try {
      TestingClient.Told told = client.send(request.build());
      if (told.status() == 503 || told.status() == 504) {
        comeAgain(random);
        return false;
      }
      if (told.status() != 200
          || told.document().path("accepted").asInt() != HttpSourceContract.GOOD) {
        throw new AssertionError(told.status() + ": " + told.document());
      }
      return true;
    } catch (HttpTimeoutException impatient) {
      return false;
    } catch (IOException killed) {
      comeAgain(random);
      return false;
    }
  }

  /** As a good client does, and the next collector needs the processor to start. */
  private static void comeAgain(Random random) {
    LockSupport.parkNanos(random.nextInt(AWAY_NANOS));
  }

  int answered() {
    return answered.get();
  }

  int repeated() {
    return repeated.get();
  }

  boolean isDone() {
    return done.isDone();
  }

  void awaitEnd() {
    done.join();
  }
}
