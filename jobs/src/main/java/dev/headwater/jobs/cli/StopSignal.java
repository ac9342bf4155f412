package dev.headwater.jobs.cli;

import java.util.concurrent.CountDownLatch;
import sun.misc.Signal;

/**
 * Waits for Ctrl-C or a request to terminate. Takes these signals over from the engines in this
 * JVM, which would all stop at once: jobs must end before the storage they write to.
 */
final class StopSignal {
  private final CountDownLatch asked = new CountDownLatch(1);

  StopSignal() {
    for (String name : new String[] {"INT", "TERM", "HUP"}) {
      Signal.handle(new Signal(name), signal -> asked.countDown());
    }
  }

  void await() throws InterruptedException {
    asked.await();
  }
}
