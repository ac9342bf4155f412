package dev.headwater.ingest.servers;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Properties;
import kafka.server.KafkaConfig;
import kafka.server.KafkaRaftServer;
import kafka.tools.StorageTool;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.utils.Time;

/**
 * A broker of one node in this JVM, which is its own controller. It keeps what it has in its
 * directory; a later start goes on with it.
 */
public final class KafkaBroker implements AutoCloseable {
  private final KafkaRaftServer server;

  private KafkaBroker(KafkaRaftServer server) {
    this.server = server;
  }

  /**
   * Starts a broker that takes anybody on this machine.
   *
   * @param directory made when absent
   * @param port of the broker; its controller takes the next one
   * @param further settings, which go before those made here
   * @throws IOException when its storage cannot be formatted
   */
  public static KafkaBroker start(Path directory, int port, Map<String, String> further)
      throws IOException {
    Path logs = Files.createDirectories(directory).resolve("log");
    Properties settings = new Properties();
    Map.ofEntries(
            Map.entry("node.id", "1"),
            Map.entry("process.roles", "broker,controller"),
            Map.entry("controller.quorum.voters", "1@127.0.0.1:" + (port + 1)),
            Map.entry("listeners", listeners(port)),
            Map.entry("controller.listener.names", "CONTROLLER"),
            Map.entry("log.dirs", logs.toString()),
            Map.entry("log.cleaner.dedupe.buffer.size", "4194304"),
            Map.entry("offsets.topic.replication.factor", "1"),
            Map.entry("offsets.topic.num.partitions", "1"),
            Map.entry("transaction.state.log.replication.factor", "1"),
            Map.entry("transaction.state.log.min.isr", "1"),
            Map.entry("transaction.state.log.num.partitions", "1"),
            Map.entry("group.initial.rebalance.delay.ms", "0"))
        .forEach(settings::setProperty);
    further.forEach(settings::setProperty);
    if (!Files.exists(logs.resolve("meta.properties"))) {
      format(directory, settings);
    }
    KafkaRaftServer server = new KafkaRaftServer(KafkaConfig.fromProps(settings), Time.SYSTEM);
    server.startup();
    return new KafkaBroker(server);
  }

  /** The listeners of a broker and its controller, for those who add some. */
  public static String listeners(int port) {
    return "PLAINTEXT://127.0.0.1:%d,CONTROLLER://127.0.0.1:%d".formatted(port, port + 1);
  }

  private static void format(Path directory, Properties settings) throws IOException {
    Path file = directory.resolve("server.properties");
    StringBuilder text = new StringBuilder();
    settings.forEach((name, value) -> text.append(name).append('=').append(value).append('\n'));
    Files.writeString(file, text, StandardCharsets.UTF_8);
    String[] words = {"format", "-t", Uuid.randomUuid().toString(), "-c", file.toString()};
    if (StorageTool.execute(words, System.err) != 0) {
      throw new IOException("the broker's storage in " + directory + " cannot be formatted");
    }
  }

  /** Stops it and returns when it has stopped. */
  @Override
  public void close() {
    server.shutdown();
    server.awaitShutdown();
  }
}
