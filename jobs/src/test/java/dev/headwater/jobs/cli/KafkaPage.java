package dev.headwater.jobs.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headwater.ingest.request.IngestInput;
import dev.headwater.jobs.platform.TestingPlatform;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.common.utils.AppInfoParser;

/** Follows docs/how-to/ingest-from-kafka.md; Kafka's scripts are the classes that they start. */
final class KafkaPage implements AutoCloseable {
  private static final Map<String, String> SCRIPTS =
      Map.of(
          "bin/kafka-storage.sh", "kafka.tools.StorageTool",
          "bin/kafka-server-start.sh", "kafka.Kafka",
          "bin/kafka-topics.sh", "org.apache.kafka.tools.TopicCommand",
          "bin/kafka-console-producer.sh", "org.apache.kafka.tools.ConsoleProducer");

  private final int port = TestingPlatform.freePorts().base();
  private final Page page;
  private Optional<Process> broker = Optional.empty();

  KafkaPage(Path directory, String platform) throws IOException {
    this.page =
        new Page("ingest-from-kafka", directory, platform)
            .withFile("json", "orders.jsonl")
            .meaning("127.0.0.1:9092", "127.0.0.1:" + port)
            .meaning("config/server.properties", "server.properties");
  }

  String text() {
    return page.text();
  }

  /** The page's topic, read until somebody stops. */
  IngestInput live() {
    return new IngestInput.Kafka(
        "127.0.0.1:" + port,
        List.of("shop-orders"),
        "live-members",
        Optional.empty(),
        IngestInput.Kafka.Until.STOPPED);
  }

  /** Runs every command in its order; gives what Headwater's own said. */
  List<Spoken> follow() throws Exception {
    assertThat(text()).contains("/" + AppInfoParser.getVersion() + "/kafka_2.13-");
    Files.writeString(
        page.directory().resolve("server.properties"),
        """
        process.roles=broker,controller
        node.id=1
        controller.quorum.bootstrap.servers=127.0.0.1:%2$d
        listeners=PLAINTEXT://127.0.0.1:%1$d,CONTROLLER://127.0.0.1:%2$d
        advertised.listeners=PLAINTEXT://127.0.0.1:%1$d,CONTROLLER://127.0.0.1:%2$d
        controller.listener.names=CONTROLLER
        log.dirs=%3$s
        offsets.topic.replication.factor=1
        offsets.topic.num.partitions=1
        """
            .formatted(port, port + 1, page.directory().resolve("log")));
    return page.follow(this::runs);
  }

  private boolean runs(String command, List<String> words) throws Exception {
    if (SCRIPTS.containsKey(words.get(0))) {
      script(words);
      return true;
    }
    // The distribution is on the class path.
    return List.of("curl", "tar", "cd").contains(words.get(0));
  }

  private void script(List<String> words) throws Exception {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-Xmx256m", "-XX:TieredStopAtLevel=1", "-cp"));
    command.add(System.getProperty("java.class.path"));
    command.add(SCRIPTS.get(words.get(0)));
    boolean inBackground = words.get(1).equals("-daemon");
    int input = words.indexOf("<");
    int end = input < 0 ? words.size() : input;
    command.addAll(words.subList(inBackground ? 2 : 1, end));
    File output = page.directory().resolve("kafka.log").toFile();
    ProcessBuilder builder =
        new ProcessBuilder(command)
            .directory(page.directory().toFile())
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.appendTo(output));
    if (input >= 0) {
      builder.redirectInput(page.directory().resolve(words.get(input + 1)).toFile());
    }
    Process process = builder.start();
    if (inBackground) {
      broker = Optional.of(process);
      Runtime.getRuntime().addShutdownHook(new Thread(process::destroyForcibly, "orphan-guard"));
    } else {
      assertThat(process.waitFor()).as("%s: %s", words, output).isZero();
    }
  }

  @Override
  public void close() throws InterruptedException {
    if (broker.isPresent()) {
      broker.get().destroyForcibly().waitFor();
    }
  }
}
