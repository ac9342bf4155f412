package dev.headwater.ingest.kafka;

import dev.headwater.ingest.fault.IngestException;
import dev.headwater.ingest.request.IngestInput;
import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.regex.Pattern;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.CooperativeStickyAssignor;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/**
 * Settings of a consumer: what Headwater decides, and a person's file. Never shown as text: the
 * file holds secrets.
 */
final class KafkaSettings {
  private static final Pattern SECRET =
      Pattern.compile("password|secret|jaas|key|token|credential", Pattern.CASE_INSENSITIVE);

  /** Good for most, and the file may say otherwise. */
  private static final Map<String, Object> DEFAULTS =
      Map.of(
          ConsumerConfig.CLIENT_ID_CONFIG, "headwater",
          // What a transaction took back is not a record.
          ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed",
          // Records that were deleted before they were read are a loss: it is said, not skipped.
          ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "none",
          // Others keep reading while a member joins or leaves.
          ConsumerConfig.PARTITION_ASSIGNMENT_STRATEGY_CONFIG,
              CooperativeStickyAssignor.class.getName(),
          ConsumerConfig.MAX_POLL_RECORDS_CONFIG, 4096);

  private final Map<String, Object> decided;
  private final Map<String, String> given = new HashMap<>();

  private KafkaSettings(Map<String, Object> decided) {
    this.decided = decided;
  }

  /**
   * Reads the file, when there is one.
   *
   * @throws IngestException.User when it cannot be read, or decides what is not its to decide
   */
  static KafkaSettings of(IngestInput.Kafka input) {
    KafkaSettings settings =
        new KafkaSettings(
            Map.of(
                ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG, input.servers(),
                ConsumerConfig.GROUP_ID_CONFIG, input.group(),
                ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false,
                ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, false,
                ConsumerConfig.KEY_DESERIALIZER_CLASS_CONFIG, ByteArrayDeserializer.class.getName(),
                ConsumerConfig.VALUE_DESERIALIZER_CLASS_CONFIG,
                    ByteArrayDeserializer.class.getName()));
    input.properties().ifPresent(settings::read);
    return settings;
  }

  private void read(Path file) {
    Properties properties = new Properties();
    try (Reader reader = Files.newBufferedReader(file)) {
      properties.load(reader);
    } catch (IOException | IllegalArgumentException e) {
      throw new IngestException.User(
          "properties file %s cannot be read (%s)", file, e.getClass().getSimpleName());
    }
    List<String> taken = new ArrayList<>();
    properties
        .stringPropertyNames()
        .forEach(
            name -> {
              if (decided.containsKey(name)) {
                taken.add(name);
              }
              given.put(name, properties.getProperty(name));
            });
    if (!taken.isEmpty()) {
      taken.sort(null);
      throw new IngestException.User(
          "properties file %s sets %s, which Headwater decides; give --bootstrap and --group, and"
              + " take the rest out",
          file, String.join(", ", taken));
    }
  }

  Map<String, Object> all() {
    Map<String, Object> all = new HashMap<>(DEFAULTS);
    all.putAll(given);
    all.putAll(decided);
    return all;
  }

  /** A message of the client without what the file keeps secret. */
  String masked(String message) {
    String masked = message;
    for (Map.Entry<String, String> setting : given.entrySet()) {
      if (!setting.getValue().isBlank() && SECRET.matcher(setting.getKey()).find()) {
        masked = masked.replace(setting.getValue(), "[hidden]");
      }
    }
    return masked;
  }
}
