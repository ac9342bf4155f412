package dev.headwater.ingest;

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
final class Batch implements BiConsumer<Object, Throwable> {
  private final Map<Destination, List<GenericRow>> rows = new EnumMap<>(Destination.class);
  private final BitSet days = new BitSet();
  private final Tally tally = new Tally();
  private final AtomicInteger outstanding = new AtomicInteger();
  private final CompletableFuture<Void> done = new CompletableFuture<>();
  private int lines;
  private long endOffset;
  private long endLine;
  private long newestMillis = Long.MIN_VALUE;
  private long sentMillis;
  private volatile long aliveNanos;

  Batch() {
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

  void endAt(Line line) {
    lines++;
    endOffset = line.endOffset;
    endLine = line.number;
  }

  /** To be called once before the first write. */
  void expectWrites() {
    int writes = rows.values().stream().mapToInt(List::size).sum();
    outstanding.set(writes);
    sentMillis = System.currentTimeMillis();
    alive();
    if (writes == 0) {
      done.complete(null);
    }
  }

  /** Hands the rows over; the batch holds them no longer. */
  List<GenericRow> take(Destination destination) {
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

  void fail(Throwable failure) {
    done.completeExceptionally(failure);
  }

  /** Something moved: the platform is not gone. */
  void alive() {
    aliveNanos = System.nanoTime();
  }

  long aliveNanos() {
    return aliveNanos;
  }

  CompletableFuture<Void> done() {
    return done;
  }

  boolean isEmpty() {
    return lines == 0;
  }

  int lines() {
    return lines;
  }

  Tally tally() {
    return tally;
  }

  /** Days since 1970 of the accepted records. */
  BitSet days() {
    return days;
  }

  long endOffset() {
    return endOffset;
  }

  long endLine() {
    return endLine;
  }

  /** Newest time of the accepted records, milliseconds; the smallest long when there is none. */
  long newestMillis() {
    return newestMillis;
  }

  /** Wall clock at the first write, milliseconds. */
  long sentMillis() {
    return sentMillis;
  }
}
