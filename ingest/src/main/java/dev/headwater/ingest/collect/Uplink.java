package dev.headwater.ingest.collect;

import dev.headwater.ingest.record.RecordType;
import java.time.Clock;
import java.time.Duration;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The way of submissions to the platform. When the platform goes away, its connection is given up
 * and a new one is made: the client's writer may not survive that. Thread-safe.
 */
final class Uplink implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Uplink.class);
  private static final Duration BETWEEN_LOOKS = Duration.ofMillis(500);
  private static final Duration BETWEEN_ATTEMPTS = Duration.ofSeconds(1);

  private final CollectorRequest request;
  private final CollectorTally tally;
  private final Map<RecordType, BlockingQueue<Submission>> queues = new EnumMap<>(RecordType.class);
  private final CountDownLatch closing = new CountDownLatch(1);
  private final Thread watch = new Thread(this::watch, "collect-uplink");
  private volatile Optional<UplinkConnection> connection = Optional.empty();

  /** Why the last attempt to connect failed; the watch's own. */
  private String refusal = "";

  Uplink(CollectorRequest request, CollectorTally tally) {
    this.request = request;
    this.tally = tally;
    Arrays.stream(RecordType.values())
        .filter(RecordType::hasKey)
        .forEach(type -> queues.put(type, new LinkedBlockingQueue<>()));
  }

  /**
   * Connects for the first time.
   *
   * @throws IngestException when there is no platform, or not the tables that it should have
   */
  void open() {
    connection = Optional.of(connect());
    watch.setDaemon(true);
    watch.start();
  }

  private UplinkConnection connect() {
    return UplinkConnection.open(request, queues, tally, Clock.systemUTC());
  }

  /** Whether the platform answers. */
  boolean isUp() {
    return connection.isPresent();
  }

  /** Its own limits keep what waits bounded; see {@link InFlight}. */
  void submit(Submission submission) {
    queues.get(submission.type()).add(submission);
  }

  private void watch() {
    try {
      while (closing.getCount() > 0) {
        if (connection.isPresent()) {
          look(connection.get());
        } else {
          reconnect();
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void look(UplinkConnection current) throws InterruptedException {
    if (closing.await(BETWEEN_LOOKS.toMillis(), TimeUnit.MILLISECONDS)) {
      return;
    }
    current
        .trouble()
        .ifPresent(
            trouble -> {
              LOG.warn("lost the platform at={} cause={}", request.bootstrapServers(), trouble);
              connection = Optional.empty();
              current.abandon();
            });
  }

  private void reconnect() throws InterruptedException {
    try {
      UplinkConnection fresh = connect();
      connection = Optional.of(fresh);
      refusal = "";
      LOG.info("the platform is back at={}", request.bootstrapServers());
    } catch (RuntimeException e) {
      tellOnce(String.valueOf(e.getMessage()));
      boolean unused = closing.await(BETWEEN_ATTEMPTS.toMillis(), TimeUnit.MILLISECONDS);
    }
  }

  private void tellOnce(String message) {
    if (!message.equals(refusal)) {
      refusal = message;
      LOG.warn("cannot connect cause={}", message);
    }
  }

  /** Ends when what was begun is written. Nothing may be submitted any more. */
  @Override
  public void close() {
    closing.countDown();
    try {
      watch.join(request.limits().platformTime().toMillis());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    connection.ifPresent(UplinkConnection::close);
    connection = Optional.empty();
  }
}
