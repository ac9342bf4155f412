package dev.headwater.ingest.kafka;

import dev.headwater.ingest.rows.Place;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;

/**
 * How far the assigned partitions are: handed over, and acknowledged but not yet committed. Told by
 * the reading thread and by the one that acknowledges.
 */
final class KafkaOffsets {
  private final Map<TopicPartition, Partition> assigned = new HashMap<>();
  private final Map<TopicPartition, Long> read = new HashMap<>();
  private final Map<TopicPartition, OffsetAndMetadata> uncommitted = new HashMap<>();
  private long given;
  private long acknowledged;

  /**
   * What a partition began with.
   *
   * @param written offsets that an earlier member wrote behind the committed one
   * @param lastWritten the largest of them, or -1
   * @param since commit metadata for an offset that is not behind all of them
   * @param places that were given before: they do not tell of it
   */
  private record Partition(Set<Long> written, long lastWritten, String since, long places) {}

  synchronized void assign(TopicPartition partition, Set<Long> written, String since) {
    long last = written.stream().mapToLong(Long::longValue).max().orElse(-1);
    assigned.put(partition, new Partition(written, last, since, given));
  }

  synchronized void forget(Collection<TopicPartition> partitions) {
    assigned.keySet().removeAll(partitions);
    read.keySet().removeAll(partitions);
    uncommitted.keySet().removeAll(partitions);
  }

  /** Offsets of a partition whose rows are in the table already. */
  synchronized Set<Long> written(TopicPartition partition) {
    Partition known = assigned.get(partition);
    return known == null ? Set.of() : known.written();
  }

  /**
   * Everything of a partition before an offset is read.
   *
   * @param next offset of the first record that is not
   */
  synchronized void read(TopicPartition partition, long next) {
    read.put(partition, next);
  }

  /** The place behind all that is read. */
  synchronized Place place() {
    long number = ++given;
    Map<TopicPartition, Long> next = Map.copyOf(read);
    return (counts, sentMillis) -> acknowledge(next, number, sentMillis);
  }

  private synchronized void acknowledge(
      Map<TopicPartition, Long> next, long number, long sentMillis) {
    next.forEach(
        (partition, offset) -> {
          Partition known = assigned.get(partition);
          if (known != null && known.places() < number) {
            // Rows of an earlier member that lie further on were written earlier than ours.
            String since = offset <= known.lastWritten() ? known.since() : Since.of(sentMillis);
            uncommitted.put(partition, new OffsetAndMetadata(offset, since));
          }
        });
    acknowledged = number;
    notifyAll();
  }

  /** Returns when all that was handed over is acknowledged. */
  synchronized void awaitAcknowledged() throws InterruptedException {
    while (isUnderWay()) {
      wait();
    }
  }

  /** Whether something is handed over and not yet acknowledged. */
  synchronized boolean isUnderWay() {
    return acknowledged < given;
  }

  /** What is to be committed; the caller now sees to it. */
  synchronized Map<TopicPartition, OffsetAndMetadata> takeUncommitted() {
    Map<TopicPartition, OffsetAndMetadata> taken = Map.copyOf(uncommitted);
    uncommitted.clear();
    return taken;
  }

  /** A commit failed: these come again, unless newer ones wait or the partition is another's. */
  synchronized void giveBack(Map<TopicPartition, OffsetAndMetadata> offsets) {
    offsets.forEach(
        (partition, offset) -> {
          if (assigned.containsKey(partition)) {
            uncommitted.putIfAbsent(partition, offset);
          }
        });
  }

  /** The commit metadata: since when, by wall clock, what lies behind an offset was written. */
  static final class Since {
    private static final String PREFIX = "since=";

    private Since() {}

    static String of(long millis) {
      return PREFIX + millis;
    }

    /** Milliseconds; 0, the whole table, when another program committed. */
    static long millis(OffsetAndMetadata committed) {
      String text = committed.metadata();
      try {
        return text.startsWith(PREFIX) ? Long.parseLong(text.substring(PREFIX.length())) : 0;
      } catch (NumberFormatException e) {
        return 0;
      }
    }
  }
}
