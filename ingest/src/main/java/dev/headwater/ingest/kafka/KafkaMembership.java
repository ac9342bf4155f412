package dev.headwater.ingest.kafka;

import dev.headwater.ingest.fault.Causes;
import dev.headwater.ingest.fault.IngestException;
import dev.headwater.ingest.platform.IngestSink;
import dev.headwater.ingest.run.IngestPlan;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.apache.kafka.clients.consumer.CommitFailedException;
import org.apache.kafka.clients.consumer.ConsumerRebalanceListener;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.RebalanceInProgressException;
import org.apache.kafka.common.errors.RetriableException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes and gives partitions, and commits their offsets. A partition goes to another member only
 * when all that was read of it is on the platform and committed.
 */
final class KafkaMembership implements ConsumerRebalanceListener {
  private static final Logger LOG = LoggerFactory.getLogger(KafkaMembership.class);
  private static final Duration LAST_COMMIT = Duration.ofSeconds(5);

  private final KafkaConsumer<byte[], byte[]> consumer;
  private final KafkaOffsets offsets;
  private final IngestSink sink;
  private final IngestPlan plan;
  private boolean assigned;
  private boolean leaving;

  KafkaMembership(
      KafkaConsumer<byte[], byte[]> consumer,
      KafkaOffsets offsets,
      IngestSink sink,
      IngestPlan plan) {
    this.consumer = consumer;
    this.offsets = offsets;
    this.sink = sink;
    this.plan = plan;
  }

  /** Whether the group has said which partitions are this member's, be it none. */
  boolean isAssigned() {
    return assigned;
  }

  @Override
  public void onPartitionsAssigned(Collection<TopicPartition> partitions) {
    assigned = true;
    Map<TopicPartition, OffsetAndMetadata> starts =
        new HashMap<>(consumer.committed(Set.copyOf(partitions)));
    starts.values().removeIf(Objects::isNull);
    Set<TopicPartition> fresh = new HashSet<>(partitions);
    fresh.removeAll(starts.keySet());
    Map<TopicPartition, OffsetAndMetadata> beginnings = beginnings(fresh);
    starts.putAll(beginnings);
    if (!starts.isEmpty()) {
      readBack(starts);
      // Before the first write: a kill right after it must be recognised as a continuation.
      commitNow(beginnings);
      LOG.info("partitions taken offsets={}", starts);
    }
  }

  private Map<TopicPartition, OffsetAndMetadata> beginnings(Set<TopicPartition> fresh) {
    String since = KafkaOffsets.Since.of(plan.wall().millis());
    Map<TopicPartition, OffsetAndMetadata> beginnings = new HashMap<>();
    consumer
        .beginningOffsets(fresh)
        .forEach(
            (one, offset) -> {
              consumer.seek(one, offset);
              beginnings.put(one, new OffsetAndMetadata(offset, since));
            });
    return beginnings;
  }

  private void readBack(Map<TopicPartition, OffsetAndMetadata> starts) {
    Map<String, Long> afterOffset = new HashMap<>();
    starts.forEach((one, start) -> afterOffset.put(one.toString(), start.offset() - 1));
    long since = starts.values().stream().mapToLong(KafkaOffsets.Since::millis).min().orElse(0);
    Map<String, Set<Long>> written = sink.linesWritten(afterOffset, since);
    starts.forEach(
        (one, start) -> offsets.assign(one, written.get(one.toString()), start.metadata()));
  }

  @Override
  public void onPartitionsRevoked(Collection<TopicPartition> partitions) {
    try {
      if (!leaving) {
        offsets.awaitAcknowledged();
        commitNow(offsets.takeUncommitted());
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    offsets.forget(partitions);
  }

  /** The group has given them to another already, who may have read back less than is written. */
  @Override
  public void onPartitionsLost(Collection<TopicPartition> partitions) {
    boolean underWay = offsets.isUnderWay();
    offsets.forget(partitions);
    if (underWay && plan.type().carriesSource() && !leaving) {
      throw new IngestException.UnknownOutcome(
          String.format(
              "the group gave %s to another member while rows of them were being written: some of"
                  + " %s may be there twice",
              partitions, plan.type().table()),
          null);
    }
  }

  /** Commits what is safe, without waiting; what fails comes again with the next. */
  void commit() {
    Map<TopicPartition, OffsetAndMetadata> safe = offsets.takeUncommitted();
    if (!safe.isEmpty()) {
      consumer.commitAsync(
          safe,
          (committed, failure) -> {
            if (failure != null) {
              offsets.giveBack(safe);
            }
          });
    }
  }

  /** Commits before leaving; a loss of it only makes the next member repeat records. */
  void leave() {
    leaving = true;
    commitNow(offsets.takeUncommitted());
  }

  private void commitNow(Map<TopicPartition, OffsetAndMetadata> safe) {
    if (safe.isEmpty()) {
      return;
    }
    try {
      consumer.commitSync(safe, LAST_COMMIT);
    } catch (RetriableException | CommitFailedException | RebalanceInProgressException e) {
      LOG.warn("offsets could not be committed, they are read again cause={}", Causes.deepest(e));
      offsets.giveBack(safe);
    }
  }
}
