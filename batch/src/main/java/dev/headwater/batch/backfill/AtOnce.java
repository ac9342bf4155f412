package dev.headwater.batch.backfill;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Work on several tables at once: while Spark plans or waits for one, it computes for another. More
 * than a few would only share its memory.
 */
final class AtOnce {
  private static final Logger LOG = LoggerFactory.getLogger(AtOnce.class);
  private static final int TABLES = 3;

  private AtOnce() {}

  /**
   * What came of each, in their order.
   *
   * @throws RuntimeException the failure of the first that failed; no further one is begun, and
   *     those under way have ended: nobody writes any more when their caller gives its lock back
   */
  static <T, R> List<R> each(Collection<T> all, Function<T, R> work) {
    ExecutorService threads = Executors.newFixedThreadPool(TABLES);
    List<Future<R>> futures =
        all.stream().map(one -> threads.submit(() -> work.apply(one))).toList();
    try {
      List<R> results = new ArrayList<>();
      for (Future<R> future : futures) {
        results.add(future.get());
      }
      return results;
    } catch (ExecutionException e) {
      // Spark throws checked ones, too, without declaring them.
      throw e.getCause() instanceof RuntimeException known
          ? known
          : new IllegalStateException(e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted", e);
    } finally {
      // Not interrupted: Spark would go on with what its caller no longer waits for.
      futures.forEach(future -> future.cancel(false));
      awaitEnd(threads);
    }
  }

  private static void awaitEnd(ExecutorService threads) {
    threads.shutdown();
    try {
      while (!threads.awaitTermination(1, TimeUnit.MINUTES)) {
        LOG.info("what is under way for other tables is awaited");
      }
    } catch (InterruptedException e) {
      threads.shutdownNow();
      Thread.currentThread().interrupt();
    }
  }
}
