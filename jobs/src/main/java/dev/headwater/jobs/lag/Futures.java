package dev.headwater.jobs.lag;

import dev.headwater.jobs.fault.ProgressException;
import dev.headwater.lake.Causes;
import dev.headwater.lake.LakeException.Actor;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import org.apache.fluss.exception.FlussRuntimeException;

/** Waits for the storage's answers. */
final class Futures {
  private static final long SECONDS = 60;

  private Futures() {}

  /**
   * The answer, or an exception that says what was asked and why it failed: Fluss's client tells
   * some faults when it is asked and others later.
   */
  static <T> T await(Supplier<CompletableFuture<T>> asked, String question) {
    try {
      return asked.get().get(SECONDS, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      throw ProgressException.interrupted(question, e);
    } catch (FlussRuntimeException e) {
      throw failed(question, e);
    } catch (ExecutionException | CompletionException e) {
      throw failed(question, e.getCause());
    } catch (TimeoutException e) {
      throw new ProgressException(
          Actor.EXTERNAL,
          question + " was not answered within " + SECONDS + " s; is the storage up?",
          e);
    }
  }

  private static ProgressException failed(String question, Throwable cause) {
    return new ProgressException(
        Actor.EXTERNAL,
        question + " failed: " + Causes.deepest(cause) + "; look at the storage's log",
        cause);
  }
}
