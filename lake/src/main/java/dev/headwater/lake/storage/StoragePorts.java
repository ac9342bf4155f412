package dev.headwater.lake.storage;

import dev.headwater.lake.LakeException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;

/**
 * The ports of the storage on 127.0.0.1, three in a row.
 *
 * @param base port of the coordinator, the address clients connect to; 1 to 65533
 */
public record StoragePorts(int base) {
  public StoragePorts {
    if (base < 1 || base > 65_533) {
      throw new IllegalArgumentException("port base " + base + " is not between 1 and 65533");
    }
  }

  public int coordinator() {
    return base;
  }

  public int tabletServer() {
    return base + 1;
  }

  public int zooKeeper() {
    return base + 2;
  }

  /** Address for clients, host:port. */
  public String bootstrapServers() {
    return "127.0.0.1:" + base;
  }

  /**
   * Checks that nothing listens on the three ports.
   *
   * @throws LakeException naming the first port that is taken
   */
  void requireFree() {
    for (int port = base; port <= zooKeeper(); port++) {
      try (ServerSocket socket = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
        socket.setReuseAddress(true);
      } catch (IOException e) {
        throw LakeException.user(
            "port %s is taken: another platform may be running; stop it, or choose another row of ports with --port-base"
                .formatted(port),
            e);
      }
    }
  }
}
