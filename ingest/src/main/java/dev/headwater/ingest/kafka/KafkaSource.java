package dev.headwater.ingest.kafka;

import dev.headwater.ingest.decode.RecordDecoder;
import dev.headwater.ingest.fault.Causes;
import dev.headwater.ingest.fault.IngestException;
import dev.headwater.ingest.fault.Silence;
import dev.headwater.ingest.platform.IngestSink;
import dev.headwater.ingest.record.Format;
import dev.headwater.ingest.record.Line;
import dev.headwater.ingest.request.IngestInput;
import dev.headwater.ingest.request.IngestProgress;
import dev.headwater.ingest.rows.Place;
import dev.headwater.ingest.run.EventSource;
import dev.headwater.ingest.run.IngestPlan;
import java.time.Duration;
import java.util.Iterator;
import java.util.OptionalLong;
import java.util.Set;
import org.apache.fluss.row.BinaryString;
import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;

/**
 * Records of topics, read as a member of a consumer group. The position is the group's committed
 * offsets, written after the rows are safe. The client belongs to one thread at a time: to the
 * reading one, and at the end to the one that closes.
 */
public final class KafkaSource implements EventSource {
  private static final TopicPartition NOWHERE = new TopicPartition("", -1);

  private final IngestPlan plan;
  private final IngestInput.Kafka input;
  private final KafkaFailures failures;
  private final KafkaConsumer<byte[], byte[]> consumer;
  private final KafkaOffsets offsets = new KafkaOffsets();
  private final KafkaEnds ends;
  private KafkaMembership membership;
  private ConsumerRecords<byte[], byte[]> polled = ConsumerRecords.empty();
  private Iterator<ConsumerRecord<byte[], byte[]>> records = polled.iterator();
  private TopicPartition partition = NOWHERE;
  private BinaryString source = BinaryString.EMPTY_UTF8;
  private Set<Long> written = Set.of();
  private long nextOffset;
  private long bytes;
  private long safe;
  private volatile long behind;

  private KafkaSource(IngestPlan plan, IngestInput.Kafka input, KafkaSettings settings) {
    this.plan = plan;
    this.input = input;
    this.failures = new KafkaFailures(input, settings);
    this.consumer = failures.call(() -> new KafkaConsumer<>(settings.all()));
    this.ends = new KafkaEnds(input, consumer, failures, plan.request().patience());
  }

  /**
   * Connects.
   *
   * @throws IngestException.User when a setting or a topic is wrong
   * @throws IngestException.External when no broker answers
   */
  public static KafkaSource open(IngestPlan plan, IngestInput.Kafka input) {
    if (plan.format() == Format.CSV) {
      throw new IngestException.User(
          "format csv needs a header line, which a topic does not have; send JSON objects instead");
    }
    KafkaSettings settings = KafkaSettings.of(input);
    Silence.of(input.servers(), "broker")
        .ifPresent(
            silence -> {
              throw new IngestException.External(
                  KafkaFailures.noAnswer(input, Causes.deepest(silence)), silence);
            });
    KafkaSource source = new KafkaSource(plan, input, settings);
    try {
      source.ends.find();
      return source;
    } catch (RuntimeException e) {
      source.consumer.close(CloseOptions.timeout(Duration.ZERO));
      throw e;
    }
  }

  @Override
  public void begin(IngestSink sink, IngestProgress progress) {
    membership = new KafkaMembership(consumer, offsets, sink, plan);
    consumer.subscribe(input.topics(), membership);
  }

  @Override
  public RecordDecoder decoder() {
    return plan.lineDecoder();
  }

  @Override
  public boolean mayBlock() {
    return !records.hasNext();
  }

  @Override
  public Reading read(Line line) {
    if (!records.hasNext() && !poll()) {
      return atEnds() ? Reading.END : Reading.NOTHING_YET;
    }
    show(records.next(), line);
    return Reading.LINE;
  }

  /** Stays a member of the group without fetching. */
  @Override
  public synchronized void rest() {
    consumer.pause(consumer.assignment());
    poll();
    consumer.resume(consumer.paused());
  }

  /** Asks for more records, when all that came before are read; commits what is safe. */
  private synchronized boolean poll() {
    membership.commit();
    noteRead();
    // What an earlier member wrote of a partition is known anew when it comes back.
    partition = NOWHERE;
    polled = failures.call(() -> consumer.poll(MOMENT));
    records = polled.iterator();
    behind =
        consumer.assignment().stream().mapToLong(one -> consumer.currentLag(one).orElse(0)).sum();
    if (records.hasNext() || !membership.isAssigned()) {
      ends.heard();
    }
    return records.hasNext();
  }

  private void show(ConsumerRecord<byte[], byte[]> record, Line line) {
    if (record.partition() != partition.partition() || !record.topic().equals(partition.topic())) {
      turnTo(new TopicPartition(record.topic(), record.partition()));
    }
    nextOffset = record.offset() + 1;
    // A record without a value, which deletes a key in a compacted topic, is as a blank line.
    byte[] value = record.value() == null ? new byte[0] : record.value();
    bytes += value.length;
    line.show(value, 0, value.length);
    line.source = source;
    line.number = record.offset();
    line.written = !written.isEmpty() && written.contains(record.offset());
    line.endOffset = bytes;
  }

  private void turnTo(TopicPartition other) {
    noteRead();
    partition = other;
    source = BinaryString.fromString(other.toString());
    written = offsets.written(other);
  }

  private void noteRead() {
    if (!partition.equals(NOWHERE)) {
      offsets.read(partition, nextOffset);
    }
  }

  @Override
  public Place place() {
    if (records.hasNext()) {
      noteRead();
    } else {
      // Behind the markers of transactions too.
      polled.nextOffsets().forEach((one, offset) -> offsets.read(one, offset.offset()));
    }
    Place place = offsets.place();
    return (counts, sentMillis) -> {
      place.acknowledge(counts, sentMillis);
      safe = counts.read();
    };
  }

  private synchronized boolean atEnds() {
    return membership.isAssigned() && ends.reached();
  }

  @Override
  public OptionalLong behind() {
    return OptionalLong.of(behind);
  }

  @Override
  public String safe() {
    return String.format("%,d records of %s", safe, input.name());
  }

  /** Commits what is safe and leaves the group, so that others go on at once. */
  @Override
  public synchronized void close() {
    if (membership != null) {
      membership.leave();
    }
    failures.call(
        () -> {
          consumer.close(CloseOptions.timeout(Duration.ofSeconds(5)));
          return null;
        });
  }
}
