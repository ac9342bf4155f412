package dev.headwater.ingest.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.headwater.ingest.Pipeline;
import dev.headwater.ingest.fault.IngestException;
import dev.headwater.ingest.record.Format;
import dev.headwater.ingest.record.RecordType;
import dev.headwater.ingest.request.IngestInput;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.apache.kafka.common.config.ConfigException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a person's properties file can and cannot do, and what is told without any broker. */
class KafkaSettingsTest {
  @TempDir Path directory;

  @Test
  void aFileSaysWhatIsItsToSay() throws Exception {
    assertThat(settings("isolation.level=read_uncommitted\nsasl.mechanism=PLAIN\n").all())
        .containsEntry("isolation.level", "read_uncommitted")
        .containsEntry("sasl.mechanism", "PLAIN")
        .containsEntry("auto.offset.reset", "none")
        .containsEntry("enable.auto.commit", false)
        .containsEntry("group.id", "g");
  }

  @Test
  void aFileThatDecidesMoreIsRefusedWithoutItsValues() {
    assertThatThrownBy(() -> settings("group.id=mine\nenable.auto.commit=true\n"))
        .isInstanceOf(IngestException.User.class)
        .hasMessage(
            "properties file "
                + directory.resolve("client.properties")
                + " sets enable.auto.commit, group.id, which Headwater decides; give --bootstrap"
                + " and --group, and take the rest out");
  }

  @Test
  void aMissingFileIsNamed() {
    Path missing = directory.resolve("missing");
    assertThatThrownBy(() -> KafkaSettings.of(kafka(Optional.of(missing))))
        .isInstanceOf(IngestException.User.class)
        .hasMessage("properties file " + missing + " cannot be read (NoSuchFileException)");
  }

  @Test
  void secretsAreHiddenInTheClientsWords() throws Exception {
    String jaas = "some.Module required username=\"u\" password=\"s3cret\";";
    KafkaSettings settings = settings("sasl.jaas.config=" + jaas + "\nclient.rack=here\n");
    KafkaFailures failures = new KafkaFailures(kafka(Optional.empty()), settings);
    assertThatThrownBy(
            () ->
                failures.call(
                    () -> {
                      throw new ConfigException("no good: " + jaas + " here");
                    }))
        .isInstanceOf(IngestException.User.class)
        .hasMessage("Kafka's client refuses its settings: ConfigException: no good: [hidden] here")
        .hasNoCause();
  }

  @Test
  void aBrokerThatIsNotThereIsToldAtOnce() {
    assertThatThrownBy(() -> run(Format.JSONL))
        .isInstanceOf(IngestException.External.class)
        .hasMessageStartingWith("no Kafka broker answers at 127.0.0.1:1 (ConnectException")
        .hasMessageEndingWith("check --bootstrap");
  }

  @Test
  void aTopicHasNoHeaderForCsv() {
    assertThatThrownBy(() -> run(Format.CSV))
        .isInstanceOf(IngestException.User.class)
        .hasMessage(
            "format csv needs a header line, which a topic does not have; send JSON objects"
                + " instead");
  }

  private static void run(Format format) throws InterruptedException {
    new Pipeline(RecordType.ORDERS, format).run(kafka(Optional.empty()));
  }

  private KafkaSettings settings(String text) throws IOException {
    Path file = Files.writeString(directory.resolve("client.properties"), text);
    return KafkaSettings.of(kafka(Optional.of(file)));
  }

  private static IngestInput.Kafka kafka(Optional<Path> properties) {
    return new IngestInput.Kafka(
        "127.0.0.1:1", List.of("t"), "g", properties, IngestInput.Kafka.Until.END);
  }
}
