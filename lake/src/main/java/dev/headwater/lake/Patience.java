package dev.headwater.lake;

import dev.headwater.lake.LakeException.Actor;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.LockSupport;
import org.apache.fluss.exception.FlussRuntimeException;
import org.apache.fluss.exception.RetriableException;

/** Asks Fluss again while leaders are missing, as they are for seconds after a restart. */
public final class Patience {
  private static final Duration LIMIT = Duration.ofSeconds(30);
  private static final Duration PAUSE = Duration.ofMillis(200);

  private Patience() {}

  /**
   * Result of a request that is repeated for half a minute.
   *
   * @param what the request in words, for the message
   * @throws LakeException when it keeps failing; its cause is that of the last attempt
   */
  public static <T> T ask(String what, Callable<CompletableFuture<T>> request) {
    long started = System.nanoTime();
    while (true) {
      Throwable failure = null;
      try {
        return request.call().get(LIMIT.toSeconds(), TimeUnit.SECONDS);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new LakeException(Actor.EXTERNAL, "interrupted while asking for " + what, e);
      } catch (Exception e) {
        failure = unwrap(e);
      }
      boolean again =
          failure instanceof RetriableException
              || failure instanceof TimeoutException
              || isLeaderMissing(failure);
      if (!again || System.nanoTime() - started > LIMIT.toNanos()) {
        throw LakeException.external("Fluss does not tell " + what, failure);
      }
      LockSupport.parkNanos(PAUSE.toNanos());
    }
  }

  /**
   * As {@link #ask}, for what need not be there.
   *
   * @param absent how Fluss says that it is not
   */
  public static <T> Optional<T> find(
      String what, Class<? extends Throwable> absent, Callable<CompletableFuture<T>> request) {
    try {
      return Optional.of(ask(what, request));
    } catch (LakeException e) {
      if (absent.isInstance(e.getCause())) {
        return Optional.empty();
      }
      throw e;
    }
  }

  /**
   * The answer to a request that is made once.
   *
   * @param failed what fails without it, in words for the message
   * @throws LakeException when it does not come in time
   */
  public static <T> T once(String failed, Duration limit, CompletableFuture<T> answer) {
    try {
      return answer.get(limit.toSeconds(), TimeUnit.SECONDS);
    } catch (InterruptedException | ExecutionException | TimeoutException e) {
      throw ended(failed, e);
    }
  }

  /** What a wait for Fluss ended with; an interrupt stays one. */
  public static LakeException ended(String failed, Exception e) {
    if (e instanceof InterruptedException) {
      Thread.currentThread().interrupt();
    }
    return LakeException.external(failed, e);
  }

  /** Of a partition that was made a moment ago, the client tells it in words only. */
  private static boolean isLeaderMissing(Throwable failure) {
    return failure instanceof FlussRuntimeException
        && String.valueOf(failure.getMessage()).startsWith("Leader not found");
  }

  private static Throwable unwrap(Throwable thrown) {
    Throwable cause = thrown;
    while ((cause instanceof ExecutionException || cause instanceof CompletionException)
        && cause.getCause() != null) {
      cause = cause.getCause();
    }
    return cause;
  }
}
