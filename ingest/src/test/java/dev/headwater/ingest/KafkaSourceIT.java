package dev.headwater.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.headwater.ingest.fault.IngestException;
import dev.headwater.ingest.request.IngestInput;
import dev.headwater.ingest.request.IngestProgress;
import dev.headwater.ingest.request.IngestReport;
import dev.headwater.ingest.request.IngestRequest;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.security.plain.PlainLoginModule;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Against a real broker. */
class KafkaSourceIT implements SourceContract {
  private static final int PARTITIONS = 3;
  private static final Duration LONG = Duration.ofMinutes(2);

  @TempDir static Path data;
  @TempDir Path directory;
  private int sent;
  private static TestingPlatform platform;
  private static TestingBroker broker;

  @BeforeAll
  static void start() throws Exception {
    broker = TestingBroker.start(data);
    platform = TestingPlatform.start(data, TestingPlatform.freePorts());
  }

  @AfterAll
  static void stop() throws Exception {
    platform.close();
    broker.close();
  }

  @Override
  public TestingPlatform platform() {
    return platform;
  }

  @Override
  public Path directory() {
    return directory;
  }

  @Override
  public Feed feed(String table, List<String> lines) throws Exception {
    broker.create(table, PARTITIONS);
    broker.send(table, PARTITIONS, lines);
    // Whoever comes under the same name takes the place of the killed one at once, or soon.
    Path properties =
        Files.writeString(
            directory.resolve("client.properties"),
            "group.instance.id=victim\nsession.timeout.ms=6000\nheartbeat.interval.ms=500\n");
    return new Feed(
        List.of(broker.address(), table, "of-" + table, properties.toString()),
        places(table, lines.size()));
  }

  private static List<String> places(String topic, int lines) {
    return IntStream.range(0, lines)
        .mapToObj(i -> topic + "-" + i % PARTITIONS + "," + i / PARTITIONS)
        .toList();
  }

  @Test
  void membersComeAndGoAndTheBrokerRestartsAndEveryLineIsThereOnce() throws Exception {
    broker.create("shared", PARTITIONS);
    Member first = new Member("first");
    awaitRecords(first);
    Member second = new Member("second");
    awaitRecords(second);
    broker.stop();
    broker.start();
    send(3_000);
    long ofFirst = first.end();
    send(3_000);
    Awaitility.await("all records").atMost(LONG).until(() -> ofFirst + second.records() >= sent);
    second.end();
    List<String> places = places("shared", sent);
    KeyedSourceContract.assertSame(
        platform.log("hits", "source", "position", "path").stream()
            .filter(row -> row.startsWith("shared-"))
            .toList(),
        IntStream.range(0, sent).mapToObj(i -> places.get(i) + ",/" + i).toList());
    for (int partition = 0; partition < PARTITIONS; partition++) {
      assertThat(
              broker
                  .committed("headwater-hits")
                  .get(new TopicPartition("shared", partition))
                  .offset())
          .isEqualTo(sent / PARTITIONS);
    }
  }

  /** More comes while a member finds its place, so that there is something for it to read. */
  private void awaitRecords(Member member) {
    Awaitility.await("records of a member")
        .atMost(LONG)
        .until(
            () -> {
              send(3_000);
              return member.records() > 0;
            });
  }

  private void send(int lines) throws Exception {
    broker.send("shared", PARTITIONS, hits(sent, lines));
    sent += lines;
  }

  private static List<String> hits(int from, int count) {
    return IntStream.range(from, from + count).mapToObj(HIT::formatted).toList();
  }

  @Test
  void emptyAndLongAndBrokenValuesAreToldApart() throws Exception {
    broker.create("odd", 1);
    broker.send("odd", 1, List.of("", "x".repeat(900_000), "{\n}", "  "));
    IngestReport report = run(kafka("odd"), "orders");
    assertThat(report.read()).isEqualTo(2);
    assertThat(report.rejectedByReason())
        .containsEntry("malformed_json", 1L)
        .containsEntry("missing_field", 1L);
    assertThat(platform.lookup("rejected_records", "odd-0", 2L).orElseThrow().getString(6))
        .hasToString("{\n}");
    assertThat(run(kafka("odd"), "orders").read()).as("read again").isZero();
    assertThat(broker.committed("g").get(new TopicPartition("odd", 0)).offset()).isEqualTo(4);
  }

