package dev.headwater.ingest;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.Future;
import kafka.server.KafkaConfig;
import kafka.server.KafkaRaftServer;
import kafka.tools.StorageTool;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.RecordsToDelete;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.security.plain.PlainLoginModule;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.utils.Time;

/** A real broker of one node, which is its own controller, and which can stop and come back. */
final class TestingBroker implements AutoCloseable {
  private final Properties settings = new Properties();
  private final int port;
  private KafkaRaftServer server;

  private TestingBroker(Path directory) throws Exception {
    this.port = TestingPlatform.freePorts();
    Map.ofEntries(
            Map.entry("node.id", "1"),
            Map.entry("process.roles", "broker,controller"),
            Map.entry("controller.quorum.voters", "1@127.0.0.1:" + (port + 1)),
            Map.entry(
                "listeners",
                "PLAINTEXT://127.0.0.1:%d,CONTROLLER://127.0.0.1:%d,GUARDED://127.0.0.1:%d"
                    .formatted(port, port + 1, port + 2)),
            Map.entry(
                "listener.security.protocol.map",
                "PLAINTEXT:PLAINTEXT,CONTROLLER:PLAINTEXT,GUARDED:SASL_PLAINTEXT"),
            Map.entry("sasl.enabled.mechanisms", "PLAIN"),
            Map.entry(
                "listener.name.guarded.plain.sasl.jaas.config",
                PlainLoginModule.class.getName() + " required user_headwater=\"s3cret\";"),
            Map.entry("controller.listener.names", "CONTROLLER"),
            Map.entry("log.dirs", directory.resolve("broker").toString()),
            Map.entry("offsets.topic.replication.factor", "1"),
            Map.entry("offsets.topic.num.partitions", "1"),
            Map.entry("transaction.state.log.replication.factor", "1"),
            Map.entry("transaction.state.log.min.isr", "1"),
            Map.entry("transaction.state.log.num.partitions", "1"),
            Map.entry("group.initial.rebalance.delay.ms", "0"))
        .forEach(settings::setProperty);
    Path file = directory.resolve("broker.properties");
    StringBuilder text = new StringBuilder();
    settings.forEach((name, value) -> text.append(name).append('=').append(value).append('\n'));
    Files.writeString(file, text, StandardCharsets.UTF_8);
    String[] format = {"format", "-t", Uuid.randomUuid().toString(), "-c", file.toString()};
    if (StorageTool.execute(format, System.out) != 0) {
      throw new IllegalStateException("the broker's storage is not formatted");
    }
    start();
  }

  static TestingBroker start(Path directory) throws Exception {
    return new TestingBroker(directory);
  }

  void start() {
    server = new KafkaRaftServer(KafkaConfig.fromProps(settings), Time.SYSTEM);
    server.startup();
  }

  void stop() {
    server.shutdown();
    server.awaitShutdown();
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
    Map<String, Object> producing =
        Map.of("bootstrap.servers", address(), "linger.ms", 20, "delivery.timeout.ms", 600_000);
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
