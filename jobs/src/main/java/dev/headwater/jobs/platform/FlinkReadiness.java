package dev.headwater.jobs.platform;

import dev.headwater.jobs.progress.FlinkRest;
import dev.headwater.jobs.progress.ProgressException;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;

/**
 * Waits for Flink to answer about jobs: its REST interface listens before the part behind it leads.
 */
final class FlinkReadiness {
  private static final Duration BETWEEN_LOOKS = Duration.ofMillis(20);

  private FlinkReadiness() {}

  /** Returns once jobs can be asked for; throws what was answered last when that takes longer. */
  static void await(FlinkRest flink, Duration timeout) {
    long end = System.nanoTime() + timeout.toNanos();
    while (true) {
      try {
        flink.jobs();
        return;
      } catch (ProgressException notYet) {
        if (System.nanoTime() > end) {
          throw notYet;
        }
        LockSupport.parkNanos(BETWEEN_LOOKS.toNanos());
      }
    }
  }
}
