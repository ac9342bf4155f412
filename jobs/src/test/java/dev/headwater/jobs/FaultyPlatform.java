package dev.headwater.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headwater.ingest.servers.KafkaBroker;
import dev.headwater.jobs.address.PlatformAddresses;
import dev.headwater.jobs.address.PlatformPorts;
import dev.headwater.jobs.platform.TestingPlatform;
import dev.headwater.jobs.settle.PlatformSettle;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.serialization.StringSerializer;
import org.awaitility.Awaitility;

/**
 * A platform with everything around it that can go wrong: a live ingest from a broker, a role of a
 * cluster, a disk, and a Prometheus that looks at all of it.
 */
final class FaultyPlatform implements AutoCloseable {
  static final String TOPIC = "shop-orders";

  private static final Duration LONG = Duration.ofMinutes(10);
  private static final int GIGABYTES = 8;

  private final Path directory;
  private final Optional<LoopDisk> disk;
  private final KillablePlatform platform;
  private final PlatformPorts rolePorts = TestingPlatform.freePorts();
  private final int brokerPort = TestingPlatform.freePorts().base();
  private final List<AutoCloseable> parts = new ArrayList<>();
  private HeadwaterProcess ingest;
  private LivePrometheus prometheus;
  private int files;

  private FaultyPlatform(Path directory) throws Exception {
    this.directory = directory;
    this.disk =
        LoopDisk.isPossible()
            ? Optional.of(LoopDisk.mount(directory, GIGABYTES))
            : Optional.empty();
    disk.ifPresent(parts::add);
    this.platform = new KillablePlatform(disk.map(LoopDisk::root).orElse(directory), "3g");
    parts.add(platform);
  }

  static FaultyPlatform start(Path directory) throws Exception {
    FaultyPlatform faulty = new FaultyPlatform(directory);
    try {
      faulty.startParts();
      return faulty;
    } catch (Exception | AssertionError e) {
      faulty.close();
      throw e;
    }
  }

  private void startParts() throws Exception {
    platform.start();
    parts.add(KafkaBroker.start(directory.resolve("kafka"), brokerPort, Map.of()));
    produce(orders("live", Instant.now(), 10));
    parts.add(startRole());
    prometheus =
        LivePrometheus.start(
            directory.resolve("prometheus"),
            TestingPlatform.freePorts().base(),
            ShortenedRules.write(directory.resolve("alerts.yml")),
            ports().metrics(),
            rolePorts.metrics());
    parts.add(prometheus);
    awaitData("sum(up) == 2");
  }

  LivePrometheus prometheus() {
    return prometheus;
  }

  KillablePlatform platform() {
    return platform;
  }

  PlatformAddresses addresses() {
    return platform.addresses();
  }

  PlatformPorts ports() {
    return new PlatformPorts(platform.portBase());
  }

  Path data() {
    return disk.map(LoopDisk::root).orElse(directory).resolve("data");
  }

  /** Present where this test may mount one. */
  Optional<LoopDisk> disk() {
    return disk;
  }

  HeadwaterProcess ingest() {
    return ingest;
  }

  /** An ingest that reads the topic until somebody ends it. */
  void startIngest() throws IOException {
    ingest =
        begin(
            Map.of(),
            "ingest",
            "kafka",
            "--bootstrap",
            "127.0.0.1:" + brokerPort,
            "--topic",
            TOPIC,
            "--table",
            "orders",
            "--port-base",
            Integer.toString(platform.portBase()));
    parts.add(ingest);
  }

  /** A query server as a role of a cluster, which needs the platform's storage. */
  private HeadwaterProcess startRole() throws IOException {
    String here = "127.0.0.1:";
    return begin(
        Map.of(
            "HEADWATER_FLUSS",
            here + ports().base(),
            "HEADWATER_FLINK",
            here + ports().flink(),
            "HEADWATER_BIND",
            "127.0.0.1",
            "HEADWATER_QUERY",
            here + rolePorts.query(),
            "HEADWATER_FLIGHT_PORT",
            Integer.toString(rolePorts.flightSql()),
            "HEADWATER_METRICS_PORT",
            Integer.toString(rolePorts.metrics()),
            "HEADWATER_DATA",
            directory.resolve("role").toString(),
            "HEADWATER_HEALTH_FILE",
            directory.resolve("role-healthy").toString()),
        "role",
        "query");
  }

  private HeadwaterProcess begin(Map<String, String> environment, String... words)
      throws IOException {
    return HeadwaterProcess.start(
        directory.resolve(words[0] + "-" + words[1] + ".log"),
        List.of("-Xmx512m", "-XX:TieredStopAtLevel=1"),
        List.of(words),
        environment);
  }

  /** A command as the operator gives it. */
  void command(int exitCode, String... words) throws IOException {
    List<String> all = new ArrayList<>(Arrays.asList(words));
    all.addAll(List.of("--connect", addresses().bootstrapServers()));
    try (HeadwaterProcess process = begin(Map.of(), all.toArray(String[]::new))) {
      assertThat(process.exitCode(Duration.ofMinutes(10)))
          .as(() -> String.join(" ", words) + "\n" + process.output())
          .isEqualTo(exitCode);
    }
  }

  private void produce(List<String> lines) {
    Map<String, Object> settings = Map.of("bootstrap.servers", "127.0.0.1:" + brokerPort);
    try (KafkaProducer<String, String> producer =
        new KafkaProducer<>(settings, new StringSerializer(), new StringSerializer())) {
      for (String line : lines) {
        Future<RecordMetadata> unused = producer.send(new ProducerRecord<>(TOPIC, line));
      }
      producer.flush();
    }
  }

  /** Orders of as many customers, whose ids begin with a word. */
  static List<String> orders(String word, Instant time, int count) {
    return IntStream.range(0, count)
        .mapToObj(
            i ->
                """
                {"order_id":"%1$s-%2$d","customer_id":"%1$s-%2$d","product_id":"p",\
                "total_amount":"9.50","order_time":"%3$s"}"""
                    .formatted(word, i, time))
        .toList();
  }

  /** What brought the orders of {@link #orders}, an hour before them. */
  static List<String> touches(String word, Instant orderTime, int count) {
    return IntStream.range(0, count)
        .mapToObj(
            i ->
                """
                {"event_id":"%1$s-%2$d","customer_id":"%1$s-%2$d","event_type":"visit",\
                "channel":"email","event_time":"%3$s"}"""
                    .formatted(word, i, orderTime.minus(Duration.ofHours(1))))
        .toList();
  }

  void ingest(String table, List<String> lines) throws IOException {
    files++;
    Path file = Files.write(directory.resolve("lines-" + files + ".jsonl"), lines);
    assertThat(FileIngest.of(addresses(), table, file).read()).isEqualTo(lines.size());
  }

  void settle() {
    assertThat(PlatformSettle.settle(addresses(), LONG).messages()).isEmpty();
  }

  /** Where all runs of a job keep their checkpoints. */
  Path checkpointsOf(String job) {
    return data().resolve("flink/checkpoints").resolve(job);
  }

  void awaitData(String expression) {
    Awaitility.await(expression)
        .atMost(LONG)
        .ignoreExceptions()
        .until(() -> prometheus.hasData(expression));
  }

  @Override
  public void close() throws Exception {
    // The disk goes last: others still write to it.
    for (int i = parts.size() - 1; i >= 0; i--) {
      parts.get(i).close();
    }
  }
}
