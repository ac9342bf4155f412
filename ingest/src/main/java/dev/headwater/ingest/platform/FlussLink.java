package dev.headwater.ingest.platform;

import dev.headwater.ingest.fault.Causes;
import dev.headwater.ingest.fault.IngestException;
import dev.headwater.ingest.fault.Patience;
import dev.headwater.ingest.fault.Silence;
import dev.headwater.ingest.request.IngestRequest;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import org.apache.fluss.client.Connection;
import org.apache.fluss.client.ConnectionFactory;
import org.apache.fluss.client.FlussConnection;
import org.apache.fluss.client.admin.Admin;
import org.apache.fluss.config.ConfigOptions;
import org.apache.fluss.config.Configuration;
import org.apache.fluss.config.MemorySize;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A connection to the platform that neither opening nor closing can hang. */
public record FlussLink(Connection connection, Admin admin, Patience patience)
    implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(FlussLink.class);
  private static final Duration BETWEEN_PROBES = Duration.ofMillis(200);
  private static final Duration WRITER_END = Duration.ofSeconds(1);

  /** How long a row waits for others of its batch, when nobody waits for the row itself. */
  private static final Duration GATHERING = Duration.ofMillis(100);

  /**
   * Connects.
   *
   * @param wait for a platform that nobody answers for yet
   */
  static FlussLink open(IngestRequest request, Duration wait) {
    return open(request.bootstrapServers(), request.patience(), GATHERING, wait);
  }

  /**
   * Connects.
   *
   * @param limit of any wait for an answer
   * @param gathering how long a row waits for others of its batch
   * @param wait for a platform that nobody answers for yet
   */
  public static FlussLink open(String servers, Duration limit, Duration gathering, Duration wait) {
    requireListening(servers, wait);
    Patience patience = new Patience(limit, servers);
    Configuration configuration = new Configuration();
    configuration.setString(ConfigOptions.BOOTSTRAP_SERVERS.key(), servers);
    SignIn.options().forEach(configuration::setString);
    configuration.set(ConfigOptions.CLIENT_WRITER_BUFFER_WAIT_TIMEOUT, limit);
    configuration.set(ConfigOptions.CLIENT_WRITER_BATCH_TIMEOUT, gathering);
    // Fluss 0.9.1 shrinks little used batches, and never writes a row that is larger than a batch.
    configuration.set(ConfigOptions.CLIENT_WRITER_DYNAMIC_BATCH_SIZE_ENABLED, false);
    configuration.set(ConfigOptions.CLIENT_WRITER_BATCH_SIZE, MemorySize.parse("1mb"));
    Connection connection =
        patience.call("connecting", () -> ConnectionFactory.createConnection(configuration));
    return new FlussLink(connection, connection.getAdmin(), patience);
  }

  /**
   * The client itself would try for two minutes, so a port that nobody listens on is asked first.
   */
  private static void requireListening(String servers, Duration wait) {
    long started = System.nanoTime();
    Optional<IOException> silence = Silence.of(servers, "platform");
    while (silence.isPresent() && System.nanoTime() - started < wait.toNanos()) {
      LockSupport.parkNanos(BETWEEN_PROBES.toNanos());
      silence = Silence.of(servers, "platform");
    }
    if (silence.isPresent()) {
      throw new IngestException.External(
          String.format(
              "the platform is not up at %s (%s); start it with `headwater up`, or give its address"
                  + " with --connect HOST:PORT",
              servers, Causes.deepest(silence.get())),
          silence.get());
    }
  }

  /**
   * Ends the writer, so that nothing is written behind the caller's back, and leaves the rest of
   * the client to close in the background, where it can hang.
   */
  @Override
  public void close() {
    if (connection instanceof FlussConnection client) {
      client.getOrCreateWriterClient().close(WRITER_END);
    }
    Thread closing =
        new Thread(
            () -> {
              try {
                admin.close();
                connection.close();
              } catch (Exception e) {
                LOG.debug("the connection did not close", e);
              }
            },
            "ingest-close");
    closing.setDaemon(true);
    closing.start();
  }
}
