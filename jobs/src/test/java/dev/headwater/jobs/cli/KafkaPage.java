package dev.headwater.jobs.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headwater.ingest.IngestInput;
import dev.headwater.jobs.platform.TestingPlatform;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.kafka.common.utils.AppInfoParser;

/** Follows docs/how-to/ingest-from-kafka.md; Kafka's scripts are the classes that they start. */
final class KafkaPage implements AutoCloseable {
  private static final Map<String, String> SCRIPTS =
      Map.of(
          "bin/kafka-storage.sh", "kafka.tools.StorageTool",
          "bin/kafka-server-start.sh", "kafka.Kafka",
          "bin/kafka-topics.sh", "org.apache.kafka.tools.TopicCommand",
          "bin/kafka-console-producer.sh", "org.apache.kafka.tools.ConsoleProducer");

  private final Path directory;
  private final String platform;
  private final String text;
  private final int port = TestingPlatform.freePorts().base();
  private Optional<Process> broker = Optional.empty();

  KafkaPage(Path directory, String platform) throws IOException {
    this.directory = directory;
    this.platform = platform;
    this.text = Files.readString(Path.of("..", "docs", "how-to", "ingest-from-kafka.md"));
  }

  String text() {
    return text;
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
    assertThat(text).contains("/" + AppInfoParser.getVersion() + "/kafka_2.13-");
    Files.writeString(directory.resolve("orders.jsonl"), blocks("json").get(0));
    Files.writeString(
        directory.resolve("server.properties"),
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
            .formatted(port, port + 1, directory.resolve("kafka")));
    List<Spoken> spoken = new ArrayList<>();
    for (String command : blocks("").stream().flatMap(String::lines).toList()) {
      List<String> words = words(command);
      if (SCRIPTS.containsKey(words.get(0))) {
        script(words);
      } else if (words.get(0).equals("./headwater")) {
        spoken.add(headwater(words.subList(1, words.size())));
      } else {
        assertThat(words.get(0)).isIn("curl", "tar", "cd");
      }
    }
    return spoken;
  }

  private List<String> blocks(String language) {
    return Pattern.compile("^```" + language + "\n(.*?)^```", Pattern.DOTALL | Pattern.MULTILINE)
        .matcher(language.isEmpty() ? text.replaceAll("(?s)```[a-z]+\n.*?```", "") : text)
        .results()
        .map(block -> block.group(1))
        .toList();
  }

  private List<String> words(String command) {
    List<String> words = new ArrayList<>();
    Matcher word =
        Pattern.compile("\"([^\"]*)\"|(\\S+)")
            .matcher(
                command
                    .replace("127.0.0.1:9092", "127.0.0.1:" + port)
                    .replace("config/server.properties", "server.properties"));
    while (word.find()) {
      words.add(word.group(1) == null ? word.group(2) : word.group(1));
    }
    return words;
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
    File output = directory.resolve("kafka.log").toFile();
    ProcessBuilder builder =
        new ProcessBuilder(command)
            .directory(directory.toFile())
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.appendTo(output));
    if (input >= 0) {
      builder.redirectInput(directory.resolve(words.get(input + 1)).toFile());
    }
    Process process = builder.start();
    if (inBackground) {
      broker = Optional.of(process);
      Runtime.getRuntime().addShutdownHook(new Thread(process::destroyForcibly, "orphan-guard"));
    } else {
      assertThat(process.waitFor()).as("%s: %s", words, output).isZero();
    }
  }

  private Spoken headwater(List<String> words) {
    List<String> all = new ArrayList<>(words);
    all.addAll(List.of("--connect", platform));
    Spoken spoken = Spoken.by(all.toArray(String[]::new));
    assertThat(spoken.exitCode()).as("%s: %s", words, spoken.err()).isEqualTo(ExitCode.DONE);
    return spoken;
  }

  @Override
  public void close() throws InterruptedException {
    if (broker.isPresent()) {
      broker.get().destroyForcibly().waitFor();
    }
  }
}
