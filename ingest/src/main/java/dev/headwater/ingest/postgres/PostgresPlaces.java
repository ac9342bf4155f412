package dev.headwater.ingest.postgres;

import dev.headwater.ingest.rows.Place;
import java.util.function.Consumer;

/**
 * How far a source without offsets of its own is: what was passed, handed over and acknowledged.
 * Told by the reading thread and by the one that acknowledges.
 *
 * @param <R> a record, up to which everything can be acknowledged
 */
final class PostgresPlaces<R> {
  private final Consumer<R> acknowledge;
  private R passed;
  private int shown;
  private long given;
  private long acknowledged;

  /**
   * Nothing is read yet.
   *
   * @param acknowledge takes the last record of those that are safe
   */
  PostgresPlaces(Consumer<R> acknowledge) {
    this.acknowledge = acknowledge;
  }

  /** A record was read that has no line. */
  synchronized void passed(R record) {
    passed = record;
  }

  /** A record was read, and its line will be handed over. */
  synchronized void shown(R record) {
    passed = record;
    shown++;
  }

  /** The place behind all that is read. */
  synchronized Place next() {
    long number = ++given;
    R last = passed;
    shown = 0;
    return (counts, sentMillis) -> reached(number, last);
  }

  private synchronized void reached(long number, R last) {
    acknowledged = number;
    acknowledge.accept(last);
  }

  /** Whether every line that was read is safe. */
  synchronized boolean areAcknowledged() {
    return shown == 0 && acknowledged == given;
  }

  /** Acknowledges what came without a line behind the last one that did, once that is safe. */
  synchronized void acknowledgePassed() {
    if (areAcknowledged() && passed != null) {
      acknowledge.accept(passed);
    }
  }

  /** Records of another engine come now. */
  synchronized void begin() {
    passed = null;
  }
}
