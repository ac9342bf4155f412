package dev.headwater.lake;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.concurrent.ThreadLocalRandom;

/** Finds rows of free ports on the loopback address, below the range the system hands out. */
public final class FreePorts {
  private FreePorts() {}

  /** First of {@code count} neighbouring ports that are free now. */
  public static int inARow(int count) {
    while (true) {
      int base = ThreadLocalRandom.current().nextInt(11_000, 30_000);
      if (allFree(base, count)) {
        return base;
      }
    }
  }

  private static boolean allFree(int base, int count) {
    for (int port = base; port < base + count; port++) {
      try (ServerSocket socket = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
        socket.setReuseAddress(true);
      } catch (IOException taken) {
        return false;
      }
    }
    return true;
  }
}
