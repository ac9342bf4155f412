package dev.headwater.jobs;

import dev.headwater.jobs.platform.PlatformPorts;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.concurrent.ThreadLocalRandom;

/** Finds ports for a platform, below the range the system hands out. */
final class FreePorts {
  private static final int OF_A_PLATFORM = 8;

  private FreePorts() {}

  static PlatformPorts forPlatform() {
    while (true) {
      int base = ThreadLocalRandom.current().nextInt(11_000, 30_000);
      if (allFree(base)) {
        return new PlatformPorts(base);
      }
    }
  }

  private static boolean allFree(int base) {
    for (int port = base; port < base + OF_A_PLATFORM; port++) {
      try (ServerSocket socket = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
        socket.setReuseAddress(true);
      } catch (IOException taken) {
        return false;
      }
    }
    return true;
  }
}
