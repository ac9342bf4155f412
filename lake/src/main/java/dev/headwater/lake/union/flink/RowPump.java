package dev.headwater.lake.union.flink;

import dev.headwater.lake.client.FlussClient;
import dev.headwater.lake.union.TableRead;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.apache.flink.connector.base.source.reader.synchronization.FutureCompletingBlockingQueue;
import org.apache.flink.table.data.RowData;
import org.apache.fluss.client.Connection;
import org.apache.fluss.client.ConnectionFactory;
import org.apache.fluss.flink.utils.FlussRowToFlinkRowConverter;
import org.apache.fluss.row.InternalRow;

/**
 * Reads a table in a thread of its own, a few batches ahead, so that the Flink task that takes the
 * rows never blocks and can be cancelled at any time.
 */
final class RowPump implements AutoCloseable {
  private static final int BATCH_ROWS = 1000;
  private static final int BATCHES_AHEAD = 4;

  /**
   * What the pump hands over.
   *
   * @param rows in reading order
   * @param last whether no batch follows
   * @param failure why the read ended early, null when it did not
   */
  record Batch(List<RowData> rows, boolean last, Throwable failure) {}

  private final ScanSpec spec;
  private final FutureCompletingBlockingQueue<Batch> batches =
      new FutureCompletingBlockingQueue<>(BATCHES_AHEAD);
  private final Thread thread;
  private volatile TableRead read;
  private volatile boolean closed;

  RowPump(ScanSpec spec) {
    this.spec = spec;
    this.thread = new Thread(this::run, "union read of " + spec.table());
    thread.setDaemon(true);
  }

  void start() {
    thread.start();
  }

  /** The next batch, null when none is ready. */
  Batch poll() {
    return batches.poll();
  }

  /** Completes when {@link #poll} may return something. */
  CompletableFuture<Void> available() {
    return batches.getAvailabilityFuture();
  }

  private void run() {
    Batch end;
    try {
      end = new Batch(pump(), true, null);
    } catch (Throwable e) {
      end = new Batch(List.of(), true, e);
    }
    put(end);
  }

  private List<RowData> pump() {
    try (Connection connection =
            ConnectionFactory.createConnection(FlussClient.configuration(spec.bootstrapServers()));
        TableRead opened = TableRead.open(connection, spec.request())) {
      read = opened;
      if (closed) {
        opened.cancel();
      }
      FlussRowToFlinkRowConverter converter = new FlussRowToFlinkRowConverter(opened.rowType());
      List<RowData> rows = new ArrayList<>(BATCH_ROWS);
      for (InternalRow row = opened.next(); row != null; row = opened.next()) {
        rows.add(converter.toFlinkRowData(row));
        if (rows.size() == BATCH_ROWS) {
          put(new Batch(rows, false, null));
          rows = new ArrayList<>(BATCH_ROWS);
        }
      }
      return rows;
    } catch (RuntimeException e) {
      throw e;
    } catch (Exception e) {
      throw new IllegalStateException("cannot close the connection to Fluss", e);
    }
  }

  private void put(Batch batch) {
    try {
      // Returns false when woken; a closed pump must not wait for a place in the queue.
      while (!closed && !batches.put(0, batch)) {
        Thread.onSpinWait();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Ends the read. Does not wait for it. */
  @Override
  public void close() {
    closed = true;
    TableRead opened = read;
    if (opened != null) {
      opened.cancel();
    }
    batches.wakeUpPuttingThread(0);
  }
}
