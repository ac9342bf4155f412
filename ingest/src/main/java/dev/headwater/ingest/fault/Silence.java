package dev.headwater.ingest.fault;

import java.io.IOException;
import java.net.ConnectException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.time.Duration;
import java.util.Optional;

/** Asks ports whether anybody listens, for clients that themselves would try for minutes. */
public final class Silence {
  private static final Duration PROBE = Duration.ofSeconds(3);

  private Silence() {}

  /**
   * Why no server answers; empty when one does.
   *
   * @param servers host:port, comma-separated
   * @param whose servers, for the message when these are no addresses
   */
  public static Optional<IOException> of(String servers, String whose) {
    IOException last = new ConnectException("no address");
    for (String server : servers.split(",", -1)) {
      int colon = server.lastIndexOf(':');
      try (Socket socket = new Socket()) {
        int port = Integer.parseInt(server.substring(colon + 1).trim());
        String host = server.substring(0, Math.max(colon, 0)).trim();
        socket.connect(new InetSocketAddress(host, port), (int) PROBE.toMillis());
        return Optional.empty();
      } catch (IllegalArgumentException e) {
        throw new IngestException.User(
            whose + " address " + Quoted.of(servers) + " is not HOST:PORT", e);
      } catch (IOException e) {
        last = e;
      }
    }
    return Optional.of(last);
  }
}
