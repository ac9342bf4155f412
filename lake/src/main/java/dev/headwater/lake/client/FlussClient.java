package dev.headwater.lake.client;

import dev.headwater.lake.Causes;
import dev.headwater.lake.LakeException;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import org.apache.fluss.client.Connection;
import org.apache.fluss.client.ConnectionFactory;
import org.apache.fluss.client.admin.Admin;
import org.apache.fluss.config.ConfigOptions;
import org.apache.fluss.config.Configuration;
import org.apache.fluss.exception.AuthenticationException;
import org.apache.fluss.exception.FlussRuntimeException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A connection to Fluss with its administration. Closing returns at once: the network layer waits
 * two quiet seconds before it ends, which nobody else has to.
 */
public final class FlussClient implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(FlussClient.class);

  private static final int CONNECT_MILLIS = 2_000;
  private static final long A_SECOND = 1_000_000_000;

  private final String bootstrapServers;
  private final Connection connection;
  private final Admin admin;
  private volatile long answered = System.nanoTime() - A_SECOND;

  /**
   * Connects.
   *
   * @param bootstrapServers host:port
   * @throws LakeException when Fluss does not answer
   */
  public FlussClient(String bootstrapServers) {
    this.bootstrapServers = bootstrapServers;
    try {
      connection = ConnectionFactory.createConnection(configuration(bootstrapServers));
      admin = connection.getAdmin();
    } catch (FlussRuntimeException e) {
      if (Causes.has(e, AuthenticationException.class)) {
        throw LakeException.user(
            "Fluss at %s does not know who comes: %s; name a login file in %s"
                .formatted(bootstrapServers, Causes.deepest(e), FlussLogin.VARIABLE),
            e);
      }
      throw LakeException.external("Fluss does not answer at " + bootstrapServers, e);
    }
  }

  /** How a client in this process comes to Fluss. */
  public static Configuration configuration(String bootstrapServers) {
    Configuration configuration = new Configuration();
    configuration.setString(ConfigOptions.BOOTSTRAP_SERVERS.key(), bootstrapServers);
    FlussLogin.options().forEach(configuration::setString);
    return configuration;
  }

  /** Whether anybody listens there, or did within the last second. The client itself would wait. */
  public boolean answers() {
    if (System.nanoTime() - answered < A_SECOND) {
      return true;
    }
    int colon = bootstrapServers.lastIndexOf(':');
    try (Socket socket = new Socket()) {
      socket.connect(
          new InetSocketAddress(
              bootstrapServers.substring(0, colon),
              Integer.parseInt(bootstrapServers.substring(colon + 1))),
          CONNECT_MILLIS);
      answered = System.nanoTime();
      return true;
    } catch (IOException nobody) {
      return false;
    }
  }

  public String bootstrapServers() {
    return bootstrapServers;
  }

  public Connection connection() {
    return connection;
  }

  public Admin admin() {
    return admin;
  }

  @Override
  public void close() {
    Thread closing = new Thread(this::closeNow, "fluss-client-close");
    closing.setDaemon(true);
    closing.start();
  }

  private void closeNow() {
    try {
      admin.close();
      connection.close();
    } catch (Exception e) {
      LOG.debug("a connection did not close cause={}", Causes.deepest(e));
    }
  }
}
