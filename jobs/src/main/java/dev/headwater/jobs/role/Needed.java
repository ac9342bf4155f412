package dev.headwater.jobs.role;

import dev.headwater.lake.Causes;
import dev.headwater.lake.HostAndPort;
import dev.headwater.lake.LakeException;
import dev.headwater.lake.LakeException.Actor;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Waits for what a role cannot begin without: the parts of a cluster start in any order. */
final class Needed {
  private static final Logger LOG = LoggerFactory.getLogger(Needed.class);
  private static final Duration PATIENCE = Duration.ofMinutes(5);
  private static final long BETWEEN_LOOKS_MILLIS = 500;
  private static final int CONNECT_MILLIS = 2_000;

  private Needed() {}

  /**
   * Returns once something listens there.
   *
   * @throws LakeException when that takes longer than five minutes, or this process is to stop
   */
  static void await(String what, HostAndPort address, CompletableFuture<?> stop) {
    await(what + " at " + address, () -> listens(address), stop);
  }

  static void await(String what, Health.Look look, CompletableFuture<?> stop) {
    await(what, look, "start it, or correct its address", stop);
  }

  static void await(String what, Health.Look look, String nextStep, CompletableFuture<?> stop) {
    long end = System.nanoTime() + PATIENCE.toNanos();
    boolean told = false;
    while (true) {
      String missing = "it does not answer";
      try {
        if (look.isWell()) {
          return;
        }
      } catch (Exception e) {
        missing = Causes.deepest(e);
      }
      if (!told) {
        LOG.info("waiting for {}: {}", what, missing);
        told = true;
      }
      if (System.nanoTime() > end || isDone(stop)) {
        throw new LakeException(
            Actor.EXTERNAL, what + " is needed and is not there: " + missing + "; " + nextStep);
      }
    }
  }

  static boolean listens(HostAndPort address) throws IOException {
    try (Socket socket = new Socket()) {
      socket.connect(new InetSocketAddress(address.host(), address.port()), CONNECT_MILLIS);
      return true;
    }
  }

  /** Also the pause between two looks. */
  private static boolean isDone(CompletableFuture<?> stop) {
    try {
      stop.get(BETWEEN_LOOKS_MILLIS, TimeUnit.MILLISECONDS);
      return true;
    } catch (TimeoutException notYet) {
      return false;
    } catch (Exception e) {
      return true;
    }
  }
}
