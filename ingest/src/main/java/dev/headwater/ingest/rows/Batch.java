package dev.headwater.ingest.rows;

import dev.headwater.ingest.record.Line;
import dev.headwater.ingest.record.UtcDates;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BiConsumer;
import org.apache.fluss.row.GenericRow;

/**
 * Neighbouring lines of the input on their way to the platform. Filled by the reading thread, then
 * written by another; done when every write is acknowledged.
 */
public final class Batch implements BiConsumer<Object, Throwable> {
  /** Bounds memory: a batch holds at most this many lines, and about this many bytes of them. */
  private static final int FULL_LINES = 2048;

  private static final int FULL_BYTES = 1 << 20;

  private final Map<Destination, List<GenericRow>> rows = new EnumMap<>(Destination.class);
  private final BitSet days = new BitSet();
  private final Tally tally = new Tally();
  private final AtomicInteger outstanding = new AtomicInteger();
  private final CompletableFuture<Void> done = new CompletableFuture<>();
  private int lines;
  private long bytes;
  private long endOffset;
  private Place end;
  private long newestMillis = Long.MIN_VALUE;
  private long sentMillis;
  private volatile long aliveNanos;

  public Batch() {
    for (Destination destination : Destination.values()) {
      rows.put(destination, new ArrayList<>());
    }
  }

  void add(Destination destination, GenericRow row) {
    rows.get(destination).add(row);
  }

  /** Notes the time of an accepted record, for partitions and for the clock. */
  void addTime(long millis) {
    days.set(UtcDates.dayOf(millis));
    newestMillis = Math.max(newestMillis, millis);
  }

  /** Notes a line whose row was added, or that needs none. */
  void passed(Line line) {
    lines++;
    bytes += line.length;
    endOffset = line.endOffset;
  }

  public boolean isFull() {
    return lines == FULL_LINES || bytes > FULL_BYTES;
  }

  public void endAt(Place place) {
    end = place;
  }

  /** To be called once before the first write. */
  public void expectWrites() {
    int writes = rows.values().stream().mapToInt(List::size).sum();
    outstanding.set(writes);
    sentMillis = System.currentTimeMillis();
    alive();
    if (writes == 0) {
      done.complete(null);
    }
  }

  /** Hands the rows over; the batch holds them no longer. */
  public List<GenericRow> take(Destination destination) {
    return rows.remove(destination);
  }

  /** One write's outcome; the signature is that of the client's futures. */
  @Override
  public void accept(Object result, Throwable failure) {
    if (failure != null) {
      done.completeExceptionally(failure);
    } else if (outstanding.decrementAndGet() == 0) {
      done.complete(null);
    }
  }

  public void fail(Throwable failure) {
    done.completeExceptionally(failure);
  }

  /** Something moved: the platform is not gone. */
  public void alive() {
    aliveNanos = System.nanoTime();
  }

  public long aliveNanos() {
    return aliveNanos;
  }

  public CompletableFuture<Void> done() {
    return done;
  }

  public boolean isEmpty() {
    return lines == 0;
  }

  public Tally tally() {
    return tally;
  }

  /** Days since 1970 of the accepted records. */
  public BitSet days() {
    return days;
  }

  public long endOffset() {
    return endOffset;
  }

  /** The place in the source behind the last line. */
  public Place end() {
    return end;
  }

  /** Newest time of the accepted records, milliseconds; the smallest long when there is none. */
  public long newestMillis() {
    return newestMillis;
  }

  /** Wall clock at the first write, milliseconds. */
  public long sentMillis() {
    return sentMillis;
  }
}
