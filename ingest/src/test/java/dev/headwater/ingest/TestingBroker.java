package dev.headwater.ingest;

import dev.headwater.ingest.servers.KafkaBroker;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Future;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.RecordsToDelete;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.security.plain.PlainLoginModule;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** A real broker of one node, which is its own controller, and which can stop and come back. */
final class TestingBroker implements AutoCloseable {
  private final Path directory;
  private final int port = TestingPlatform.freePorts();
  private KafkaBroker server;

  private TestingBroker(Path directory) {
    this.directory = directory;
  }

  static TestingBroker start(Path directory) throws IOException {
    TestingBroker broker = new TestingBroker(directory.resolve("broker"));
    broker.start();
    return broker;
  }

  void start() throws IOException {
    server =
        KafkaBroker.start(
            directory,
            port,
            Map.of(
                "listeners",
                KafkaBroker.listeners(port) + ",GUARDED://127.0.0.1:" + (port + 2),
                "listener.security.protocol.map",
                "PLAINTEXT:PLAINTEXT,CONTROLLER:PLAINTEXT,GUARDED:SASL_PLAINTEXT",
                "sasl.enabled.mechanisms",
                "PLAIN",
                "listener.name.guarded.plain.sasl.jaas.config",
                PlainLoginModule.class.getName() + " required user_headwater=\"s3cret\";"));
  }

  void stop() {
    server.close();
  }

  String address() {
    return "127.0.0.1:" + port;
  }

  /** Where only user headwater with password s3cret is let in. */
  String guardedAddress() {
    return "127.0.0.1:" + (port + 2);
  }

  void deleteBefore(TopicPartition partition, long offset) throws Exception {
    try (Admin admin = admin()) {
      admin.deleteRecords(Map.of(partition, RecordsToDelete.beforeOffset(offset))).all().get();
    }
  }

  void create(String topic, int partitions) throws Exception {
    try (Admin admin = admin()) {
      admin.createTopics(List.of(new NewTopic(topic, partitions, (short) 1))).all().get();
    }
  }

  Map<TopicPartition, OffsetAndMetadata> committed(String group) throws Exception {
    try (Admin admin = admin()) {
      return admin.listConsumerGroupOffsets(group).partitionsToOffsetAndMetadata().get();
    }
  }

  private Admin admin() {
    return Admin.create(Map.of("bootstrap.servers", address()));
  }

  /** Sends lines to the partitions in turn: line i is offset i / partitions of i % partitions. */
  void send(String topic, int partitions, List<String> lines) throws Exception {
    // One at a time: a new partition may refuse the first batch and take the second, and then wait
    // for ever for the first.
    Map<String, Object> producing =
        Map.of(
            "bootstrap.servers",
            address(),
            "linger.ms",
            20,
            "max.in.flight.requests.per.connection",
            1);
    try (KafkaProducer<byte[], byte[]> producer =
        new KafkaProducer<>(producing, new ByteArraySerializer(), new ByteArraySerializer())) {
      List<Future<RecordMetadata>> sent = new ArrayList<>();
      for (int i = 0; i < lines.size(); i++) {
        byte[] value = lines.get(i).getBytes(StandardCharsets.UTF_8);
        sent.add(producer.send(new ProducerRecord<>(topic, i % partitions, null, value)));
      }
      for (Future<RecordMetadata> one : sent) {
        one.get();
      }
    }
  }

  @Override
  public void close() {
    stop();
  }
}
