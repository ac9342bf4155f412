package dev.headwater.ingest.fault;

import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Bounds waits for the platform, whose client would wait for ever.
 *
 * @param limit of one wait
 * @param address of the platform, for messages
 */
public record Patience(Duration limit, String address) {

  /** Waits for a request's answer. */
  public <T> T await(String what, Future<T> answer) {
    try {
      return answer.get(limit.toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException e) {
      throw new IngestException.External(
          String.format(
              "%s on the platform at %s got no answer for %s s; look at `headwater status`, then"
                  + " run the same command again",
              what, address, limit.toSeconds()),
          e);
    } catch (ExecutionException e) {
      if (e.getCause() instanceof IngestException known) {
        throw known;
      }
      throw new IngestException.External(
          String.format(
              "%s failed on the platform at %s: %s; look at `headwater status`, then run the same"
                  + " command again",
              what, address, Causes.deepest(e)),
          e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IngestException.External(what + " was interrupted", e);
    }
  }

  /** Runs a call that may block for ever on a thread of its own, and leaves it when it does. */
  public <T> T call(String what, Callable<T> work) {
    FutureTask<T> task = new FutureTask<>(work);
    Thread thread = new Thread(task, "ingest-call");
    thread.setDaemon(true);
    thread.start();
    return await(what, task);
  }
}
