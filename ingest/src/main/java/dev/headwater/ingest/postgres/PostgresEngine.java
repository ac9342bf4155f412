package dev.headwater.ingest.postgres;

import io.debezium.embedded.Connect;
import io.debezium.engine.ChangeEvent;
import io.debezium.engine.DebeziumEngine;
import io.debezium.engine.DebeziumEngine.RecordCommitter;
import io.debezium.engine.spi.OffsetCommitPolicy;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.connect.source.SourceRecord;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A running Debezium engine. Its thread hands over what it read, a bounded number of batches ahead,
 * and tells Postgres what another thread acknowledged.
 */
final class PostgresEngine implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(PostgresEngine.class);
  private static final int READ_AHEAD = 2;
  private static final Duration STEP = Duration.ofMillis(20);

  /** Longer than two heartbeats are apart, which wake the engine's thread. */
  private static final Duration LAST_COMMIT = Duration.ofSeconds(3);

  private static final Duration END = Duration.ofSeconds(15);

  private final BlockingQueue<List<ChangeEvent<SourceRecord, SourceRecord>>> batches =
      new ArrayBlockingQueue<>(READ_AHEAD);
  private final DebeziumEngine<ChangeEvent<SourceRecord, SourceRecord>> engine;
  private final CountDownLatch polling = new CountDownLatch(1);
  private final CountDownLatch committed = new CountDownLatch(1);
  private final CountDownLatch ended = new CountDownLatch(1);
  private volatile ChangeEvent<SourceRecord, SourceRecord> acknowledged;
  private volatile boolean closing;
  private volatile Throwable failure;
  private volatile ChangeEvent<SourceRecord, SourceRecord> lastCommitted;

  PostgresEngine(Properties settings) {
    this.engine =
        DebeziumEngine.create(Connect.class)
            .using(settings)
            .using(OffsetCommitPolicy.always())
            .using(
                new DebeziumEngine.ConnectorCallback() {
                  @Override
                  public void pollingStarted() {
                    polling.countDown();
                  }
                })
            .using((DebeziumEngine.CompletionCallback) this::complete)
            .notifying(this::take)
            .build();
    Thread thread = new Thread(engine, "ingest-postgres");
    thread.setDaemon(true);
    thread.start();
  }

  private void complete(boolean good, String message, Throwable error) {
    if (!good) {
      failure = error == null ? new IllegalStateException(message) : error;
    }
    polling.countDown();
    committed.countDown();
    ended.countDown();
  }

  private void take(
      List<ChangeEvent<SourceRecord, SourceRecord>> batch,
      RecordCommitter<ChangeEvent<SourceRecord, SourceRecord>> committer)
      throws InterruptedException {
    boolean handedOver = false;
    while (!handedOver && !closing) {
      commit(committer);
      handedOver = batches.offer(batch, STEP.toMillis(), TimeUnit.MILLISECONDS);
    }
    commit(committer);
    if (closing) {
      committed.countDown();
    }
  }

  private void commit(RecordCommitter<ChangeEvent<SourceRecord, SourceRecord>> committer)
      throws InterruptedException {
    ChangeEvent<SourceRecord, SourceRecord> safe = acknowledged;
    if (safe != null && safe != lastCommitted) {
      committer.markProcessed(safe);
      committer.markBatchFinished();
      lastCommitted = safe;
    }
  }

  /** What was read next; null when nothing is there for now. */
  List<ChangeEvent<SourceRecord, SourceRecord>> poll(Duration wait) throws InterruptedException {
    return batches.poll(wait.toMillis(), TimeUnit.MILLISECONDS);
  }

  /** Why it ended by itself; empty while it runs. */
  Optional<Throwable> failure() {
    return ended.getCount() > 0
        ? Optional.empty()
        : Optional.of(failure == null ? new IllegalStateException("Debezium ended") : failure);
  }

  /** Everything up to a record is safe. */
  void acknowledge(ChangeEvent<SourceRecord, SourceRecord> record) {
    acknowledged = record;
  }

  /** Tells Postgres what is safe and disconnects; a loss of it only makes the next run repeat. */
  @Override
  public void close() {
    try {
      polling.await(END.toMillis(), TimeUnit.MILLISECONDS);
      closing = true;
      if (acknowledged != lastCommitted) {
        committed.await(LAST_COMMIT.toMillis(), TimeUnit.MILLISECONDS);
      }
      if (ended.getCount() > 0) {
        engine.close();
        ended.await(END.toMillis(), TimeUnit.MILLISECONDS);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (IOException | IllegalStateException e) {
      // It ended by itself in the meantime.
      LOG.debug("the engine was not closed", e);
    }
  }
}
