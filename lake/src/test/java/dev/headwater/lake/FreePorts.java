package dev.headwater.lake;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.concurrent.ThreadLocalRandom;

/**
 * Finds rows of free ports on the loopback address, below the range the system hands out. JVMs that
 * test side by side have ranges of their own: a port between two starts of a platform looks free.
 */
public final class FreePorts {
  private static final int FIRST = 11_000;
  private static final int RANGE = 6_000;
  private static final int FORK = Integer.getInteger("headwater.fork", 1) - 1;

  private FreePorts() {}

  /** First of {@code count} neighbouring ports that are free now. */
  public static int inARow(int count) {
    while (true) {
      int base = FIRST + FORK % 3 * RANGE + ThreadLocalRandom.current().nextInt(RANGE - count);
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
