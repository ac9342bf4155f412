package dev.headwater.ingest.kafka;

import dev.headwater.ingest.fault.IngestException;
import dev.headwater.ingest.request.IngestInput;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;

/** Where the topics ended at the start, and whether a member has come that far. */
final class KafkaEnds {
  private static final Duration ANSWER = Duration.ofSeconds(15);

  private final IngestInput.Kafka input;
  private final KafkaConsumer<byte[], byte[]> consumer;
  private final KafkaFailures failures;
  private final Duration patience;
  private final Map<TopicPartition, Long> ends = new HashMap<>();
  private long heardNanos = System.nanoTime();

  /**
   * Ends that are not known yet.
   *
   * @param patience how long a broker may give nothing before the end
   */
  KafkaEnds(
      IngestInput.Kafka input,
      KafkaConsumer<byte[], byte[]> consumer,
      KafkaFailures failures,
      Duration patience) {
    this.input = input;
    this.consumer = consumer;
    this.failures = failures;
    this.patience = patience;
  }

  /**
   * Asks for the topics and their ends.
   *
   * @throws IngestException.User when a topic does not exist
   */
  void find() {
    List<String> unknown = new ArrayList<>();
    List<TopicPartition> known = new ArrayList<>();
    for (String topic : input.topics()) {
      List<PartitionInfo> partitions = failures.call(() -> consumer.partitionsFor(topic, ANSWER));
      if (partitions.isEmpty()) {
        unknown.add(topic);
      }
      partitions.forEach(info -> known.add(new TopicPartition(topic, info.partition())));
    }
    if (!unknown.isEmpty()) {
      throw new IngestException.User(
          "the broker at %s has no topic %s; check --topic, or create it first",
          input.servers(), String.join(", ", unknown));
    }
    ends.putAll(failures.call(() -> consumer.endOffsets(known, ANSWER)));
  }

  /** The broker gave something, or cannot yet. */
  void heard() {
    heardNanos = System.nanoTime();
  }

  /** Whether reading is over: never when it goes on until it is stopped. */
  boolean reached() {
    if (input.until() == IngestInput.Kafka.Until.STOPPED) {
      return false;
    }
    List<TopicPartition> open =
        consumer.assignment().stream().filter(one -> !isReached(one)).toList();
    Duration quiet = Duration.ofNanos(System.nanoTime() - heardNanos);
    if (!open.isEmpty() && quiet.compareTo(patience) > 0) {
      throw new IngestException.External(
          "the broker at %s gave nothing for %s s, and %s is not read to its end; run the same"
              + " command again to continue",
          input.servers(), quiet.toSeconds(), open);
    }
    return open.isEmpty();
  }

  private boolean isReached(TopicPartition one) {
    return failures.call(() -> consumer.position(one, ANSWER)) >= ends.getOrDefault(one, 0L);
  }
}