  @Test
  void anUnknownTopicIsNamed() {
    assertThatThrownBy(() -> run(kafka("nowhere"), "orders"))
        .isInstanceOf(IngestException.User.class)
        .hasMessage(
            "the broker at "
                + broker.address()
                + " has no topic nowhere; check --topic, or create it first");
  }

  @Test
  void recordsThatWereDeletedBeforeTheyWereReadAreNotPassedOver() throws Exception {
    broker.create("deleted", 1);
    broker.send("deleted", 1, List.of("a", "b"));
    assertThat(run(kafka("deleted"), "orders").rejected()).isEqualTo(2);
    broker.send("deleted", 1, List.of("c", "d", "e"));
    broker.deleteBefore(new TopicPartition("deleted", 0), 4);
    assertThatThrownBy(() -> run(kafka("deleted"), "orders"))
        .isInstanceOf(IngestException.User.class)
        .hasMessage(
            "records of [deleted-0] were deleted before group g had read them; to go on without"
                + " them set auto.offset.reset=earliest in the --properties file");
  }

  @Test
  void aPasswordComesFromTheFileAndIsNeverShown() throws Exception {
    broker.create("guarded", 1);
    broker.send("guarded", 1, List.of("a"));
    assertThat(run(guarded("s3cret"), "orders").read()).isEqualTo(1);
    assertThatThrownBy(() -> run(guarded("wr0ng"), "orders"))
        .isInstanceOf(IngestException.User.class)
        .hasMessageStartingWith("the broker at " + broker.guardedAddress() + " refuses to give")
        .hasMessageContaining("SaslAuthenticationException")
        .message()
        .doesNotContain("wr0ng");
  }

  private IngestInput guarded(String password) throws Exception {
    Path properties =
        Files.writeString(
            directory.resolve("guarded.properties"),
            """
            security.protocol=SASL_PLAINTEXT
            sasl.mechanism=PLAIN
            sasl.jaas.config=%s required username="headwater" password="%s";
            """
                .formatted(PlainLoginModule.class.getName(), password));
    return new IngestInput.Kafka(
        broker.guardedAddress(),
        List.of("guarded"),
        "guarded",
        Optional.of(properties),
        IngestInput.Kafka.Until.END);
  }

  private static IngestInput.Kafka kafka(String topic) {
    return new IngestInput.Kafka(
        broker.address(), List.of(topic), "g", Optional.empty(), IngestInput.Kafka.Until.END);
  }

  private static IngestReport run(IngestInput input, String table) {
    return new Ingest(
            IngestRequest.of(platform.address(), "headwater", input, table),
            IngestProgress.silent())
        .run();
  }

  /** A member of a group, on a thread of its own. */
  private final class Member implements IngestProgress {
    private final Ingest ingest;
    private final CompletableFuture<IngestReport> report;
    private volatile long records;

    Member(String name) throws Exception {
      // It hears of other members with the next heartbeat.
      Path properties = Files.writeString(directory.resolve(name), "heartbeat.interval.ms=300\n");
      IngestInput input =
          new IngestInput.Kafka(
              broker.address(),
              List.of("shared"),
              "headwater-hits",
              Optional.of(properties),
              IngestInput.Kafka.Until.STOPPED);
      ingest = new Ingest(IngestRequest.of(platform.address(), "headwater", input, "hits"), this);
      report = new CompletableFuture<>();
      Thread thread =
          new Thread(
              () -> {
                try {
                  report.complete(ingest.run());
                } catch (RuntimeException e) {
                  report.completeExceptionally(e);
                }
              },
              name);
      thread.setDaemon(true);
      thread.start();
    }

    long records() {
      if (report.isCompletedExceptionally()) {
        report.join();
      }
      return records;
    }

    /** Stops it as Ctrl-C does; gives how many records it read. */
    long end() {
      ingest.stop(LONG);
      return report.join().read();
    }

    @Override
    public void note(String words) {
      System.out.println(words);
    }

    @Override
    public void advanced(long bytes, OptionalLong totalBytes, long done) {
      records = done;
    }

    @Override
    public void close() {}
  }
}
