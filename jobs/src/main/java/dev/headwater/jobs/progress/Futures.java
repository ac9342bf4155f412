package dev.headwater.jobs.progress;

import dev.headwater.lake.Causes;
import dev.headwater.lake.LakeException.Actor;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Waits for the storage's answers. */
final class Futures {
  private static final long SECONDS = 60;

  private Futures() {}

  /** The answer, or an exception that says what was asked and why it failed. */
  static <T> T await(CompletableFuture<T> future, String question) {
    try {
      return future.get(SECONDS, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw Interruption.during(question, e);
    } catch (ExecutionException e) {
      throw new ProgressException(
          Actor.EXTERNAL,
          question + " failed: " + Causes.deepest(e) + "; look at the storage's log",
          e.getCause());
    } catch (TimeoutException e) {
      throw new ProgressException(
          Actor.EXTERNAL,
          question + " was not answered within " + SECONDS + " s; is the storage up?",
          e);
    }
  }
}
