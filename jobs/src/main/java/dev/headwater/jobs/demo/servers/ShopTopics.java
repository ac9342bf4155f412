package dev.headwater.jobs.demo.servers;

import dev.headwater.ingest.request.IngestInput;
import dev.headwater.lake.LakeException;
import dev.headwater.lake.LakeException.Actor;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TopicExistsException;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** The shop's topics on its broker, one for each table. */
final class ShopTopics {
  private static final int PARTITIONS = 3;

  private final String servers;

  ShopTopics(String servers) {
    this.servers = servers;
  }

  /**
   * Sends every line of a file that the topic does not have yet: line i goes to partition i mod 3,
   * so a partition's end says how many of its lines are there.
   *
   * @return the topic, read to its end
   */
  IngestInput fill(String table, Path file) throws IOException {
    String topic = "shop-" + table;
    try {
      send(topic, file, ends(topic));
    } catch (ExecutionException e) {
      throw failure(topic, e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw failure(topic, e);
    }
    return new IngestInput.Kafka(
        servers,
        List.of(topic),
        "headwater-" + table,
        Optional.empty(),
        IngestInput.Kafka.Until.END);
  }

  private LakeException failure(String topic, Throwable cause) {
    return new LakeException(
        Actor.EXTERNAL,
        "topic %s at %s cannot be filled: %s".formatted(topic, servers, cause),
        cause);
  }

  private long[] ends(String topic) throws ExecutionException, InterruptedException {
    try (Admin admin = Admin.create(Map.of("bootstrap.servers", servers))) {
      try {
        admin.createTopics(List.of(new NewTopic(topic, PARTITIONS, (short) 1))).all().get();
      } catch (ExecutionException e) {
        if (!(e.getCause() instanceof TopicExistsException)) {
          throw e;
        }
      }
      Map<TopicPartition, OffsetSpec> latest =
          IntStream.range(0, PARTITIONS)
              .mapToObj(partition -> new TopicPartition(topic, partition))
              .collect(Collectors.toMap(one -> one, one -> OffsetSpec.latest()));
      long[] ends = new long[PARTITIONS];
      admin
          .listOffsets(latest)
          .all()
          .get()
          .forEach((one, end) -> ends[one.partition()] = end.offset());
      return ends;
    }
  }

  private void send(String topic, Path file, long[] ends)
      throws IOException, ExecutionException, InterruptedException {
    AtomicReference<Exception> failure = new AtomicReference<>();
    // Some lines are broken, and no UTF-8: a byte a letter keeps them as they are.
    try (BufferedReader lines = Files.newBufferedReader(file, StandardCharsets.ISO_8859_1);
        KafkaProducer<byte[], byte[]> producer =
            new KafkaProducer<>(
                // A new partition may refuse the first batch and take the second, and wait for ever
                // for the first.
                Map.of(
                    "bootstrap.servers",
                    servers,
                    "linger.ms",
                    20,
                    "max.in.flight.requests.per.connection",
                    1),
                new ByteArraySerializer(),
                new ByteArraySerializer())) {
      long number = 0;
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        int partition = (int) (number % PARTITIONS);
        if (number / PARTITIONS >= ends[partition]) {
          Future<RecordMetadata> unused =
              producer.send(
                  new ProducerRecord<>(
                      topic, partition, null, line.getBytes(StandardCharsets.ISO_8859_1)),
                  (sent, problem) -> failure.compareAndSet(null, problem));
        }
        number++;
      }
      producer.flush();
    }
    if (failure.get() != null) {
      throw new ExecutionException(failure.get());
    }
  }
}
